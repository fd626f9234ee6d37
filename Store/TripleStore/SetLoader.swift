import Graph
import LMDB

/// Writes sorted sets of integers to a database, keys ascending: past the database's end without a search.
struct SetLoader<Value: StorableInteger>: ~Copyable {
    private var cursor: Cursor
    /// The database's last key, nil where it is empty.
    private var last: UInt64?
    private var values: [Value] = []
    /// Of the values last written, those that were not there before.
    private(set) var added: [Value] = []

    init(_ snapshot: Snapshot, _ database: Database) throws(LMDBError) {
        var cursor = try snapshot.cursor(in: database)
        last = try cursor.moveToLast() ? try cursor.key64() : nil
        self.cursor = consume cursor
    }

    /// Takes the next value, not below those before, for the key to come; a repeat is passed over.
    @inline(__always)
    mutating func take(_ value: Value) {
        if values.last != value { values.append(value) }
    }

    /// Writes the values taken, and says whether the key is new.
    mutating func write(at key: UInt64) throws(LMDBError) -> Bool {
        defer { values.removeAll(keepingCapacity: true) }
        guard try contains(key) else {
            try write(new: values, at: key)
            swap(&added, &values)
            return true
        }
        added.removeAll(keepingCapacity: true)
        for value in values where try cursor.put(value, at: key, .noDuplicate) { added.append(value) }
        return false
    }

    /// Whether the key is there; it is not looked for past the end.
    mutating func contains(_ key: UInt64) throws(LMDBError) -> Bool {
        guard let last, key <= last else { return false }
        return try cursor.move(to: key)
    }

    /// Writes ascending values of a key that is not there.
    mutating func write(new values: [Value], at key: UInt64) throws(LMDBError) {
        let isPast = last.map { key > $0 } ?? true
        try cursor.put(ascending: values[...], atNew: key, isPast ? .append : [])
        if isPast { last = key }
    }
}
