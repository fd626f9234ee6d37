import Graph
import LMDB

/// The keys and values of the databases that hold edges, as integers (`FORMAT.md`).
enum EdgeKey {
    private static let inverse: UInt64 = 1 << 15

    /// A node's edges by one relation, one way.
    @inline(__always)
    static func adjacency(_ node: NodeID, _ relation: RelationID, isInverse: Bool) -> UInt64 {
        UInt64(node.rawValue) << 16 | (isInverse ? inverse : 0) | UInt64(relation.rawValue)
    }

    /// The keys of a node's edges that `direction` follows.
    @inline(__always)
    static func range(of node: NodeID, _ direction: Direction) -> Range<UInt64> {
        let start = UInt64(node.rawValue) << 16
        return switch direction {
        case .out: start..<start + inverse
        case .in: start + inverse..<start + 1 << 16
        case .both: start..<start + 1 << 16
        }
    }

    /// The node of an adjacency key.
    static func node(of key: UInt64) -> NodeID { NodeID(rawValue: UInt32(truncatingIfNeeded: key >> 16)) }

    /// The relation of an adjacency key.
    @inline(__always)
    static func relation(of key: UInt64) -> RelationID {
        RelationID(rawValue: UInt16(truncatingIfNeeded: key & (inverse - 1)))
    }

    /// Whether an adjacency key lists heads.
    @inline(__always)
    static func isInverse(_ key: UInt64) -> Bool { key & inverse != 0 }

    /// The weights of a head's edges by one relation.
    static func weights(_ head: NodeID, _ relation: RelationID) -> UInt64 {
        UInt64(head.rawValue) << 16 | UInt64(relation.rawValue)
    }

    /// One weight: the tail, then the bits of the number.
    static func weight(_ weight: Float, of tail: NodeID) -> UInt64 {
        UInt64(tail.rawValue) << 32 | UInt64(weight.bitPattern)
    }

    /// The nodes of a type.
    static func members(of type: TypeID) -> UInt64 { UInt64(type.rawValue) }

    /// The nodes that edges of a relation start from.
    static func heads(of relation: RelationID) -> UInt64 { 1 << 32 | UInt64(relation.rawValue) }

    /// The nodes that edges of a relation end at.
    static func tails(of relation: RelationID) -> UInt64 { heads(of: relation) | inverse }

    /// What a list in `members` is of.
    enum MemberList {
        case nodes(TypeID)
        case ends(RelationID, areTails: Bool)
        /// A number that no list has.
        case unknown
    }

    /// What the list of this number is of.
    static func member(_ list: UInt64) -> MemberList {
        switch list >> 16 {
        case 0: .nodes(TypeID(rawValue: UInt16(truncatingIfNeeded: list)))
        case 1 << 16: .ends(relation(of: list), areTails: isInverse(list))
        default: .unknown
        }
    }

    /// A head or tail of a relation's edges as one integer: its list in `members`, then its number.
    static func end(_ node: NodeID, of relation: RelationID, isTail: Bool) -> UInt64 {
        (isTail ? inverse : 0) << 32 | UInt64(relation.rawValue) << 32 | UInt64(node.rawValue)
    }

    /// How many bits such integers have.
    static let endBits = 48

    /// The list in `members` of such an integer.
    static func list(ofEnd end: UInt64) -> UInt64 { 1 << 32 | end >> 32 }

    /// The properties of an edge.
    static func properties(_ triple: Triple) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        bytes.append(big: triple.head.rawValue)
        bytes.append(big: triple.relation.rawValue)
        bytes.append(big: triple.tail.rawValue)
        return bytes
    }

    /// The edge whose properties are under `key`.
    static func triple(ofProperties key: Span<UInt8>) throws(LMDBError) -> Triple {
        var position = RecordPosition()
        let head = NodeID(rawValue: try key.big(&position))
        let relation = RelationID(rawValue: try key.big(&position))
        return Triple(head, relation, NodeID(rawValue: try key.big(&position)))
    }
}
