import LMDB

/// The changes of one transaction, from which `TripleStore.undo` brings the state before it back.
public final class UndoLog {
    let journal: ChangeJournal
    /// The number of the commit that made the changes; nil before it.
    fileprivate(set) var commit: Int?

    /// An empty log of at most so many bytes.
    public init(limit: Int? = nil) { journal = limit.map(ChangeJournal.init(limit:)) ?? ChangeJournal() }

    /// Whether the transaction changed anything.
    public var hasChanges: Bool { !journal.isEmpty }

    func committed(as number: Int) { commit = number }
}

extension TripleStore {
    /// Brings the state before the transaction of `log` back, in a transaction of its own.
    ///
    /// The numbers of nodes that are taken back are not given out again: a model may know them. `changedSince` where
    /// another transaction was committed since; `tooManyChanges` where the log did not hold all changes.
    public func undo(_ log: UndoLog, waiting: (_ process: Int32) -> Void = { _ in }) throws(StoreError) {
        guard !isReadOnly else { throw .readOnly }
        guard log.journal.isComplete else { throw .tooManyChanges }
        let transaction = try storing { () throws(LMDBError) in try self.transaction(waiting: waiting) }
        guard let commit = log.commit, transaction.snapshot.number == commit + 1 else { throw .changedSince }
        try storing { () throws(LMDBError) in try replay(log.journal, in: transaction) }
        do { try transaction.commit() } catch { throw StoreError(error) }
    }

    /// Puts the old pairs back, and the count of nodes given out as it is now.
    private func replay(_ journal: ChangeJournal, in transaction: borrowing WriteTransaction) throws(LMDBError) {
        let snapshot = transaction.snapshot
        let limit = try Format.nodeLimit(snapshot, databases.meta)
        try transaction.replay(journal)
        let old = try Format.nodeLimit(snapshot, databases.meta)
        let sums = try Format.sums(snapshot, databases.meta, nodeLimit: old)
        try transaction.put(UInt64(limit), at: Format.nodeLimitKey, in: databases.meta)
        try transaction.put(sums.bytes(nodeLimit: limit), at: Format.sumsKey, in: databases.meta)
    }
}
