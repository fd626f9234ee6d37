import Graph
import LMDB

/// The graph as of one commit.
public class StoreReader: NamedGraph {
    public internal(set) var vocabulary: Vocabulary
    public internal(set) var nodeLimit: Int
    public internal(set) var cost = Cost()
    /// The sums of contents; nil of an earlier format, which has none.
    var sums: ContentSums?

    let store: TripleStore
    let snapshot: Snapshot
    var databases: Databases { store.databases }
    var cursors: StoreCursors
    private let transaction: ReadTransaction?

    /// A reader of what a transaction sees, which it keeps open where it is handed one.
    init(
        _ store: TripleStore, _ snapshot: Snapshot, _ state: StoreState,
        keeping transaction: consuming ReadTransaction? = nil
    ) throws(LMDBError) {
        self.store = store
        self.snapshot = snapshot
        (vocabulary, nodeLimit, sums) = (state.vocabulary, state.nodeLimit, state.sums)
        cursors = try StoreCursors(snapshot, store.databases)
        self.transaction = consume transaction
    }
}

/// The cursors that a reader keeps open: its questions open none.
struct StoreCursors: ~Copyable {
    /// Over `adjacency`.
    var neighbours: Cursor
    /// Over `weights`.
    var weights: Cursor
    /// Over `edges`.
    var edges: Cursor
    /// Over `nodes`.
    var nodes: Cursor
    /// Over `labels`.
    var labels: Cursor

    init(_ snapshot: Snapshot, _ databases: Databases) throws(LMDBError) {
        // All first: a half-made value could not be dropped.
        let neighbours = try snapshot.cursor(in: databases.adjacency)
        let weights = try snapshot.cursor(in: databases.weights)
        let edges = try snapshot.cursor(in: databases.edges)
        let nodes = try snapshot.cursor(in: databases.nodes)
        let labels = try snapshot.cursor(in: databases.labels)
        self.neighbours = neighbours
        self.weights = weights
        self.edges = edges
        self.nodes = nodes
        self.labels = labels
    }
}
