import Graph

/// The walks that the language offers, over one reader of the graph.
///
/// Every answer is the same for the same graph: ties fall to the smaller node number.
public struct GraphQuery<Reader: GraphReader> {
    let reader: Reader
    let workspace: Workspace
    let cancellation: Cancellation
    /// Hears what each step did; nil for all but `plan`.
    let trace: Trace?

    /// Queries over `reader`; a `workspace` handed in again saves the next query its allocations.
    public init(
        _ reader: Reader, workspace: Workspace = Workspace(), cancellation: Cancellation = Cancellation(),
        trace: Trace? = nil
    ) {
        self.trace = trace
        self.reader = reader
        self.workspace = workspace
        self.cancellation = cancellation
    }
}

extension GraphQuery {
    /// Reads the neighbours of `frontier` into the workspace's adjacency, as step `hop` of a walk.
    func follow(_ edges: EdgeChoice, from frontier: [NodeID], hop: Int) throws(GraphError) {
        try cancellation.check()
        guard !frontier.isEmpty else { return workspace.adjacency.removeAll() }
        let before = trace == nil ? Cost() : reader.cost
        try reader.neighbours(
            of: frontier, via: edges.relations, direction: edges.direction, into: &workspace.adjacency)
        guard let trace else { return }
        let estimated = Double(frontier.count) * reader.vocabulary.fanOut(of: edges)
        trace.record(
            .hop(hop, edges), estimated: estimated, rows: workspace.adjacency.nodes.count, cost: reader.cost - before)
    }

    /// Does `body`, which leaves rows out, as a step of its own.
    func filtering<Row>(_ body: () throws(GraphError) -> [Row]) throws(GraphError) -> [Row] {
        guard let trace else { return try body() }
        let before = reader.cost
        let rows = try body()
        trace.record(.filter, rows: rows.count, cost: reader.cost - before)
        return rows
    }

    /// The places of the rows, each a node and an edge, in which `condition` holds; no `edges` are null in each row.
    func places(where condition: Condition, of nodes: [NodeID], edges: [Triple]?) throws(GraphError) -> [Int] {
        guard condition != .always, !nodes.isEmpty else { return Array(nodes.indices) }
        let edges = edges.map { $0.map(Datum.edge) } ?? nodes.map { _ in .null }
        return try filtering { () throws(GraphError) in
            try Evaluator(reader, cancellation: cancellation)
                .places(where: condition, in: Rows([nodes.map(Datum.node), edges]))
        }
    }
}

/// Tables of a walk that one query after another uses.
public final class Workspace {
    var near = NodeTable()
    var set = NodeSet()
    var sets: [NodeSet] = []
    var adjacency = Adjacency()
    /// What was read and is needed no more, to be filled again.
    var spare: [Adjacency] = []
    private var spareTables: [NodeTable] = []

    /// Empty tables, which grow with the first query.
    public init() {}

    /// One more table, cleared for nodes below `limit`; whoever takes it gives it back.
    func takeTable(limit: Int) -> NodeTable {
        var taken = spareTables.popLast() ?? NodeTable()
        taken.clear(limit: limit)
        return taken
    }

    /// Takes a table back.
    func giveBack(_ table: NodeTable) { spareTables.append(table) }

    /// Sees to it that there are `count` sets.
    func makeSets(_ count: Int) {
        if sets.count < count { sets += Array(repeating: NodeSet(), count: count - sets.count) }
    }

    /// What was read last, to be kept until it is put among the spare ones.
    func takeAdjacency() -> Adjacency { exchange(&adjacency, with: spare.popLast() ?? Adjacency()) }
}

/// Which edges a walk follows.
public struct EdgeChoice: Equatable, Sendable {
    /// By which relations.
    public var relations: RelationSet
    /// Which way.
    public var direction: Direction

    /// The edges of `relations`, followed `direction`.
    public init(_ relations: RelationSet = .all, _ direction: Direction = .both) {
        self.relations = relations
        self.direction = direction
    }

    /// The same edges followed backwards.
    var reversed: EdgeChoice { EdgeChoice(relations, direction.reversed) }
}

extension Direction {
    /// The other way; both stays both.
    package var reversed: Direction {
        switch self {
        case .out: .in
        case .in: .out
        case .both: .both
        }
    }
}
