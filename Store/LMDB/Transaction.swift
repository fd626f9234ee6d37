import CLMDB

/// One unchanging state of an environment, let go when it and all that reads from its snapshot are dropped.
///
/// One that is kept long keeps its pages from being used again, so the file grows.
public struct ReadTransaction: ~Copyable {
    /// What it sees.
    public let snapshot: Snapshot

    init(_ environment: Environment) throws(LMDBError) {
        snapshot = try Snapshot(reading: environment)
    }
}

/// The one writer of an environment; dropped, it has changed nothing.
///
/// It must end on the thread that began it.
public struct WriteTransaction: ~Copyable {
    /// What it sees, its own writes included.
    public let snapshot: Snapshot

    init(_ environment: Environment, _ waits: (_ holder: Int32) -> Bool) throws(LMDBError) {
        snapshot = try Snapshot(writing: environment, waits)
    }

    /// Makes the writes durable and visible to later transactions.
    public consuming func commit() throws(LMDBError) {
        // A consumed value may be dropped, and so aborted, at its last use.
        defer { extendLifetime(self) }
        try snapshot.commit()
    }

    /// Forgets the writes.
    public consuming func abort() {
        snapshot.abort()
    }

    deinit { snapshot.abort() }
}

extension WriteTransaction {
    /// Writes a pair; false where `noOverwrite`, `noDuplicate` or an append found one in its way.
    @inlinable @discardableResult
    public func put(_ value: some Storable, at key: some Storable, in database: Database, _ flags: PutFlags = [])
        throws(LMDBError) -> Bool
    {
        try key.lend { key throws(LMDBError) in
            try value.lend { value throws(LMDBError) in try snapshot.put(value, at: key, in: database, flags) }
        }
    }

    /// Removes `key` and all its values; false where it is not there.
    @inlinable @discardableResult
    public func remove(_ key: some Storable, in database: Database) throws(LMDBError) -> Bool {
        try key.lend { key throws(LMDBError) in try snapshot.remove(nil, at: key, in: database) }
    }

    /// Removes every key of a database.
    public func empty(_ database: Database) throws(LMDBError) {
        snapshot.writes += 1
        snapshot.journal?.abandon()
        try check(mdb_drop(try snapshot.live(), database.handle, 0))
    }

    /// Removes one value of `key`; false where it is not there.
    @inlinable @discardableResult
    public func remove(_ value: some Storable, at key: some Storable, in database: Database)
        throws(LMDBError) -> Bool
    {
        try key.lend { key throws(LMDBError) in
            try value.lend { value throws(LMDBError) in try snapshot.remove(value, at: key, in: database) }
        }
    }
}

extension Snapshot {
    @usableFromInline
    func put(
        _ value: UnsafeRawBufferPointer, at key: UnsafeRawBufferPointer, in database: Database, _ flags: PutFlags
    ) throws(LMDBError) -> Bool {
        let transaction = try live()
        writes += 1
        return try recording(value, at: key, in: database.handle, flags) { flags throws(LMDBError) in
            var (key, value) = (MDB_val(key), MDB_val(value))
            return try isNew(mdb_put(transaction, database.handle, &key, &value, flags.rawValue))
        }
    }

    /// Removes one value of `key`, all of them for nil.
    @usableFromInline
    func remove(_ value: UnsafeRawBufferPointer?, at key: UnsafeRawBufferPointer, in database: Database)
        throws(LMDBError) -> Bool
    {
        let transaction = try live()
        writes += 1
        try recordRemoval(of: value, at: key, in: database.handle)
        var key = MDB_val(key)
        guard let value else { return try found(mdb_del(transaction, database.handle, &key, nil)) }
        var one = MDB_val(value)
        return try found(mdb_del(transaction, database.handle, &key, &one))
    }
}

/// Whether a write happened; false where LMDB said that its key or pair was there.
func isNew(_ code: Int32) throws(LMDBError) -> Bool {
    if code == MDB_KEYEXIST { return false }
    try check(code)
    return true
}
