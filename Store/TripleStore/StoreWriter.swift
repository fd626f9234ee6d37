import Graph
import LMDB

/// The one writer: a reader that sees its own writes, which nobody else does before `commit()`.
///
/// Dropped, or after an error, it has changed nothing once it is aborted.
public final class StoreWriter: StoreReader {
    /// The vocabulary as it lies in `names`.
    private var stored: Vocabulary
    /// What vouches for the count of nodes and the sums, as it lies in `meta`.
    private let sealed: [UInt8]?
    /// Find types and relations by their names.
    var typeNumbers = NameNumbers()
    var relationNumbers = NameNumbers()
    private var transaction: WriteTransaction?
    /// Where its changes are recorded.
    var undoLog: UndoLog?

    init(_ store: TripleStore, _ transaction: consuming WriteTransaction, _ state: StoreState) throws(LMDBError) {
        stored = state.vocabulary
        sealed = state.sums?.bytes(nodeLimit: state.nodeLimit)
        let snapshot = transaction.snapshot
        self.transaction = consume transaction
        try super.init(store, snapshot, state)
    }

    /// Makes the writes durable and visible to later readers; the writer is then over.
    public func commit() throws(StoreError) {
        try writeState()
        guard let ended = transaction.take() else { throw .io("the transaction is over") }
        let number = ended.snapshot.number
        do { try ended.commit() } catch { throw StoreError(error) }
        undoLog?.committed(as: number)
    }

    /// Forgets the writes; the writer is then over.
    public func abort() {
        transaction = nil
    }

    /// Has the commit write every name anew, in the form of this program's format.
    func rewriteNames() {
        stored = Vocabulary()
    }

    /// Writes what the vocabulary and the count of nodes have become.
    private func writeState() throws(StoreError) {
        for change in NameRecords.changes(from: stored, to: vocabulary) {
            if let value = change.value {
                try put(value, at: change.key, in: databases.names)
            } else {
                try remove(change.key, in: databases.names)
            }
        }
        guard let record = sums?.bytes(nodeLimit: nodeLimit), record != sealed else { return }
        try put(UInt64(nodeLimit), at: Format.nodeLimitKey, in: databases.meta)
        try put(record, at: Format.sumsKey, in: databases.meta)
    }
}

// LMDB's writes, with the store's errors.
extension StoreWriter {
    @discardableResult
    func put(_ value: some Storable, at key: some Storable, in database: Database, _ flags: PutFlags = [])
        throws(StoreError) -> Bool
    {
        guard !snapshot.isOver else { throw .io("the transaction is over") }
        return try storing { () throws(LMDBError) in
            guard let place = databases.summed.firstIndex(of: database) else {
                return try transaction!.put(value, at: key, in: database, flags)
            }
            // A pair that is appended, or one value of several, takes no other's place.
            let replaces = flags.isEmpty
            let old = replaces ? try snapshot.pairHash(of: key, in: database) ?? 0 : 0
            guard try transaction!.put(value, at: key, in: database, flags) else { return false }
            sums?[place] &+= try PairHash.of(key, value) &- old
            return true
        }
    }

    @discardableResult
    func remove(_ key: some Storable, in database: Database) throws(StoreError) -> Bool {
        guard !snapshot.isOver else { throw .io("the transaction is over") }
        return try storing { () throws(LMDBError) in
            if let place = databases.summed.firstIndex(of: database) {
                sums?[place] &-= try snapshot.pairHash(of: key, in: database) ?? 0
            }
            return try transaction!.remove(key, in: database)
        }
    }

    @discardableResult
    func remove(_ value: some Storable, at key: some Storable, in database: Database) throws(StoreError) -> Bool {
        guard !snapshot.isOver else { throw .io("the transaction is over") }
        return try storing { () throws(LMDBError) in
            guard try transaction!.remove(value, at: key, in: database) else { return false }
            if let place = databases.summed.firstIndex(of: database) { sums?[place] &-= try PairHash.of(key, value) }
            return true
        }
    }

    /// Removes all that is in a database.
    func empty(_ database: Database) throws(StoreError) {
        guard !snapshot.isOver else { throw .io("the transaction is over") }
        try storing { () throws(LMDBError) in try transaction!.empty(database) }
    }

    /// Throws `interrupted` where the work is to stop.
    func checkCancellation() throws(StoreError) {
        if store.cancellation.isRaised { throw .interrupted }
    }
}

extension StoreWriter {
    /// How many bytes of memory the rows of a file may be kept in before they are loaded.
    public var rowMemory: Int { store.loadMemory / 2 }
    /// The database's folder, on whose disk temporary files go.
    public var folder: String { store.folder }
}
