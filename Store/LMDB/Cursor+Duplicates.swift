import CLMDB

extension Cursor {
    /// How many values the key that it stands on has, in a database of duplicates.
    public mutating func count() throws(LMDBError) -> Int {
        guard !snapshot.isOver else { throw .finished }
        var count = 0
        try check(mdb_cursor_count(raw, &count))
        return count
    }

    /// Appends all values of the key, on whose first value it must stand, to `list`; each must be as large as `T`.
    ///
    /// It then stands somewhere on that key.
    @inlinable
    public mutating func appendDuplicates<T: BitwiseCopyable>(to list: inout [T]) throws(LMDBError) {
        try eachPage(of: T.self) { page, count in
            list.append(addingCapacity: count) { output in
                output.withUnsafeMutableBufferPointer { buffer, filled in
                    UnsafeMutableRawPointer(buffer.baseAddress! + filled)
                        .copyMemory(from: page.baseAddress!, byteCount: page.count)
                    filled += count
                }
            }
        }
    }

    /// Calls `body` with each value of the key, on whose first value it must stand; each must be as large as `T`.
    ///
    /// It then stands somewhere on that key.
    @inlinable
    public mutating func eachDuplicate<T: StorableInteger>(_ body: (T) -> Void) throws(LMDBError) {
        try eachPage(of: T.self) { page, count in
            for place in 0..<count {
                body(page.loadUnaligned(fromByteOffset: place * MemoryLayout<T>.stride, as: T.self))
            }
        }
    }

    /// Calls `body` with page after page of values as large as `T`, and how many each has.
    @inlinable @inline(__always)
    mutating func eachPage<T>(of type: T.Type, _ body: (UnsafeRawBufferPointer, _ count: Int) -> Void)
        throws(LMDBError)
    {
        var missing = try count()
        var page = try firstPage(of: missing)
        while true {
            let count = page.count / MemoryLayout<T>.stride
            guard count > 0, count * MemoryLayout<T>.stride == page.count else {
                throw .corrupted("values of \(page.count) bytes")
            }
            body(page, count)
            missing -= count
            guard missing > 0 else { return }
            page = try nextPage()
        }
    }

    /// The first values of the key on whose first value it stands, which has `count` of them.
    ///
    /// LMDB is not asked for a page where there is a single value: after a step onto such a key it may answer with
    /// the key before (0.9.24).
    @usableFromInline
    mutating func firstPage(of count: Int) throws(LMDBError) -> UnsafeRawBufferPointer {
        try refresh()
        guard count > 1 else { return value.bytes }
        return try page(MDB_GET_MULTIPLE)
    }

    /// The values after those of the page before; a short page is no sign of the end.
    @usableFromInline
    mutating func nextPage() throws(LMDBError) -> UnsafeRawBufferPointer {
        try page(MDB_NEXT_MULTIPLE)
    }

    private mutating func page(_ operation: MDB_cursor_op) throws(LMDBError) -> UnsafeRawBufferPointer {
        value = MDB_val()
        guard try move(operation) else { throw .corrupted("a key with too few values") }
        // What it holds now is a page, not a value: whoever reads next reads anew.
        seen = -1
        return value.bytes
    }
}
