import Graph
import LMDB

/// The type of every node, in an array: what a bulk load counts patterns by.
struct TypeTable {
    private var types: [UInt16]
    private static let none = UInt16.max

    /// Reads the members of every type.
    init(_ reader: StoreReader) throws(LMDBError) {
        types = Array(repeating: Self.none, count: reader.nodeLimit)
        for type in reader.vocabulary.types.indices {
            let type = TypeID(rawValue: UInt16(type))
            for node in try reader.members(EdgeKey.members(of: type)) { types[node.index] = type.rawValue }
        }
    }

    /// The type of a node that is there.
    @inline(__always)
    subscript(node: NodeID) -> TypeID { TypeID(rawValue: types[node.index]) }

    /// Whether there is a node of this number.
    @inline(__always)
    func contains(_ node: NodeID) -> Bool { node.index < types.count && types[node.index] != Self.none }
}
