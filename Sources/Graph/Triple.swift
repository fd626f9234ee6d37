/// An edge of the graph: head, relation, tail.
public struct Triple: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Where the edge starts.
    public let head: NodeID
    /// What it says.
    public let relation: RelationID
    /// Where it ends.
    public let tail: NodeID

    /// The edge from `head` by `relation` to `tail`.
    @inlinable public init(_ head: NodeID, _ relation: RelationID, _ tail: NodeID) {
        self.head = head
        self.relation = relation
        self.tail = tail
    }

    /// Order of head, then relation, then tail.
    @inlinable public static func < (left: Triple, right: Triple) -> Bool {
        (left.head, left.relation, left.tail) < (right.head, right.relation, right.tail)
    }
}

/// Which way an edge is followed.
public enum Direction: Sendable, Hashable {
    /// From head to tail.
    case out
    /// From tail to head.
    case `in`
    /// Either way.
    case both
}

/// The relations that a step may follow.
public enum RelationSet: Equatable, Sendable {
    /// Every relation of the graph.
    case all
    /// These alone, in ascending order without repeats: make it with `of(_:)`.
    case only([RelationID])

    /// The set of these relations, sorted and without repeats.
    public static func of(_ relations: some Sequence<RelationID>) -> RelationSet {
        .only(Set(relations).sorted())
    }

    /// Whether the set has `relation`.
    public func contains(_ relation: RelationID) -> Bool {
        switch self {
        case .all: true
        case .only(let relations): relations.contains(relation)
        }
    }
}
