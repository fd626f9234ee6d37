import CLMDB

/// What a transaction sees: reads through it fail with `finished` once the transaction is over.
///
/// Not `Sendable`: a snapshot is for one thread at a time.
public final class Snapshot {
    /// The open environment, kept so for as long as anything reads from it.
    let environment: Environment
    /// LMDB's transaction, nil once it is over.
    private(set) var transaction: OpaquePointer?
    /// Whether it may write.
    let isWriting: Bool
    /// How many writes have been made: what a cursor remembered before one must be read again.
    var writes = 0

    /// The state as of the last commit.
    init(reading environment: Environment) throws(LMDBError) {
        self.environment = environment
        isWriting = false
        transaction = try environment.core.beginReading()
    }

    /// That state and the writes to come.
    init(writing environment: Environment, _ waits: (_ holder: Int32) -> Bool) throws(LMDBError) {
        self.environment = environment
        isWriting = true
        transaction = try environment.core.beginWriting(waits)
    }

    /// Whether the transaction has been committed or aborted.
    public var isOver: Bool { transaction == nil }

    /// LMDB's number of the snapshot: that of the last commit it sees, or of the commit that it may become.
    public var number: Int {
        transaction.map { mdb_txn_id($0) } ?? 0
    }

    /// LMDB's transaction; throws `finished` once it is over.
    @inline(__always)
    func live() throws(LMDBError) -> OpaquePointer {
        guard let transaction else { throw .finished }
        return transaction
    }

    /// Ends the transaction and forgets its writes.
    func abort() {
        guard let ended = end() else { return }
        mdb_txn_abort(ended)
        if isWriting { environment.core.endWriting() }
    }

    /// Ends the transaction and keeps its writes, on disk when this returns.
    func commit() throws(LMDBError) {
        guard let ended = end() else { throw .finished }
        let code = mdb_txn_commit(ended)
        if isWriting { environment.core.endWriting() }
        guard code == MDB_SUCCESS else { throw environment.core.error(ofCommit: code) }
    }

    /// Takes LMDB's transaction away from all who might use it.
    private func end() -> OpaquePointer? {
        let ended = transaction
        transaction = nil
        return ended
    }

    deinit { abort() }
}

extension Snapshot {
    /// Calls `body` with the value of `key`, the first one where it has several; nil where it has none.
    @inlinable
    public func value<R>(of key: some Storable, in database: Database, _ body: (Span<UInt8>) throws(LMDBError) -> R)
        throws(LMDBError) -> R?
    {
        guard let bytes = try bytes(of: key, in: database) else { return nil }
        return try body(bytes.span)
    }

    /// The bytes of the value of `key`, good until the next write.
    @usableFromInline
    func bytes(of key: some Storable, in database: Database) throws(LMDBError) -> UnsafeBufferPointer<UInt8>? {
        let transaction = try live()
        return try key.lend { bytes throws(LMDBError) in
            var (key, value) = (MDB_val(bytes), MDB_val())
            guard try found(mdb_get(transaction, database.handle, &key, &value)) else { return nil }
            return value.bytes.bindMemory(to: UInt8.self)
        }
    }

    /// The integer stored under `key`, if any.
    public func integer<T: StorableInteger>(of key: some Storable, in database: Database, as type: T.Type)
        throws(LMDBError) -> T?
    {
        let transaction = try live()
        return try key.lend { bytes throws(LMDBError) in
            var (key, value) = (MDB_val(bytes), MDB_val())
            guard try found(mdb_get(transaction, database.handle, &key, &value)) else { return nil }
            return try value.integer(as: T.self)
        }
    }

    /// How many pairs the database holds.
    public func count(of database: Database) throws(LMDBError) -> Int {
        var statistics = MDB_stat()
        try check(mdb_stat(try live(), database.handle, &statistics))
        return statistics.ms_entries
    }

    /// A cursor over the database, nowhere yet.
    public func cursor(in database: Database) throws(LMDBError) -> Cursor {
        try Cursor(self, database)
    }
}
