import CLMDB

/// A place in a database. It ends with its transaction: afterwards every call throws `finished`.
public struct Cursor: ~Copyable {
    let raw: OpaquePointer
    let snapshot: Snapshot
    /// Where it stands, as of `seen` writes of the transaction.
    var key = MDB_val()
    var value = MDB_val()
    var seen = 0

    init(_ snapshot: Snapshot, _ database: Database) throws(LMDBError) {
        var opened: OpaquePointer?
        try check(mdb_cursor_open(try snapshot.live(), database.handle, &opened))
        raw = opened!
        self.snapshot = snapshot
    }

    deinit {
        // LMDB itself frees the cursors of a write transaction when that ends.
        if !(snapshot.isWriting && snapshot.isOver) { mdb_cursor_close(raw) }
    }

    /// Moves by `operation` from what `key` and `value` say; false where there is nothing to stand on.
    @inline(__always)
    mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        guard !snapshot.isOver else { throw .finished }
        let found = try found(mdb_cursor_get(raw, &key, &value, operation))
        seen = found ? snapshot.writes : -1
        if found { try vet() }
        return found
    }

    /// Holds what LMDB points to against its page and the file.
    @inline(__always)
    private func vet() throws(LMDBError) {
        try snapshot.vet(key)
        try snapshot.vet(value)
    }

    /// Moves to the first value of `target`.
    @inline(__always)
    mutating func move(_ operation: MDB_cursor_op, to target: some Storable) throws(LMDBError) -> Bool {
        // The bytes are lent for the call alone; LMDB then points `key` at its own copy.
        let (found, key, value) = try target.lend { bytes throws(LMDBError) -> (Bool, MDB_val, MDB_val) in
            guard !snapshot.isOver else { throw .finished }
            var (key, value) = (MDB_val(bytes), MDB_val())
            let found = try LMDB.found(mdb_cursor_get(raw, &key, &value, operation))
            return (found, key, value)
        }
        (self.key, self.value) = (key, value)
        // Where nothing was found, `key` still points to the lent bytes: never to be read.
        seen = found ? snapshot.writes : -1
        if found { try vet() }
        return found
    }

    /// Reads where it stands anew where the transaction has written since.
    @inline(__always)
    mutating func refresh() throws(LMDBError) {
        guard !snapshot.isOver else { throw .finished }
        guard seen != snapshot.writes else { return }
        guard try move(MDB_GET_CURRENT) else { throw .corrupted("a cursor that stands nowhere") }
    }
}

// Every move is false, and the cursor nowhere, where there is no such place.
extension Cursor {
    /// To the first value of `key`.
    public mutating func move(to key: UInt64) throws(LMDBError) -> Bool { try move(MDB_SET_KEY, to: key) }
    /// To the first value of `key`.
    public mutating func move(to key: UInt32) throws(LMDBError) -> Bool { try move(MDB_SET_KEY, to: key) }
    /// To the first value of `key`.
    public mutating func move(to key: [UInt8]) throws(LMDBError) -> Bool { try move(MDB_SET_KEY, to: key) }

    /// To the first key not below `key`.
    public mutating func move(atLeast key: UInt64) throws(LMDBError) -> Bool { try move(MDB_SET_RANGE, to: key) }
    /// To the first key not below `key`.
    public mutating func move(atLeast key: UInt32) throws(LMDBError) -> Bool { try move(MDB_SET_RANGE, to: key) }
    /// To the first key not below `key`; an empty one is the first.
    public mutating func move(atLeast key: [UInt8]) throws(LMDBError) -> Bool {
        key.isEmpty ? try moveToFirst() : try move(MDB_SET_RANGE, to: key)
    }

    /// To the first pair.
    public mutating func moveToFirst() throws(LMDBError) -> Bool { try move(MDB_FIRST) }
    /// To the last value of the last key.
    public mutating func moveToLast() throws(LMDBError) -> Bool { try move(MDB_LAST) }
    /// To the next pair, be it of this key or the next.
    public mutating func moveToNext() throws(LMDBError) -> Bool { try move(MDB_NEXT) }
    /// To the first value of the next key.
    public mutating func moveToNextKey() throws(LMDBError) -> Bool { try move(MDB_NEXT_NODUP) }

    /// To the first value of `key` not below `bound`, in a database of duplicates.
    public mutating func move<V: StorableInteger>(to key: UInt64, valueAtLeast bound: V) throws(LMDBError) -> V? {
        let place = try withUnsafeBytes(of: key) { keyBytes throws(LMDBError) -> (MDB_val, MDB_val)? in
            try withUnsafeBytes(of: bound) { boundBytes throws(LMDBError) -> (MDB_val, MDB_val)? in
                guard !snapshot.isOver else { throw .finished }
                var (key, value) = (MDB_val(keyBytes), MDB_val(boundBytes))
                guard try found(mdb_cursor_get(raw, &key, &value, MDB_GET_BOTH_RANGE)) else { return nil }
                return (key, value)
            }
        }
        guard let place else { return nil }
        // GET_BOTH_RANGE leaves the lent key in place: have the next read fetch LMDB's own.
        value = place.1
        try snapshot.vet(value)
        seen = -1
        return try value.integer(as: V.self)
    }
}

extension Cursor {
    /// The integer key that it stands on.
    @inline(__always)
    public mutating func integerKey<K: StorableInteger>(as type: K.Type = K.self) throws(LMDBError) -> K {
        try refresh()
        return try key.integer(as: K.self)
    }

    /// The integer key of 8 bytes that it stands on.
    public mutating func key64() throws(LMDBError) -> UInt64 { try integerKey() }

    /// The integer value that it stands on.
    public mutating func integerValue<V: StorableInteger>(as type: V.Type = V.self) throws(LMDBError) -> V {
        try refresh()
        return try value.integer(as: V.self)
    }

    /// Calls `body` with the bytes of the key and the value that it stands on.
    @inlinable
    public mutating func read<R>(_ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws(LMDBError) -> R)
        throws(LMDBError) -> R
    {
        let (key, value) = try pair()
        return try body(key.span, value.span)
    }

    /// The bytes of the key and the value that it stands on, good until the next move or write.
    @usableFromInline
    mutating func pair() throws(LMDBError) -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) {
        try refresh()
        return (key.bytes.bindMemory(to: UInt8.self), value.bytes.bindMemory(to: UInt8.self))
    }
}
