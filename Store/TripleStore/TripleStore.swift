import Graph
import LMDB
import Spill
import Synchronization

/// A graph in a folder: nodes, labelled edges both ways, weights, names and splits.
///
/// Any number of readers and one writer work at a time, across processes too. A reader sees the last commit before
/// it was made; a writer waits for another's end. A reader or writer is for one thread at a time, and a writer ends
/// on the thread that began it.
public final class TripleStore: Sendable {
    /// How a store is opened.
    public struct Options: Sendable {
        /// Never writes.
        public var readOnly: Bool
        /// Makes the folder and the database where there are none.
        public var creates: Bool
        /// The largest size in bytes that the database may reach; nil for 256 GiB, or what address space there is.
        ///
        /// The file grows by itself up to it, and takes no more of the disk than its graph needs.
        public var mapSize: Int?
        /// How many bytes of memory imports may take, and training; what does not fit goes into temporary files in the
        /// folder. Half of the machine's where nothing is said.
        public var memory: Int

        /// Opens for reading and writing, an existing database alone unless `creates`.
        public init(readOnly: Bool = false, creates: Bool = false, mapSize: Int? = nil, memory: Int? = nil) {
            self.readOnly = readOnly
            self.creates = creates
            self.mapSize = mapSize
            self.memory = memory ?? MachineMemory.bytes / 2
        }
    }

    /// The database's folder.
    public let folder: String
    /// Whether writing is refused.
    public let isReadOnly: Bool
    /// How many bytes of memory imports and training may take (`Options.memory`).
    public let memory: Int
    /// How many of them a load keeps its edges in.
    var loadMemory: Int { min(memory / 4, 1 << 29) }

    let environment: Environment
    let databases: Databases
    let cancellation: Cancellation
    private let known = Mutex<KnownState?>(nil)

    /// Opens the database in `folder`; `cancellation` interrupts the long work of its readers and writers.
    public init(folder: String, options: Options = Options(), cancellation: Cancellation = Cancellation())
        throws(StoreError)
    {
        self.folder = folder
        self.cancellation = cancellation
        isReadOnly = options.readOnly
        memory = options.memory
        (environment, databases) = try Self.open(folder, options, cancellation)
        if !isReadOnly { try upgrade() }
    }

    /// A reader of the state as of the last commit; it keeps that state on disk for as long as it lives.
    public func reader() throws(StoreError) -> StoreReader {
        try storing { () throws(LMDBError) in
            let transaction = try environment.read()
            let state = try state(of: transaction.snapshot)
            let snapshot = transaction.snapshot
            return try StoreReader(self, snapshot, state, keeping: transaction)
        }
    }

    /// The one writer, once there is no other; `locked` where this very thread has it.
    ///
    /// Where it has to wait, `waiting` is called once, with the number of the process that writes; a raised
    /// cancellation ends the wait. Its changes are recorded in `log`, where one is given.
    public func begin(
        recording log: UndoLog? = nil, waiting: (_ process: Int32) -> Void = { _ in }
    ) throws(StoreError) -> StoreWriter {
        guard !isReadOnly else { throw .readOnly }
        return try storing { () throws(LMDBError) in
            let transaction = try transaction(waiting: waiting)
            if let log { transaction.snapshot.record(in: log.journal) }
            // A writer starts from the commit before its own.
            let state = try state(of: transaction.snapshot, number: transaction.snapshot.number - 1)
            let writer = try StoreWriter(self, transaction, state)
            writer.undoLog = log
            return writer
        }
    }

    /// LMDB's transaction of a writer.
    func transaction(waiting: (_ process: Int32) -> Void = { _ in }) throws(LMDBError) -> WriteTransaction {
        var isTold = false
        return try environment.write { process in
            if !isTold { waiting(process) }
            isTold = true
            return !cancellation.isRaised
        }
    }

    /// Runs `body` in a writer, which `begin` makes: committed at its end, aborted where it throws.
    @discardableResult
    public func write<R>(
        recording log: UndoLog? = nil, waiting: (_ process: Int32) -> Void = { _ in },
        _ body: (StoreWriter) throws -> R
    ) throws -> R {
        let writer = try begin(recording: log, waiting: waiting)
        do {
            let result = try body(writer)
            try writer.commit()
            return result
        } catch {
            writer.abort()
            throw error
        }
    }
}

extension TripleStore {
    /// What every reader needs first, remembered with the commit that it was read from.
    private struct KnownState {
        let number: Int
        let state: StoreState
    }

    private func state(of snapshot: Snapshot) throws(LMDBError) -> StoreState {
        try state(of: snapshot, number: snapshot.number)
    }

    /// The state as of commit `number`, which `snapshot` sees.
    private func state(of snapshot: Snapshot, number: Int) throws(LMDBError) -> StoreState {
        let known = known.withLock { $0 }
        if let known, known.number == number { return known.state }
        let state = try StoreState(snapshot, databases)
        self.known.withLock { $0 = KnownState(number: number, state: state) }
        return state
    }
}

/// What a transaction knows from its start.
struct StoreState: Sendable {
    var vocabulary: Vocabulary
    /// One past the largest node number given out.
    var nodeLimit: Int
    /// The sums of contents; nil of an earlier format, which has none.
    var sums: ContentSums?

    /// The state of a database of this program's format, or of one from `oldest` on.
    init(_ snapshot: Snapshot, _ databases: Databases, oldest: UInt32 = Format.oldestReadable) throws(LMDBError) {
        // A newer program may have brought it to its format since it was opened.
        guard let format = try Format.found(snapshot, databases.meta), (oldest...Format.version).contains(format)
        else { throw .versionMismatch }
        nodeLimit = try Format.nodeLimit(snapshot, databases.meta)
        if format == Format.version { sums = try Format.sums(snapshot, databases.meta, nodeLimit: nodeLimit) }
        let (names, sum) = try NameRecords.vocabulary(snapshot, databases.names, format: format)
        guard sums.map({ $0[.names] == sum }) ?? true else { throw .corrupted("names or their counts") }
        vocabulary = names
        try check()
    }
}

extension TripleStore {
    /// How many pages the database file has, and how large one is in bytes.
    package func pages() throws(StoreError) -> Int {
        try storing { () throws(LMDBError) in try environment.size.pages }
    }
}
