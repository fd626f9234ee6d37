/// One of the two pages that say where a commit's trees are; commits take turns.
struct MetaPage {
    /// The commit's number.
    let commit: UInt64
    /// How many pages the file has by then.
    let pageCount: UInt64
    /// The tree of free pages, and the one of the named databases.
    let free, main: TreeRecord

    private static let magic: UInt32 = 0xBEEF_C0DE
    private static let version: UInt32 = 1
    /// Where `MDB_meta` starts in its page, and what is where in it.
    private static let start = PageBytes.headerSize
    private static let (treesOffset, lastPageOffset) = (start + 24, start + 120)
    static let commitOffset = start + 128

    private init(_ page: PageBytes, number: UInt64) throws(LMDBError) {
        guard try page.number == number, try page.kind == .meta, try Self.isMarked(page) else {
            throw .corrupted("page \(number) of data.mdb, which says where the others are")
        }
        free = try TreeRecord(page, at: Self.treesOffset)
        main = try TreeRecord(page, at: Self.treesOffset + TreeRecord.size)
        pageCount = try page.integer(at: Self.lastPageOffset, as: UInt64.self) &+ 1
        commit = try page.integer(at: Self.commitOffset)
        // Even commits are on page 0; a new file has two pages of commit 0.
        guard pageCount >= 2, pageCount < 1 << 47, commit == 0 || commit & 1 == number else {
            throw .corrupted("page \(number) of data.mdb, which says where the others are")
        }
    }

    static func isMarked(_ page: PageBytes) throws(LMDBError) -> Bool {
        let (mark, form): (UInt32, UInt32) = (try page.integer(at: start), try page.integer(at: start + 4))
        return mark == magic && form == version
    }

    /// The size of pages that the first page tells.
    static func pageSize(of page: PageBytes) throws(LMDBError) -> Int {
        guard try isMarked(page) else { throw .invalid }
        let size = Int(try page.integer(at: treesOffset, as: UInt32.self))
        guard (512...65_536).contains(size), size & (size - 1) == 0 else { throw .corrupted("the size of a page") }
        return size
    }

    /// The newest commit, or the one of a number.
    ///
    /// A file changes while it is read: commits may go by between the two pages, so a contradiction is looked at again.
    static func newest(_ file: borrowing PageFile, commit: Int? = nil) throws(LMDBError) -> MetaPage? {
        for attempt in 0..<4 {
            do throws(LMDBError) {
                let pair = (try MetaPage(file.page(0), number: 0), try MetaPage(file.page(1), number: 1))
                let (older, newer) = pair.0.commit > pair.1.commit ? (pair.1, pair.0) : pair
                guard newer.commit - older.commit <= 1 else { throw .corrupted("the number of a commit") }
                guard let commit else { return newer }
                return [older, newer].first { $0.commit == commit }
            } catch {
                if attempt == 3 { throw error }
            }
        }
        return nil
    }
}

/// What is known of a tree of pages (`MDB_db`).
struct TreeRecord {
    static let size = 48
    private static let none = UInt64.max

    /// The size of its keys, where they are packed.
    let keySize: Int
    /// LMDB's flags of its order.
    let flags: UInt16
    /// How many levels it has.
    let depth: Int
    let branches, leaves, overflows, entries: UInt64
    /// Its root; nil where it is empty.
    let root: UInt64?

    init(_ page: PageBytes, at offset: Int) throws(LMDBError) {
        keySize = Int(try page.integer(at: offset, as: UInt32.self))
        flags = try page.integer(at: offset + 4)
        depth = Int(try page.integer(at: offset + 6, as: UInt16.self))
        branches = try page.integer(at: offset + 8)
        leaves = try page.integer(at: offset + 16)
        overflows = try page.integer(at: offset + 24)
        entries = try page.integer(at: offset + 32)
        let root: UInt64 = try page.integer(at: offset + 40)
        self.root = root == Self.none ? nil : root
    }
}
