import CLMDB

// What a check asks of a cursor.
extension Cursor {
    /// The hash of the pair that it stands on.
    public mutating func pairHash() throws(LMDBError) -> UInt64 {
        try refresh()
        return PairHash.of(bytes: key.bytes, value.bytes)
    }

    /// Whether a search for its key from the root leads to where it stands, on a key's first value.
    public mutating func isFoundBySearch(in database: Database) throws(LMDBError) -> Bool {
        try refresh()
        guard let found = try snapshot.bytes(of: key.bytes, in: database) else { return false }
        return found.baseAddress == value.bytes.baseAddress && found.count == value.bytes.count
    }

    /// Moves to a pair of a database of duplicates; false, and nowhere, where it is not there.
    public mutating func move(to key: [UInt8], value: UInt64) throws(LMDBError) -> Bool {
        let isThere = try key.lend { key throws(LMDBError) in
            try value.lend { value throws(LMDBError) in
                guard !snapshot.isOver else { throw .finished }
                var (key, value) = (MDB_val(key), MDB_val(value))
                return try found(mdb_cursor_get(raw, &key, &value, MDB_GET_BOTH))
            }
        }
        seen = -1
        return isThere
    }

    /// Appends all values of the key, on whose first value it must stand, to `list`, and where each page of them
    /// starts to `pages`; each must be as large as `T`.
    @inlinable
    public mutating func appendDuplicates<T: StorableInteger>(to list: inout [T], pages: inout [Int])
        throws(LMDBError)
    {
        try eachPage(of: T.self) { page, count in
            pages.append(list.count)
            for place in 0..<count {
                list.append(page.loadUnaligned(fromByteOffset: place * MemoryLayout<T>.stride, as: T.self))
            }
        }
    }
}
