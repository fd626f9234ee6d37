import Graph
import LMDB

extension StoreReader {
    public func nodes(_ ids: [NodeID]) throws(GraphError) -> [Node] {
        cost.seeks += ids.count
        var nodes: [Node] = []
        nodes.reserveCapacity(ids.count)
        // Each portion takes hold of the cursor once.
        for start in stride(from: 0, to: ids.count, by: Self.portion) {
            if start > 0 { try store.cancellation.check() }
            let end = min(start + Self.portion, ids.count)
            try Self.append(ids[start..<end], to: &nodes, &cursors.nodes, typeCount: vocabulary.types.count)
        }
        return nodes
    }

    public func node(type: TypeID, key: String) throws(GraphError) -> NodeID? {
        guard let bytes = TextKey.node(type, key) else { return nil }
        cost.seeks += 1
        return try reading { () throws(LMDBError) in try id(atKey: bytes) }
    }

    public func nodes(ofType type: TypeID) throws(GraphError) -> [NodeID] {
        try reading { () throws(LMDBError) in try members(EdgeKey.members(of: type)) }
    }

    public func heads(of relation: RelationID) throws(GraphError) -> [NodeID] {
        try reading { () throws(LMDBError) in try members(EdgeKey.heads(of: relation)) }
    }

    public func tails(of relation: RelationID) throws(GraphError) -> [NodeID] {
        try reading { () throws(LMDBError) in try members(EdgeKey.tails(of: relation)) }
    }
}

extension StoreReader {
    /// For how many things an answer is found between two looks at the cancellation.
    private static var portion: Int { 1 << 12 }

    /// What `body` appends for all of `items`; between two portions of them it can be interrupted.
    func inPortions<Item, Found>(
        of items: [Item], _ body: (ArraySlice<Item>, inout [Found]) throws(LMDBError) -> Void
    ) throws(GraphError) -> [Found] {
        var found: [Found] = []
        found.reserveCapacity(items.count)
        for start in stride(from: 0, to: items.count, by: Self.portion) {
            if start > 0 { try store.cancellation.check() }
            try reading { () throws(LMDBError) in
                try body(items[start..<min(start + Self.portion, items.count)], &found)
            }
        }
        return found
    }

    private static func append(
        _ ids: ArraySlice<NodeID>, to nodes: inout [Node], _ cursor: inout Cursor, typeCount: Int
    ) throws(GraphError) {
        for id in ids {
            do throws(LMDBError) {
                if try cursor.move(to: id.rawValue) {
                    nodes.append(
                        try cursor.read { _, value throws(LMDBError) in
                            try NodeRecord(value, typeCount: typeCount).node(id)
                        })
                    continue
                }
            } catch {
                throw GraphError(error)
            }
            throw .noSuchNode(id)
        }
    }

    /// The node's record, nil where no node has the number.
    func record(of id: NodeID) throws(LMDBError) -> NodeRecord? {
        try snapshot.value(of: id.rawValue, in: databases.nodes) { bytes throws(LMDBError) in
            try NodeRecord(bytes, typeCount: vocabulary.types.count)
        }
    }

    /// The node's type, nil where no node has the number.
    func type(of id: NodeID) throws(LMDBError) -> TypeID? {
        try snapshot.value(of: id.rawValue, in: databases.nodes) { bytes throws(LMDBError) in
            try NodeRecord.type(of: bytes, typeCount: vocabulary.types.count)
        }
    }

    /// The node under a key of `keys`.
    func id(atKey key: [UInt8]) throws(LMDBError) -> NodeID? {
        guard let number = try snapshot.integer(of: key, in: databases.keys, as: UInt32.self) else { return nil }
        return try known(NodeID(rawValue: number))
    }

    /// The node itself; `corrupted` where no node ever had the number.
    func known(_ node: NodeID) throws(LMDBError) -> NodeID {
        guard node.index < nodeLimit else { throw .corrupted("node \(node.rawValue), which was never there") }
        return node
    }

    /// A list of `members`.
    func members(_ key: UInt64) throws(LMDBError) -> [NodeID] {
        var cursor = try snapshot.cursor(in: databases.members)
        var ids: [NodeID] = []
        if try cursor.move(to: key) { try cursor.appendDuplicates(to: &ids) }
        if let largest = ids.max() { _ = try known(largest) }
        cost.seeks += 1
        cost.visits += ids.count
        return ids
    }
}
