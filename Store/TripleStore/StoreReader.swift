import Graph
import LMDB

/// The graph as of one commit.
public class StoreReader: GraphReader {
    public internal(set) var vocabulary: Vocabulary
    public internal(set) var nodeLimit: Int
    public internal(set) var cost = Cost()

    let store: TripleStore
    let snapshot: Snapshot
    var databases: Databases { store.databases }
    /// Kept open over `adjacency`: a walk opens nothing.
    var neighbourLists: Cursor
    /// Kept open over `weights`.
    var weights: Cursor
    /// Kept open over `edges`.
    var edgeRecords: Cursor
    /// Kept open over `nodes`.
    var nodeRecords: Cursor
    /// Kept open over `labels`.
    var labels: Cursor
    private let transaction: ReadTransaction?

    /// A reader of what a transaction sees.
    init(_ store: TripleStore, _ transaction: consuming ReadTransaction, _ state: StoreState) throws(LMDBError) {
        self.store = store
        snapshot = transaction.snapshot
        (vocabulary, nodeLimit) = (state.vocabulary, state.nodeLimit)
        neighbourLists = try snapshot.cursor(in: store.databases.adjacency)
        edgeRecords = try snapshot.cursor(in: store.databases.edges)
        nodeRecords = try snapshot.cursor(in: store.databases.nodes)
        labels = try snapshot.cursor(in: store.databases.labels)
        weights = try snapshot.cursor(in: store.databases.weights)
        self.transaction = consume transaction
    }

    /// A reader of what a writer sees.
    init(_ store: TripleStore, writing snapshot: Snapshot, _ state: StoreState) throws(LMDBError) {
        self.store = store
        self.snapshot = snapshot
        (vocabulary, nodeLimit) = (state.vocabulary, state.nodeLimit)
        neighbourLists = try snapshot.cursor(in: store.databases.adjacency)
        edgeRecords = try snapshot.cursor(in: store.databases.edges)
        nodeRecords = try snapshot.cursor(in: store.databases.nodes)
        labels = try snapshot.cursor(in: store.databases.labels)
        weights = try snapshot.cursor(in: store.databases.weights)
        transaction = nil
    }
}
