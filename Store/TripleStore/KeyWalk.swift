import LMDB

/// Looks up keys of `keys`, ascending: steps where a step is enough, and searches where not.
struct KeyWalk: ~Copyable {
    private var cursor: Cursor
    /// Whether the cursor stands on a key; nil before the first search.
    private var stands: Bool?

    init(_ cursor: consuming Cursor) { self.cursor = cursor }

    /// The number under `key`, which is past those asked for before.
    mutating func number(at key: ArraySlice<UInt8>) throws(LMDBError) -> UInt32? {
        if try isBehind(key), stands == true { stands = try cursor.moveToNext() }
        if try isBehind(key) { stands = try cursor.move(atLeast: Array(key)) }
        guard stands == true else { return nil }
        return try cursor.read { found, value throws(LMDBError) in
            var position = RecordPosition()
            return found.precedes(key) == nil ? try value.little(&position) : nil
        }
    }

    /// Whether the cursor stands before `key`, or nowhere yet.
    private mutating func isBehind(_ key: ArraySlice<UInt8>) throws(LMDBError) -> Bool {
        guard let stands else { return true }
        guard stands else { return false }
        return try cursor.read { found, _ in found.precedes(key) == true }
    }
}

extension Span<UInt8> {
    /// Whether it comes before `other` in the order of bytes; nil where they are equal.
    fileprivate func precedes(_ other: ArraySlice<UInt8>) -> Bool? {
        let other = other.span
        for place in 0..<Swift.min(count, other.count) where self[place] != other[place] {
            return self[place] < other[place]
        }
        return count == other.count ? nil : count < other.count
    }
}
