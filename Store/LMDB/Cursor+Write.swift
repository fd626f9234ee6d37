import CLMDB

extension Cursor {
    /// Writes a pair and stands on it; false where the flags found one in its way.
    @inlinable @discardableResult
    public mutating func put(_ value: some Storable, at key: some Storable, _ flags: PutFlags = [])
        throws(LMDBError) -> Bool
    {
        try key.lend { key throws(LMDBError) in
            try value.lend { value throws(LMDBError) in try put(bytes: value, at: key, flags) }
        }
    }

    @usableFromInline
    mutating func put(bytes value: UnsafeRawBufferPointer, at key: UnsafeRawBufferPointer, _ flags: PutFlags)
        throws(LMDBError) -> Bool
    {
        guard !snapshot.isOver else { throw .finished }
        snapshot.writes += 1
        return try snapshot.recording(value, at: key, in: mdb_cursor_dbi(raw), flags) { flags throws(LMDBError) in
            var (key, value) = (MDB_val(key), MDB_val(value))
            return try isNew(mdb_cursor_put(raw, &key, &value, flags.rawValue))
        }
    }

    /// Writes ascending `values` of a key that is not there yet, in one call.
    ///
    /// `append` where the key is past the last one.
    @inlinable
    public mutating func put<V: StorableInteger>(
        ascending values: ArraySlice<V>, atNew key: UInt64, _ flags: PutFlags = []
    ) throws(LMDBError) {
        try key.lend { key throws(LMDBError) in
            try values.withUnsafeBufferPointer { values throws(LMDBError) in
                try put(packed: UnsafeRawBufferPointer(values), size: MemoryLayout<V>.size, at: key, flags)
            }
        }
    }

    /// Writes values of `size` bytes each: the first with `flags`, the rest after it in one call.
    @usableFromInline
    mutating func put(
        packed values: UnsafeRawBufferPointer, size: Int, at key: UnsafeRawBufferPointer, _ flags: PutFlags
    )
        throws(LMDBError)
    {
        guard !values.isEmpty else { return }
        let isNew = try put(bytes: UnsafeRawBufferPointer(rebasing: values[..<size]), at: key, flags)
        guard isNew else { throw .corrupted("keys out of order") }
        guard values.count > size else { return }
        snapshot.record(
            new: UnsafeRawBufferPointer(rebasing: values[size...]), size: size, at: key, in: mdb_cursor_dbi(raw))
        var key = MDB_val(key)
        let one = MDB_val(UnsafeRawBufferPointer(rebasing: values[size..<2 * size]))
        var pair = (one, MDB_val(mv_size: values.count / size - 1, mv_data: nil))
        let code = withUnsafeMutablePointer(to: &pair) { pair in
            pair.withMemoryRebound(to: MDB_val.self, capacity: 2) {
                mdb_cursor_put(raw, &key, $0, UInt32(MDB_MULTIPLE | MDB_APPENDDUP))
            }
        }
        try check(code)
    }

    /// Removes the value that it stands on.
    public mutating func remove() throws(LMDBError) {
        guard !snapshot.isOver else { throw .finished }
        if snapshot.journal != nil {
            let (key, value) = try pair()
            try snapshot.recordRemoval(
                of: UnsafeRawBufferPointer(value), at: UnsafeRawBufferPointer(key), in: mdb_cursor_dbi(raw))
        }
        snapshot.writes += 1
        try check(mdb_cursor_del(raw, 0))
    }
}
