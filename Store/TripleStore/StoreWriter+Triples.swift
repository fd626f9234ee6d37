import Graph
import LMDB

extension StoreWriter {
    /// Adds an edge and says whether it is new; a weight takes the old one's place, nil or NaN keeps it.
    @discardableResult
    public func add(_ triple: Triple, weight: Float? = nil) throws(StoreError) -> Bool {
        let pattern = try pattern(of: triple)
        let isNew = try list(triple.tail, of: triple.head, triple.relation, isInverse: false)
        if isNew {
            _ = try list(triple.head, of: triple.tail, triple.relation, isInverse: true)
            try count(1, edgesOf: pattern)
        }
        if let weight, !weight.isNaN { try setWeight(weight, of: triple) }
        return isNew
    }

    /// Removes an edge with its weight and properties; false where it is not there.
    @discardableResult
    public func remove(_ triple: Triple) throws(StoreError) -> Bool {
        let out = EdgeKey.adjacency(triple.head, triple.relation, isInverse: false)
        guard try remove(triple.tail.rawValue, at: out, in: databases.adjacency) else { return false }
        let inverse = EdgeKey.adjacency(triple.tail, triple.relation, isInverse: true)
        guard try remove(triple.head.rawValue, at: inverse, in: databases.adjacency) else {
            throw .corrupt("an edge into node \(triple.tail.rawValue) that is there one way")
        }
        try removeWeight(of: triple)
        try removeProperties(of: triple)
        try removeEnds(of: triple)
        try count(-1, edgesOf: try pattern(of: triple))
        return true
    }

    /// Removes a node with its edges, label, key and aliases, and says how many edges went; splits keep its number.
    @discardableResult
    public func remove(node: NodeID) throws(StoreError) -> Int {
        guard let record = try storing({ () throws(LMDBError) in try record(of: node) }) else {
            throw .noSuchNode(node)
        }
        let edges = try edges(of: node)
        for edge in edges { try remove(edge) }
        for alias in try aliases(of: node) { try removeAlias(alias) }
        try removeLabel(record.label, of: node, record.type)
        try remove(TextKey.node(record.type, record.key) ?? [], in: databases.keys)
        try remove(node.rawValue, at: EdgeKey.members(of: record.type), in: databases.members)
        try remove(node.rawValue, in: databases.nodes)
        try count(record.properties, nodes: -1)
        try count(-1, nodesOf: record.type)
        return edges.count
    }

    /// All edges that touch a node, each once.
    private func edges(of node: NodeID) throws(StoreError) -> [Triple] {
        var adjacency = Adjacency()
        do {
            try neighbours(of: [node], via: .all, direction: .both, into: &adjacency)
        } catch {
            throw StoreError(error)
        }
        return adjacency.runs.flatMap { run in
            adjacency.nodes[run.range].compactMap { other in
                guard run.isInverse else { return Triple(node, run.relation, other) }
                // A loop is among the outgoing ones already.
                return other == node ? nil : Triple(other, run.relation, node)
            }
        }
    }

    /// The types at an edge's ends; `noSuchNode` where there is no node.
    private func pattern(of triple: Triple) throws(StoreError) -> Vocabulary.Pattern {
        .init(head: try knownType(of: triple.head), relation: triple.relation, tail: try knownType(of: triple.tail))
    }

    private func knownType(of node: NodeID) throws(StoreError) -> TypeID {
        guard let type = try storing({ () throws(LMDBError) in try type(of: node) }) else { throw .noSuchNode(node) }
        return type
    }
}

extension StoreWriter {
    /// Lists a neighbour of a node, and the node among its relation's heads or tails where that is its first one;
    /// false where it is listed already.
    private func list(_ neighbour: NodeID, of node: NodeID, _ relation: RelationID, isInverse: Bool)
        throws(StoreError) -> Bool
    {
        let key = EdgeKey.adjacency(node, relation, isInverse: isInverse)
        let count = try storing { () throws(LMDBError) in
            try cursors.neighbours.put(neighbour.rawValue, at: key, .noDuplicate) ? try cursors.neighbours.count() : 0
        }
        if count == 1 {
            let ends = isInverse ? EdgeKey.tails(of: relation) : EdgeKey.heads(of: relation)
            try put(node.rawValue, at: ends, in: databases.members, .noDuplicate)
            try self.count(1, endsOf: relation, areTails: isInverse)
        }
        return count > 0
    }

    /// Takes a removed edge's head and tail out where they have no other edge of its relation.
    private func removeEnds(of triple: Triple) throws(StoreError) {
        let relation = triple.relation
        if try !hasNeighbours(triple.head, relation, isInverse: false) {
            try remove(triple.head.rawValue, at: EdgeKey.heads(of: relation), in: databases.members)
            try count(-1, endsOf: relation, areTails: false)
        }
        if try !hasNeighbours(triple.tail, relation, isInverse: true) {
            try remove(triple.tail.rawValue, at: EdgeKey.tails(of: relation), in: databases.members)
            try count(-1, endsOf: relation, areTails: true)
        }
    }

    private func hasNeighbours(_ node: NodeID, _ relation: RelationID, isInverse: Bool) throws(StoreError) -> Bool {
        try storing { () throws(LMDBError) in
            try cursors.neighbours.move(to: EdgeKey.adjacency(node, relation, isInverse: isInverse))
        }
    }
}

extension StoreWriter {
    /// Sets the weight of an edge that is there.
    func setWeight(_ weight: Float, of triple: Triple) throws(StoreError) {
        let entry = EdgeKey.weight(weight, of: triple.tail)
        let old = try storing { () throws(LMDBError) in try weightEntry(of: triple) }
        guard old != entry else { return }
        let key = EdgeKey.weights(triple.head, triple.relation)
        if let old { try remove(old, at: key, in: databases.weights) }
        try put(entry, at: key, in: databases.weights, .noDuplicate)
    }

    private func removeWeight(of triple: Triple) throws(StoreError) {
        guard let old = try storing({ () throws(LMDBError) in try weightEntry(of: triple) }) else { return }
        try remove(old, at: EdgeKey.weights(triple.head, triple.relation), in: databases.weights)
    }
}
