import Graph

/// Edges read for few nodes at a time, and what a search that goes from node to node will ask next.
///
/// A search for the cheapest path asks for one node after the other, each one that an answer before had: where it does,
/// the nodes that it has met are asked for along with the next one.
struct EdgeCache {
    /// One edge, seen from the node that it was asked of.
    struct Edge {
        let step: Int16
        let node: NodeID
        let weight: Float
    }

    private let relations: RelationSet
    private let direction: Direction
    private var lists: [NodeID: [Edge]] = [:]
    /// The nodes that answers had and nobody has asked about, in the order of the answers.
    private var met: [NodeID] = []
    private var metBefore: Set<NodeID> = []
    private var edgeCount = 0
    /// How many answers had to be fetched.
    private var fetches = 0

    /// The most nodes that a question may have to be kept, and the most edges that are.
    static let mostAsked = 16, mostEdges = 1 << 20
    /// After how many fetches nodes are asked for ahead, how many at once, and of how many edges at most.
    private static let patience = 3, mostAhead = 1_000, mostDegree = 500

    /// Nothing read yet of edges of these relations, this way.
    init(_ relations: RelationSet, _ direction: Direction) { (self.relations, self.direction) = (relations, direction) }

    /// Whether it is for such edges, and has room.
    func serves(_ relations: RelationSet, _ direction: Direction) -> Bool {
        self.relations == relations && self.direction == direction && edgeCount < Self.mostEdges
    }

    /// Those of the nodes whose edges are not known.
    func missing(of frontier: [NodeID]) -> [NodeID] { frontier.filter { lists[$0] == nil } }

    /// The edges of a node that is known.
    subscript(node: NodeID) -> [Edge] { lists[node] ?? [] }

    /// Nodes that may be asked about next; none before it is clear that they are.
    mutating func next() -> [NodeID] {
        guard fetches >= Self.patience else { return [] }
        let next = met.prefix(Self.mostAhead)
        met.removeFirst(next.count)
        return next.filter { lists[$0] == nil }
    }

    /// Those of `nodes` that have few edges enough to be asked for ahead.
    static func light(_ nodes: [NodeID], degrees: [Int]) -> [NodeID] {
        zip(nodes, degrees).filter { $0.1 <= mostDegree }.map(\.0)
    }

    /// Keeps what was fetched: all edges of each of these nodes.
    mutating func keep(_ found: [NodeID: [Edge]]) {
        fetches += 1
        for (node, edges) in found.sorted(by: { $0.key < $1.key }) {
            lists[node] = edges
            edgeCount += edges.count
            for edge in edges where metBefore.insert(edge.node).inserted { met.append(edge.node) }
        }
    }
}
