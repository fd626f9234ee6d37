import CLMDB

extension Cursor {
    /// Writes a pair and stands on it; false where the flags found one in its way.
    @discardableResult
    public mutating func put(_ value: some Storable, at key: some Storable, _ flags: PutFlags = [])
        throws(LMDBError) -> Bool
    {
        guard !snapshot.isOver else { throw .finished }
        snapshot.writes += 1
        return try key.lend { keyBytes throws(LMDBError) in
            try value.lend { valueBytes throws(LMDBError) in
                var (key, value) = (MDB_val(keyBytes), MDB_val(valueBytes))
                return try isNew(mdb_cursor_put(raw, &key, &value, flags.rawValue))
            }
        }
    }

    /// Writes ascending `values` of a key that is not there yet, in one call.
    ///
    /// `append` where the key is past the last one.
    public mutating func put<V: StorableInteger>(
        ascending values: ArraySlice<V>, atNew key: UInt64, _ flags: PutFlags = []
    ) throws(LMDBError) {
        guard !snapshot.isOver else { throw .finished }
        guard let first = values.first else { return }
        guard try put(first, at: key, flags) else { throw .corrupted("keys out of order") }
        guard values.count > 1 else { return }
        let rest = values.dropFirst()
        let code = rest.withUnsafeBytes { bytes in
            withUnsafeBytes(of: key) { keyBytes in
                var key = MDB_val(keyBytes)
                let one = MDB_val(mv_size: MemoryLayout<V>.size, mv_data: MDB_val(bytes).mv_data)
                var pair = (one, MDB_val(mv_size: rest.count, mv_data: nil))
                return withUnsafeMutablePointer(to: &pair) { pair in
                    pair.withMemoryRebound(to: MDB_val.self, capacity: 2) {
                        mdb_cursor_put(raw, &key, $0, UInt32(MDB_MULTIPLE | MDB_APPENDDUP))
                    }
                }
            }
        }
        try check(code)
    }

    /// Removes the value that it stands on.
    public mutating func remove() throws(LMDBError) {
        guard !snapshot.isOver else { throw .finished }
        snapshot.writes += 1
        try check(mdb_cursor_del(raw, 0))
    }
}
