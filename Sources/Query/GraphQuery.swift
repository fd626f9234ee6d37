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

/// Tables of a walk that one query after another uses.
public final class Workspace {
    var near = NodeTable()
    var far = NodeTable()
    var adjacency = Adjacency()
    private var spare: [NodeTable] = []

    /// Empty tables, which grow with the first query.
    public init() {}

    /// One more table, cleared for nodes below `limit`; whoever takes it gives it back.
    func takeTable(limit: Int) -> NodeTable {
        var taken = spare.popLast() ?? NodeTable()
        taken.clear(limit: limit)
        return taken
    }

    /// Takes a table back.
    func giveBack(_ table: NodeTable) { spare.append(table) }
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
