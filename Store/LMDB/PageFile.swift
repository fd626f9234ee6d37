import CLMDB
import Glibc

/// The pages of `data.mdb`, read off the file rather than through LMDB's map: nothing is believed of them.
struct PageFile: ~Copyable {
    private let descriptor: Int32
    /// Bytes a page.
    let pageSize: Int

    /// Opens the file; `pageSize` is nil where the first page is to tell.
    init(path: String, pageSize: Int? = nil) throws(LMDBError) {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(code: errno) }
        do throws(LMDBError) {
            if let pageSize {
                self.pageSize = pageSize
            } else {
                self.pageSize = try MetaPage.pageSize(of: Self.bytes(descriptor, at: 0, count: 1 << 9))
            }
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// The file that LMDB has open, which may have lost its name since.
    init(_ environment: OpaquePointer, pageSize: Int) throws(LMDBError) {
        var opened: Int32 = -1
        try check(mdb_env_get_fd(environment, &opened))
        let own = fcntl(opened, F_DUPFD_CLOEXEC, 0)
        guard own >= 0 else { throw LMDBError(code: errno) }
        (descriptor, self.pageSize) = (own, pageSize)
    }

    deinit { close(descriptor) }

    /// How many bytes there are.
    var size: Int {
        get throws(LMDBError) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw LMDBError(code: errno) }
            return Int(status.st_size)
        }
    }

    /// A page by its number.
    func page(_ number: UInt64) throws(LMDBError) -> PageBytes { try bytes(from: number, offset: 0, count: pageSize) }

    /// So many bytes from an offset within a page on, be it into the pages behind it.
    func bytes(from page: UInt64, offset: Int, count: Int) throws(LMDBError) -> PageBytes {
        guard page < 1 << 47 / UInt64(pageSize) else { throw .corrupted("a page's number") }
        return try Self.bytes(descriptor, at: Int(page) * pageSize + offset, count: count)
    }

    private static func bytes(_ descriptor: Int32, at offset: Int, count: Int) throws(LMDBError) -> PageBytes {
        var read = 0
        let values = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            read = pread(descriptor, buffer.baseAddress, count, off_t(offset))
            initialized = max(0, read)
        }
        guard read == count else { throw .corrupted("data.mdb is cut short") }
        return PageBytes(values: values)
    }
}

/// Bytes of the file; every read is held against their end.
struct PageBytes {
    let values: [UInt8]

    /// An integer at any offset.
    @inline(__always)
    func integer<T: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: T.Type = T.self)
        throws(LMDBError) -> T
    {
        guard offset >= 0, offset <= values.count - MemoryLayout<T>.size else { throw .corrupted("a page") }
        return values.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) }
    }

    /// A part of them; `corrupted` where they end before.
    func part(_ range: Range<Int>) throws(LMDBError) -> PageBytes {
        guard range.lowerBound >= 0, range.upperBound <= values.count else { throw .corrupted("a page") }
        return PageBytes(values: Array(values[range]))
    }
}

/// What a page may be.
struct PageKind: OptionSet {
    let rawValue: UInt16

    static let branch = PageKind(rawValue: 0x01)
    static let leaf = PageKind(rawValue: 0x02)
    static let overflow = PageKind(rawValue: 0x04)
    static let meta = PageKind(rawValue: 0x08)
    /// A leaf of keys alone, all of one size.
    static let packed = PageKind(rawValue: 0x20)
    /// A page within a leaf: the values of one key.
    static let inner = PageKind(rawValue: 0x40)

    /// Those that say what a page is; others say what becomes of it in memory.
    static let all: PageKind = [.branch, .leaf, .overflow, .meta, .packed, .inner]
}

// The header of a page (`MDB_page` of `mdb.c`, 0.9).
extension PageBytes {
    static let headerSize = 16

    /// The page's own number.
    var number: UInt64 { get throws(LMDBError) { try integer(at: 0) } }
    /// How large its keys are, where it is packed.
    var keySize: Int { get throws(LMDBError) { Int(try integer(at: 8, as: UInt16.self)) } }
    var kind: PageKind {
        get throws(LMDBError) { PageKind(rawValue: try integer(at: 10, as: UInt16.self)).intersection(.all) }
    }
    /// Where the offsets of the nodes end.
    var lower: Int { get throws(LMDBError) { Int(try integer(at: 12, as: UInt16.self)) } }
    /// Where the nodes start.
    var upper: Int { get throws(LMDBError) { Int(try integer(at: 14, as: UInt16.self)) } }
    /// How many pages a value of its own has.
    var overflowPages: Int { get throws(LMDBError) { Int(try integer(at: 12, as: UInt32.self)) } }
}
