/// What `Query` and `Recommender` may ask of a graph, wherever it is kept.
///
/// Questions are asked for whole frontiers, so that an engine far away can answer them in few round trips.
/// A reader answers from one unchanging state of the graph for as long as it lives.
public protocol GraphReader {
    /// The names and counts of types and relations.
    var vocabulary: Vocabulary { get }
    /// One past the largest node number ever given out.
    var nodeLimit: Int { get }
    /// What the reader's answers have cost so far.
    var cost: Cost { get }

    /// The nodes of these numbers, in their order; an unknown number is `GraphError.noSuchNode`.
    func nodes(_ ids: [NodeID]) throws(GraphError) -> [Node]

    /// The node of this type and key, exactly as written.
    func node(type: TypeID, key: String) throws(GraphError) -> NodeID?

    /// The nodes, of `type` unless nil, whose label equals `label` after `foldedLabel(_:)`, ascending.
    func nodes(labelled label: String, type: TypeID?) throws(GraphError) -> [NodeID]

    /// At most `limit` nodes, of `type` unless nil, whose folded label starts with the folded `prefix`.
    ///
    /// They come in the order of their folded labels, then of their numbers.
    func nodes(labelPrefix prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> [NodeID]

    /// All nodes of a type, ascending.
    func nodes(ofType type: TypeID) throws(GraphError) -> [NodeID]

    /// All nodes that an edge of `relation` starts from, ascending.
    func heads(of relation: RelationID) throws(GraphError) -> [NodeID]

    /// All nodes that an edge of `relation` ends at, ascending.
    func tails(of relation: RelationID) throws(GraphError) -> [NodeID]

    /// Replaces `adjacency` by the neighbours of each node of `frontier`.
    func neighbours(
        of frontier: [NodeID], via relations: RelationSet, direction: Direction, into adjacency: inout Adjacency
    ) throws(GraphError)

    /// How many edges touch each node, either way (a loop counts twice).
    func degrees(of ids: [NodeID]) throws(GraphError) -> [Int]

    /// The weight of each edge; nil where the edge is not there or has none.
    func weights(of triples: [Triple]) throws(GraphError) -> [Float?]

    /// The properties of each edge but its weight, in the order of their names; none where the edge is not there.
    func properties(of triples: [Triple]) throws(GraphError) -> [[Property]]
}

extension GraphReader {
    /// The node of this number.
    public func node(_ id: NodeID) throws(GraphError) -> Node {
        try nodes([id])[0]
    }

    /// The nodes of any type whose label equals `label` after `foldedLabel(_:)`, ascending.
    public func nodes(labelled label: String) throws(GraphError) -> [NodeID] {
        try nodes(labelled: label, type: nil)
    }

    /// At most `limit` nodes of any type whose folded label starts with the folded `prefix`.
    public func nodes(labelPrefix prefix: String, limit: Int) throws(GraphError) -> [NodeID] {
        try nodes(labelPrefix: prefix, type: nil, limit: limit)
    }

    /// The neighbours of each node of `frontier`, in a list of their own.
    public func neighbours(
        of frontier: [NodeID], via relations: RelationSet = .all, direction: Direction = .both
    ) throws(GraphError) -> Adjacency {
        var adjacency = Adjacency()
        try neighbours(of: frontier, via: relations, direction: direction, into: &adjacency)
        return adjacency
    }
}

/// The work behind answers, counted so that tests can bound it.
public struct Cost: Equatable, Sendable {
    /// Cursor seeks: how often an index was searched from its root.
    public var seeks = 0
    /// Neighbours and listed nodes handed out.
    public var visits = 0

    /// Nothing done yet.
    public init() {}
}

/// Why a graph could not answer.
public enum GraphError: Error, Equatable, Sendable {
    /// No node has this number.
    case noSuchNode(NodeID)
    /// What is stored contradicts itself; the text says where.
    case corrupt(String)
    /// The storage below failed; the text is its own.
    case unreadable(String)
    /// The graph is kept elsewhere, and that place could not answer.
    case remote(RemoteError)
    /// The work was interrupted.
    case interrupted
}
