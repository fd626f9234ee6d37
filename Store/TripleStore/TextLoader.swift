import LMDB

/// Writes pairs of text and integer, keys ascending: past the database's end without a search, so that pages are full.
struct TextLoader: ~Copyable {
    private var cursor: Cursor
    /// The database's last key, nil where it is empty or the keys are past it.
    private var last: [UInt8]?
    /// The key written last, past the end.
    private var appended: ArraySlice<UInt8>?

    init(_ snapshot: Snapshot, _ database: Database) throws(LMDBError) {
        var cursor = try snapshot.cursor(in: database)
        last = try cursor.moveToLast() ? try cursor.read { key, _ in key.array } : nil
        self.cursor = consume cursor
    }

    /// Writes a pair that is not there; keys, and the values of one key, ascend.
    mutating func put(_ value: some Storable, at key: ArraySlice<UInt8>) throws(LMDBError) {
        if let last {
            guard last.lexicographicallyPrecedes(key) else {
                try cursor.put(value, at: key)
                return
            }
            self.last = nil
        }
        try cursor.put(value, at: key, appended == key ? .appendDuplicate : .append)
        appended = key
    }
}
