import CLMDB

/// What can be a key or a value: its bytes are lent to LMDB for one call.
public protocol Storable {
    /// Calls `body` with the bytes, which live as long as the call.
    func lend<R>(_ body: (UnsafeRawBufferPointer) throws(LMDBError) -> R) throws(LMDBError) -> R
}

extension Storable where Self: FixedWidthInteger {
    /// Lends the integer in the machine's byte order, as LMDB compares it.
    @inlinable @inline(__always)
    public func lend<R>(_ body: (UnsafeRawBufferPointer) throws(LMDBError) -> R) throws(LMDBError) -> R {
        try withUnsafeBytes(of: self, body)
    }
}

extension UInt32: Storable {}
extension UInt64: Storable {}

extension Array: Storable where Element == UInt8 {
    /// Lends the array's bytes.
    @inlinable @inline(__always)
    public func lend<R>(_ body: (UnsafeRawBufferPointer) throws(LMDBError) -> R) throws(LMDBError) -> R {
        try withUnsafeBufferPointer { bytes throws(LMDBError) in try body(UnsafeRawBufferPointer(bytes)) }
    }
}

extension ArraySlice: Storable where Element == UInt8 {
    /// Lends the slice's bytes.
    @inlinable @inline(__always)
    public func lend<R>(_ body: (UnsafeRawBufferPointer) throws(LMDBError) -> R) throws(LMDBError) -> R {
        try withUnsafeBufferPointer { bytes throws(LMDBError) in try body(UnsafeRawBufferPointer(bytes)) }
    }
}

/// A fixed-size integer as a key or value; every pattern of bits is one.
public typealias StorableInteger = FixedWidthInteger & BitwiseCopyable & Storable

extension MDB_val {
    /// The bytes of `buffer`, not owned.
    @inline(__always)
    init(_ buffer: UnsafeRawBufferPointer) {
        self.init(mv_size: buffer.count, mv_data: UnsafeMutableRawPointer(mutating: buffer.baseAddress))
    }

    /// The bytes that LMDB points to.
    @inline(__always)
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: mv_data, count: mv_size)
    }

    /// The integer that the bytes are; `corrupted` where the size differs.
    @inline(__always)
    func integer<T: StorableInteger>(as type: T.Type = T.self) throws(LMDBError) -> T {
        guard mv_size == MemoryLayout<T>.size else { throw .corrupted("an integer of \(mv_size) bytes") }
        return bytes.loadUnaligned(as: T.self)
    }
}
