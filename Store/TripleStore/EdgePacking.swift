import Graph

/// Edges as single integers that sort like the keys and values of the edge databases.
///
/// From the highest bit: node, direction, relation, neighbour, each in as few bits as this graph needs.
struct EdgePacking {
    private let nodeBits: UInt64
    private let relationBits: UInt64

    /// The packing for such a graph; nil where 64 bits are too few.
    init?(nodeLimit: Int, relationCount: Int) {
        nodeBits = Self.width(nodeLimit)
        relationBits = Self.width(relationCount)
        guard bits <= 64 else { return nil }
    }

    private static func width(_ count: Int) -> UInt64 {
        UInt64(Int.bitWidth - max(1, count - 1).leadingZeroBitCount)
    }

    /// How many bits are used.
    var bits: Int { Int(2 * nodeBits + relationBits + 1) }

    /// An edge as seen from its head, or from its tail.
    @inline(__always)
    func pack(_ triple: Triple, isInverse: Bool) -> UInt64 {
        let (node, neighbour) = isInverse ? (triple.tail, triple.head) : (triple.head, triple.tail)
        let way = UInt64(node.rawValue) &<< 1 | (isInverse ? 1 : 0)
        return (way &<< relationBits | UInt64(triple.relation.rawValue)) &<< nodeBits | UInt64(neighbour.rawValue)
    }

    /// The part that all edges of one node, direction and relation share.
    @inline(__always)
    func group(_ word: UInt64) -> UInt64 { word &>> nodeBits }

    /// The neighbour of a packed edge.
    @inline(__always)
    func neighbour(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word & (1 &<< nodeBits &- 1)) }

    /// The node that a group's edges are seen from.
    @inline(__always)
    func node(_ group: UInt64) -> NodeID {
        NodeID(rawValue: UInt32(truncatingIfNeeded: group &>> (relationBits &+ 1)))
    }

    /// The relation of a group.
    @inline(__always)
    func relation(_ group: UInt64) -> RelationID {
        RelationID(rawValue: UInt16(truncatingIfNeeded: group & (1 &<< relationBits &- 1)))
    }

    /// Whether a group's edges are seen from their tail.
    @inline(__always)
    func isInverse(_ group: UInt64) -> Bool { group &>> relationBits & 1 == 1 }
}
