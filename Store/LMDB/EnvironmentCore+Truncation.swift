import CLMDB
import Glibc

// A file cut short would end the process by SIGBUS at the first read past its end, so it is checked once at open.
extension EnvironmentCore {
    /// Throws `corrupted` where `file` lacks pages that are in use.
    ///
    /// A whole file may lack pages at its end: those that were allotted and freed within one transaction were never
    /// written. They are in the list of free pages, which is read here without the memory map.
    func checkFile(_ file: String) throws(LMDBError) {
        let size = try size
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw LMDBError(code: errno) }
        let present = Int(status.st_size) / size.pageSize
        guard present < size.pages else { return }
        var walk = FreeListWalk(descriptor: descriptor, pageSize: size.pageSize)
        let free = try walk.freePages(from: present)
        guard free == size.pages - present else { throw .corrupted("data.mdb is cut short") }
    }
}

/// Reads LMDB's list of free pages off the file (the layout of `mdb.c`, 0.9).
private struct FreeListWalk {
    let descriptor: Int32
    let pageSize: Int
    private var free: Set<UInt64> = []

    private static let headerSize = 16
    private static let metaMagic: UInt32 = 0xBEEF_C0DE
    private static let noPage = UInt64.max

    init(descriptor: Int32, pageSize: Int) {
        self.descriptor = descriptor
        self.pageSize = pageSize
    }

    /// How many pages from `first` on are free.
    mutating func freePages(from first: Int) throws(LMDBError) -> Int {
        let metas = [try page(0), try page(1)].filter { $0.integer(at: 16, as: UInt32.self) == Self.metaMagic }
        // mm_dbs[0] is at 24 of the meta, its root 40 further; mm_txnid is at 128.
        guard let newest = metas.max(by: { $0.transaction < $1.transaction }) else { throw .invalid }
        try visit(newest.integer(at: 16 + 24 + 40), depth: 0)
        return free.count { $0 >= first }
    }

    private mutating func visit(_ number: UInt64, depth: Int) throws(LMDBError) {
        guard number != Self.noPage else { return }
        guard depth < 32 else { throw .corrupted("the list of free pages") }
        let page = try page(number)
        let isLeaf = page.integer(at: 10, as: UInt16.self) & 0x02 != 0
        let slots = (Int(page.integer(at: 12, as: UInt16.self)) - Self.headerSize) / 2
        guard (0...pageSize / 2).contains(slots) else { throw .corrupted("the list of free pages") }
        for slot in 0..<slots {
            let node = Int(page.integer(at: Self.headerSize + 2 * slot, as: UInt16.self))
            guard node + 16 <= pageSize else { throw .corrupted("the list of free pages") }
            if isLeaf {
                try collect(page, node: node)
            } else {
                // A branch's child: 48 bits over the node's first six bytes.
                try visit(page.integer(at: node) & 0xFFFF_FFFF_FFFF, depth: depth + 1)
            }
        }
    }

    /// Takes in one record of the list: a count, then so many page numbers.
    private mutating func collect(_ page: Bytes, node: Int) throws(LMDBError) {
        let size = Int(page.integer(at: node, as: UInt32.self))
        let isElsewhere = page.integer(at: node + 4, as: UInt16.self) & 0x01 != 0
        let start = node + 8 + Int(page.integer(at: node + 6, as: UInt16.self))
        guard size >= 8, start + (isElsewhere ? 8 : size) <= pageSize else {
            throw .corrupted("the list of free pages")
        }
        let record = isElsewhere ? try overflow(page.integer(at: start), size) : page.part(start..<start + size)
        let count = min(Int(truncatingIfNeeded: record.integer(at: 0, as: UInt64.self)), size / 8 - 1)
        for place in 0..<max(0, count) { free.insert(record.integer(at: 8 + 8 * place)) }
    }

    /// A record too large for a page, in pages of its own after one header.
    private func overflow(_ number: UInt64, _ size: Int) throws(LMDBError) -> Bytes {
        guard number < 1 << 47 else { throw .corrupted("the list of free pages") }
        return try bytes(at: Int(number) * pageSize + Self.headerSize, count: size)
    }

    private func page(_ number: UInt64) throws(LMDBError) -> Bytes {
        guard number < 1 << 47 else { throw .corrupted("the list of free pages") }
        return try bytes(at: Int(number) * pageSize, count: pageSize)
    }

    private func bytes(at offset: Int, count: Int) throws(LMDBError) -> Bytes {
        var values = [UInt8](repeating: 0, count: count)
        guard pread(descriptor, &values, count, off_t(offset)) == count else {
            throw .corrupted("data.mdb is cut short")
        }
        return Bytes(values: values)
    }

    private struct Bytes {
        let values: [UInt8]

        func integer<T: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: T.Type = UInt64.self) -> T {
            values.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) }
        }

        func part(_ range: Range<Int>) -> Bytes { Bytes(values: Array(values[range])) }

        /// The number of the transaction that wrote this meta page.
        var transaction: UInt64 { integer(at: 16 + 128) }
    }
}
