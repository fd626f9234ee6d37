/// A walk through the graph: one node more than steps.
public struct Path: Hashable, Comparable, Sendable {
    /// One step of a path, along an edge or against it.
    public struct Step: Hashable, Comparable, Sendable {
        /// The edge's relation.
        public let relation: RelationID
        /// Whether the edge is followed from tail to head.
        public let isInverse: Bool

        /// A step by `relation`.
        public init(relation: RelationID, isInverse: Bool) {
            self.relation = relation
            self.isInverse = isInverse
        }

        /// Order of relation, along before against.
        public static func < (left: Step, right: Step) -> Bool {
            left.relation == right.relation ? !left.isInverse && right.isInverse : left.relation < right.relation
        }
    }

    /// The nodes met, in order.
    public private(set) var nodes: [NodeID]
    /// The steps between them.
    public private(set) var steps: [Step]

    /// The path that stays at `start`.
    public init(at start: NodeID) {
        nodes = [start]
        steps = []
    }

    /// How many steps it has.
    public var length: Int { steps.count }
    /// Where it starts.
    public var start: NodeID { nodes[0] }
    /// Where it ends.
    public var end: NodeID { nodes[nodes.count - 1] }

    /// Order of length, then nodes, then steps.
    public static func < (left: Path, right: Path) -> Bool {
        if left.length != right.length { return left.length < right.length }
        if left.nodes != right.nodes { return left.nodes.lexicographicallyPrecedes(right.nodes) }
        return left.steps.lexicographicallyPrecedes(right.steps)
    }

    /// The path and one step more.
    public func appending(_ step: Step, to node: NodeID) -> Path {
        var longer = self
        longer.steps.append(step)
        longer.nodes.append(node)
        return longer
    }

    /// The stored edges that the path follows, each from its head to its tail.
    public var triples: [Triple] {
        steps.indices.map { place in
            let (here, there) = (nodes[place], nodes[place + 1])
            let step = steps[place]
            return step.isInverse ? Triple(there, step.relation, here) : Triple(here, step.relation, there)
        }
    }
}
