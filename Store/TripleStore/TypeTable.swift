import Graph
import LMDB

/// The type of every node, in an array: what a bulk load counts patterns by.
struct TypeTable {
    private var types: [UInt16]
    private static let none = UInt16.max

    /// A table of no node yet.
    init(nodeLimit: Int) { types = Array(repeating: Self.none, count: nodeLimit) }

    /// Reads the members of every type.
    init(_ reader: StoreReader) throws(LMDBError) {
        self.init(nodeLimit: reader.nodeLimit)
        for type in reader.vocabulary.types.indices {
            let type = TypeID(rawValue: UInt16(type))
            for node in try reader.members(EdgeKey.members(of: type)) {
                guard node.index < types.count else { throw .corrupted("the nodes of type \(type.rawValue)") }
                types[node.index] = type.rawValue
            }
        }
    }

    /// The type of a node that is there.
    @inline(__always)
    subscript(node: NodeID) -> TypeID { TypeID(rawValue: types[node.index]) }

    /// Sets the type of a node below the limit.
    mutating func set(_ type: TypeID, of node: NodeID) { types[node.index] = type.rawValue }

    /// How many nodes have each of the first `count` types.
    func counts(ofTypes count: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        for type in types where type < count { counts[Int(type)] += 1 }
        return counts
    }

    /// The first node that `condition` holds for, which is asked with its type.
    func first(where condition: (TypeID, NodeID) -> Bool) -> NodeID? {
        types.indices.first { types[$0] != Self.none && condition(TypeID(rawValue: types[$0]), NodeID($0)) }
            .map(NodeID.init)
    }

    /// Whether there is a node of this number.
    @inline(__always)
    func contains(_ node: NodeID) -> Bool { node.index < types.count && types[node.index] != Self.none }
}
