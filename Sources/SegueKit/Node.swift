/// A node of the graph as it was when a statement answered.
public struct Node: Sendable, Hashable {
    /// Its type: `song`.
    public let type: String
    /// What tells it from the others of its type: `SOABC12`.
    public let key: String
    /// What people call it; nil where the graph does not say.
    public let label: String?
    /// How many listeners it stands for, who are counted and not named; nil of a node of its own.
    public let count: Int?

    /// What people call it, else its key.
    public var name: String { label ?? key }
    /// Its name for statements and calls, which means this node and no other.
    public var reference: NodeName { .node(type, key: key) }
}

/// An edge of the graph.
public struct Edge: Sendable, Hashable, CustomStringConvertible {
    /// Its relation: `played`.
    public let relation: String
    /// Where it starts.
    public let head: Node
    /// Where it ends.
    public let tail: Node
    /// Its weight, by the name that the relation gives it (`count`), and its properties.
    public let properties: Record
    /// `user 42 ─played ×17→ "One More Night"`.
    public let description: String
}

/// A path of the graph.
public struct Path: Sendable, Hashable, CustomStringConvertible {
    /// A step along an edge, or against it.
    public struct Step: Sendable, Hashable {
        public let edge: Edge
        /// Whether the step goes from the edge's tail to its head.
        public let isInverse: Bool

        /// The node that the step leads to.
        public var end: Node { isInverse ? edge.head : edge.tail }
    }

    /// Where it starts.
    public let start: Node
    /// Its steps, in order.
    public let steps: [Step]
    /// `"Easy Lover" ←singerOf─ Phil Collins ─singerOf→ "Sussudio"`.
    public let description: String

    /// The nodes met, in order.
    public var nodes: [Node] { [start] + steps.map(\.end) }
}
