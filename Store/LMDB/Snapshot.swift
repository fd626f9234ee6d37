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
    /// Bytes a page, less one; and bytes of the file.
    private let (pageMask, fileSize): (UInt, Int)
    /// How many writes have been made: what a cursor remembered before one must be read again.
    var writes = 0
    /// Where changes are recorded; nil records none.
    var journal: ChangeJournal?

    /// The state as of the last commit.
    init(reading environment: Environment) throws(LMDBError) {
        self.environment = environment
        isWriting = false
        transaction = try environment.core.beginReading()
        (pageMask, fileSize) = try Self.bounds(environment)
    }

    /// That state and the writes to come.
    init(writing environment: Environment, _ waits: (_ holder: Int32) -> Bool) throws(LMDBError) {
        self.environment = environment
        isWriting = true
        transaction = try environment.core.beginWriting(waits)
        (pageMask, fileSize) = try Self.bounds(environment)
    }

    private static func bounds(_ environment: Environment) throws(LMDBError) -> (UInt, Int) {
        let size = try environment.core.size
        return (UInt(size.pageSize - 1), size.pages * size.pageSize)
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
        guard code == MDB_SUCCESS else { throw environment.core.error(ofWrite: code, to: environment.core.file) }
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
    /// Throws `corrupted` where LMDB hands out bytes that go on past their page, or past the file.
    ///
    /// A writer's own pages are anywhere in memory: of these nothing can be told.
    @inline(__always)
    func vet(_ value: MDB_val) throws(LMDBError) {
        let offset = Int(UInt(bitPattern: value.mv_data) & pageMask)
        guard offset + value.mv_size > Int(pageMask) + 1 || value.mv_size > fileSize else { return }
        try vet(long: value, offset: offset)
    }

    /// Only a value with pages of its own is longer than a page: behind the first one's header, which has its number.
    private func vet(long value: MDB_val, offset: Int) throws(LMDBError) {
        guard !isWriting else { return }
        guard value.mv_size <= fileSize else { throw .corrupted("a value larger than the file") }
        guard offset == PageBytes.headerSize, let data = value.mv_data else {
            throw .corrupted("a value that ends outside its page")
        }
        let page = (data - offset).loadUnaligned(as: UInt64.self)
        let (start, overflow) = page.multipliedReportingOverflow(by: UInt64(pageMask) + 1)
        guard !overflow, start <= UInt64(fileSize), Int(start) + offset + value.mv_size <= fileSize else {
            throw .corrupted("a value that ends outside the file")
        }
    }

    /// Calls `body` with the value of `key`, the first one where it has several; nil where it has none.
    @inlinable
    public func value<R>(of key: some Storable, in database: Database, _ body: (Span<UInt8>) throws(LMDBError) -> R)
        throws(LMDBError) -> R?
    {
        let bytes: UnsafeRawBufferPointer? = try key.lend { key throws(LMDBError) in
            try self.bytes(of: key, in: database)
        }
        guard let bytes else { return nil }
        return try body(bytes.bindMemory(to: UInt8.self).span)
    }

    /// The integer stored under `key`, if any.
    @inlinable
    public func integer<T: StorableInteger>(of key: some Storable, in database: Database, as type: T.Type)
        throws(LMDBError) -> T?
    {
        let bytes: UnsafeRawBufferPointer? = try key.lend { key throws(LMDBError) in
            try self.bytes(of: key, in: database)
        }
        guard let bytes else { return nil }
        guard bytes.count == MemoryLayout<T>.size else { throw .corrupted("an integer of \(bytes.count) bytes") }
        return bytes.loadUnaligned(as: T.self)
    }

    /// The bytes of the value of `key`, good until the next write.
    @usableFromInline
    func bytes(of key: UnsafeRawBufferPointer, in database: Database) throws(LMDBError) -> UnsafeRawBufferPointer? {
        let transaction = try live()
        var (key, value) = (MDB_val(key), MDB_val())
        guard try found(mdb_get(transaction, database.handle, &key, &value)) else { return nil }
        try vet(value)
        return value.bytes
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
