import Graph
import LMDB

// Edges, which are there from both of their ends.
extension StoreCheck {
    /// Every edge joins two nodes, and is there both ways.
    func checkEdges() throws(GraphError) {
        try walkAdjacency { (node, relation, isInverse, others) in
            edges.count(node, relation, isInverse: isInverse, others)
            if !isInverse { tally(node, relation, others) }
        }
        let unbalanced = edges.unbalanced
        if !unbalanced.isEmpty { try findOneWay(unbalanced) }
    }

    /// Counts the edges from a node by one relation; of those that dangle none has a pattern.
    private func tally(_ head: NodeID, _ relation: RelationID, _ tails: [UInt32]) {
        let isKnown = types.contains(head) && relation.rawValue < vocabulary.relations.count
        for tail in tails.lazy.map(NodeID.init(rawValue:)) {
            if isKnown, types.contains(tail) {
                edges.tally.count(types[head], relation, types[tail])
            } else {
                findings.note(.dangling, Triple(head, relation, tail))
            }
        }
    }

    /// Calls `visit` with each node's neighbours by one relation, one way.
    private func walkAdjacency(
        _ visit: (NodeID, RelationID, _ isInverse: Bool, _ others: [UInt32]) -> Void
    ) throws(GraphError) {
        var (others, pages): ([UInt32], [Int]) = ([], [])
        var probe = try cursor(in: .adjacency)
        try walk(.adjacency) { cursor throws(LMDBError) in
            let key = try cursor.key64()
            let (node, relation) = (EdgeKey.node(of: key), EdgeKey.relation(of: key))
            let isInverse = EdgeKey.isInverse(key)
            others.removeAll(keepingCapacity: true)
            pages.removeAll(keepingCapacity: true)
            try cursor.appendDuplicates(to: &others, pages: &pages)
            if try !isInOrder(others, pages, at: key, &probe) || key >> 48 != 0 {
                findings.note(outOfOrder: .adjacency)
            }
            visit(node, relation, isInverse, others)
        }
    }

    /// Whether values ascend, and a search finds the first and the last of each page where there are several.
    func isInOrder<Value: StorableInteger>(
        _ values: [Value], _ pages: [Int], at key: UInt64, _ probe: inout Cursor
    ) throws(LMDBError) -> Bool {
        guard values.isStrictlyAscending else { return false }
        guard pages.count > 1 else { return true }
        if reader.store.cancellation.isRaised { throw .interrupted }
        for (start, end) in zip(pages, pages.dropFirst() + [values.count]) {
            for value in [values[start], values[end - 1]] {
                guard try probe.move(to: key, valueAtLeast: value) == value else { return false }
            }
        }
        return true
    }

    /// Most buckets that are looked into for edges that are there one way: each holds few.
    private static var bucketsLookedInto: Int { 64 }

    /// Names edges that are there one way alone, of those in buckets that are known to have some.
    private func findOneWay(_ buckets: [Int]) throws(GraphError) {
        let looked = Set(buckets.prefix(Self.bucketsLookedInto))
        var (out, inverse): (Set<Triple>, Set<Triple>) = ([], [])
        let before = findings
        try walkAdjacency { node, relation, isInverse, others in
            if !isInverse, !looked.contains(EdgeCensus.bucket(of: node)) { return }
            for other in others.lazy.map(NodeID.init(rawValue:)) {
                if !isInverse {
                    out.insert(Triple(node, relation, other))
                } else if looked.contains(EdgeCensus.bucket(of: other)) {
                    inverse.insert(Triple(other, relation, node))
                }
            }
        }
        // What the first walk has found is not found twice.
        findings = before
        let oneWay = out.symmetricDifference(inverse)
        if let first = oneWay.min() {
            findings.note(.oneWay, first, count: oneWay.count + buckets.count - looked.count)
        }
    }
}
