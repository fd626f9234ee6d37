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
            try Self.append(
                ids[start..<min(start + Self.portion, ids.count)], to: &nodes, &cursors.nodes,
                typeLimit: vocabulary.types.count)
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
        _ ids: ArraySlice<NodeID>, to nodes: inout [Node], _ cursor: inout Cursor, typeLimit: Int
    ) throws(GraphError) {
        for id in ids {
            do throws(LMDBError) {
                if try cursor.move(to: id.rawValue) {
                    let record = try cursor.read { _, value throws(LMDBError) in try NodeRecord(value) }
                    guard record.type.rawValue < typeLimit else { throw .corrupted("the type of node \(id.rawValue)") }
                    nodes.append(record.node(id))
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
            let record = try NodeRecord(bytes)
            guard record.type.rawValue < vocabulary.types.count else {
                throw .corrupted("the type of node \(id.rawValue)")
            }
            return record
        }
    }

    /// The node's type, nil where no node has the number.
    func type(of id: NodeID) throws(LMDBError) -> TypeID? {
        try snapshot.value(of: id.rawValue, in: databases.nodes) { bytes throws(LMDBError) in
            let type = try NodeRecord.type(of: bytes)
            guard type.rawValue < vocabulary.types.count else { throw .corrupted("the type of node \(id.rawValue)") }
            return type
        }
    }

    /// The node under a key of `keys`.
    func id(atKey key: [UInt8]) throws(LMDBError) -> NodeID? {
        guard let id = try snapshot.integer(of: key, in: databases.keys, as: UInt32.self) else { return nil }
        return try vetted(NodeID(rawValue: id), "a key of node \(id)")
    }

    /// A list of `members`.
    func members(_ key: UInt64) throws(LMDBError) -> [NodeID] {
        var cursor = try snapshot.cursor(in: databases.members)
        var ids: [NodeID] = []
        if try cursor.move(to: key) { try cursor.appendDuplicates(to: &ids) }
        cost.seeks += 1
        cost.visits += ids.count
        return try vetted(ids, "a list of nodes")
    }
}
