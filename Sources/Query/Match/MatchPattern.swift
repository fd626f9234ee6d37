import Graph

/// A graph pattern whose names are bound: what `match` looks for.
///
/// An answer gives every node variable a node and every edge variable a stored edge or a trail. Two edge variables of
/// one chain never share a stored edge, as in GQL's trails; those of different chains may, as in SPARQL. Two node
/// variables may be the same node unless a condition forbids it.
/// Patterns that hang together nowhere are combined each with each.
///
/// Conditions and returned terms see the variables as columns: the nodes first, then the edges, both in their order.
public struct MatchPattern: Equatable, Sendable {
    /// A node variable.
    public struct Node: Equatable, Sendable {
        /// The type that its nodes have; nil for any.
        public var type: TypeID?
        /// The only nodes that it may be, where a key or a label says so; ascending, without repeats.
        public var candidates: [NodeID]?

        /// A variable for nodes of `type`, among `candidates` alone where there are any.
        public init(type: TypeID? = nil, candidates: [NodeID]? = nil) {
            self.type = type
            self.candidates = candidates.map { Set($0).sorted() }
        }
    }

    /// An edge variable between two node variables.
    public struct Edge: Equatable, Sendable {
        /// The node variable that it is written after.
        public var from: Int
        /// The node variable that it is written before.
        public var to: Int
        /// Which stored edges it may be, seen from `from`; either way, a loop counts once.
        public var choice: EdgeChoice
        /// The chain that it is written in, from 0.
        public var chain: Int
        /// How often it is repeated; nil for a single edge, whose column then holds an edge and not a path.
        public var repetition: Repetition?

        /// An edge variable from one node variable to another.
        public init(from: Int, to: Int, _ choice: EdgeChoice, chain: Int = 0, repetition: Repetition? = nil) {
            self.chain = chain
            self.from = from
            self.to = to
            self.choice = choice
            self.repetition = repetition
        }
    }

    /// How often an edge is repeated: a trail of so many edges, none twice.
    public struct Repetition: Equatable, Sendable {
        /// The fewest edges; of none at all the trail stays where it is.
        public var minimum: Int
        /// The most; nil stands for `hopLimit`.
        public var maximum: Int?

        /// From `minimum` to `maximum` edges.
        public init(minimum: Int, maximum: Int?) {
            self.minimum = minimum
            self.maximum = maximum
        }

        /// How long a trail without a maximum may become.
        public static let hopLimit = 6

        /// How long any trail may become, whatever its maximum: each of its edges is a call deeper.
        public static let lengthLimit = 64

        /// The most edges that are looked for.
        var most: Int { min(maximum ?? max(Self.hopLimit, minimum), Self.lengthLimit) }

        /// Whether trails longer than those looked for are meant as well.
        var isCut: Bool { maximum.map { $0 > most } ?? true }
    }

    /// The node variables.
    public var nodes: [Node]
    /// The edge variables.
    public var edges: [Edge]
    /// What else must hold; parts of an `.all` are looked at as soon as their columns are known.
    public var condition: Condition?

    /// The pattern of these variables.
    public init(nodes: [Node], edges: [Edge] = [], where condition: Condition? = nil) {
        self.nodes = nodes
        self.edges = edges
        self.condition = condition
    }
}
