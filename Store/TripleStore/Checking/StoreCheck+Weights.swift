import Graph
import LMDB

// What edges carry.
extension StoreCheck {
    /// Every weight is a number, and of an edge that is there and has no other.
    func checkWeights() throws(GraphError) {
        var (weights, pages, tails): ([UInt64], [Int], [UInt32]) = ([], [], [])
        var lists = try cursor(in: .adjacency)
        var probe = try cursor(in: .weights)
        try walk(.weights) { cursor throws(LMDBError) in
            let key = try cursor.key64()
            weights.removeAll(keepingCapacity: true)
            pages.removeAll(keepingCapacity: true)
            tails.removeAll(keepingCapacity: true)
            try cursor.appendDuplicates(to: &weights, pages: &pages)
            if try !isInOrder(weights, pages, at: key, &probe) { findings.note(outOfOrder: .weights) }
            if !EdgeKey.isInverse(key), try lists.move(to: key) { try lists.appendDuplicates(to: &tails) }
            check(weights, EdgeKey.node(of: key), EdgeKey.relation(of: key), tails)
        }
    }

    /// Holds weights against the tails of the edges that are there; both ascend.
    private func check(_ weights: [UInt64], _ head: NodeID, _ relation: RelationID, _ tails: [UInt32]) {
        var place = 0
        var previous: UInt32?
        for entry in weights {
            let tail = UInt32(truncatingIfNeeded: entry >> 32)
            while place < tails.count, tails[place] < tail { place += 1 }
            if place == tails.count || tails[place] != tail {
                findings.note(.strayWeight, Triple(head, relation, NodeID(rawValue: tail)))
            } else if tail == previous || Float(bitPattern: UInt32(truncatingIfNeeded: entry)).isNaN {
                findings.note(.badWeight, Triple(head, relation, NodeID(rawValue: tail)))
            }
            previous = tail
        }
    }

    /// All properties of edges can be read, and are of edges that are there.
    func checkProperties() throws(GraphError) {
        try walk(.edges) { cursor throws(LMDBError) in
            let (edge, list) = try cursor.read { key, value throws(LMDBError) in
                var position = RecordPosition()
                return (try EdgeKey.triple(ofProperties: key), try? value.properties(&position))
            }
            if let list { properties.count(list, edges: 1) } else { findings.note(.badProperties, edge) }
            if try !reader.contains(edge) { findings.note(.strayProperties, edge) }
        }
    }
}
