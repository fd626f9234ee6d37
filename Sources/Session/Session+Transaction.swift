import Grammar
import Graph
import Query
import TripleStore

extension Session {
    /// What `begin` has started.
    enum Transaction {
        /// Each statement is a transaction of its own.
        case none
        /// Statements write into this writer until `commit`.
        case open(StoreWriter, UndoLog?)
        /// A statement failed: all was undone, and nothing more is written until the transaction is ended.
        case failed
    }

    /// Reads one unchanging state of the graph: within a transaction, the one that it has made.
    func reading(tracing trace: Trace? = nil) throws -> Reading {
        let reader = try self.reader()
        return Reading(
            reader: reader, binder: Binder(reader, names: names),
            query: GraphQuery(reader, workspace: workspace, cancellation: cancellation, trace: trace),
            evaluator: Evaluator(reader, cancellation: cancellation), trace: trace)
    }

    /// The open transaction's own state, else the last commit's.
    func reader() throws -> AnyGraph {
        if case .open(let writer, _) = transaction { return AnyGraph(writer) }
        return AnyGraph(try home.reader())
    }

    /// Runs `body` in the open transaction, else in one of its own.
    func mutate<Result>(_ body: (StoreWriter) throws -> Result) throws -> Result {
        switch transaction {
        case .none:
            let log = newLog()
            let result = try home.store(for: nil).write(recording: log, waiting: waits, body)
            keep(log)
            return result
        case .open(let writer, _): return try body(writer)
        case .failed: throw SessionError(.rolledBack)
        }
    }

    /// Records what is changed at the prompt; nil elsewhere.
    private func newLog() -> UndoLog? { isAtPrompt ? UndoLog() : nil }

    /// Keeps the log of a commit for `undo`; a commit that changed nothing leaves the one before.
    private func keep(_ log: UndoLog?) {
        guard let log else { return lastChange = nil }
        if log.hasChanges { lastChange = log }
    }

    /// `undo` outside a conversation: takes back the last change that was made at this prompt.
    func undoLastChange() throws -> Answer {
        guard case .none = transaction else { throw SessionError(.inTransaction("undo")) }
        guard let log = lastChange else { throw SessionError(.nothingToUndo) }
        try home.store(for: "undo").undo(log, waiting: waits)
        lastChange = nil
        return .saying(.undidChange)
    }

    /// Says who holds up a write.
    private func waits(process: Int32) { say(.waiting(process: process)) }

    /// `begin`: what is written from now on is kept, or not, as a whole.
    func begin() throws -> Answer {
        guard case .none = transaction else { throw SessionError(.inTransaction("begin")) }
        let log = newLog()
        transaction = .open(try home.store(for: "begin").begin(recording: log, waiting: waits), log)
        return Answer()
    }

    /// `commit`: keeps what was written since `begin`.
    func commit() throws -> Answer {
        switch transaction {
        case .none: throw SessionError(.noTransaction("commit"))
        case .failed:
            transaction = .none
            throw SessionError(.rolledBack)
        case .open(let writer, let log):
            do { try writer.commit() } catch {
                abort(.none)
                say(.undone)
                throw error
            }
            transaction = .none
            keep(log)
            return .saying(.committed)
        }
    }

    /// `rollback`: forgets what was written since `begin`.
    func rollback() throws -> Answer {
        switch transaction {
        case .none: throw SessionError(.noTransaction("rollback"))
        case .failed: transaction = .none
        case .open: abort(.none)
        }
        return .saying(.rolledBack)
    }

    /// Whether `begin` has started what neither `commit` nor `rollback` has ended.
    public var isInTransaction: Bool { if case .none = transaction { false } else { true } }

    /// Undoes the open transaction after an error, and says so.
    func undo() {
        guard case .open = transaction else { return }
        abort(.failed)
        say(.undone)
    }

    /// Ends the conversation: what was said to the recommender and not kept is forgotten, and a transaction still open
    /// is undone; either is said, and is a failure.
    public func end() -> Outcome {
        let forgets = forgetTalk()
        guard case .open = transaction else { return forgets ? .failed : .done }
        abort(.none)
        say(.unfinished)
        return .failed
    }

    private func abort(_ next: Transaction) {
        if case .open(let writer, _) = transaction { writer.abort() }
        transaction = next
        forgetUndone()
    }

    /// Takes out of the last listing, and out of the talk, what a write that was undone had made.
    func forgetUndone() {
        let limit = (try? reader().nodeLimit) ?? 0
        names.listing.removeAll { $0.index >= limit }
        conversation?.keepOnly { $0.index < limit }
        if let listener = conversation?.listener, listener.index >= limit {
            conversation = nil
            say(.listenerGone)
        }
    }

    /// Runs `body`, which must not see what a transaction has not committed yet.
    func outside<Result>(_ verb: String, _ body: () throws -> Result) throws -> Result {
        guard case .none = transaction else { throw SessionError(.inTransaction(verb)) }
        return try body()
    }
}
