import Graph

extension Stage {
    /// Whether the graph has the edge between two nodes, in this direction.
    func isStored(_ head: NodeID, _ relation: String, _ tail: NodeID) throws -> Bool {
        let reader = try store.reader()
        guard let relation = reader.vocabulary.relation(named: relation) else { return false }
        return try reader.neighbours(of: [head], via: .only([relation]), direction: .out).nodes.contains(tail)
    }

    /// The node of an identity such as `song:S1`.
    func node(_ identity: String) throws -> NodeID? {
        let reader = try store.reader()
        let parts = identity.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let type = reader.vocabulary.type(named: parts[0]) else { return nil }
        return try reader.node(type: type, key: parts[1])
    }
}
