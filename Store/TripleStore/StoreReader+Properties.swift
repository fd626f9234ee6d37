import Graph
import LMDB

extension StoreReader {
    public func properties(of triples: [Triple]) throws(GraphError) -> [[Property]] {
        guard hasEdgeProperties else { return Array(repeating: [], count: triples.count) }
        return try inPortions(of: triples) { portion, answer throws(LMDBError) in
            for triple in portion { answer.append(try properties(of: triple)) }
        }
    }

    /// Whether any edge has a property: where none has, nothing is sought.
    var hasEdgeProperties: Bool { vocabulary.properties.contains { $0.edges > 0 } }

    /// The properties of an edge.
    func properties(of triple: Triple) throws(LMDBError) -> [Property] {
        cost.seeks += 1
        guard try cursors.edges.move(to: EdgeKey.properties(triple)) else { return [] }
        return try cursors.edges.read { _, value throws(LMDBError) in
            var position = RecordPosition()
            return try value.properties(&position)
        }
    }

    /// Whether the edge is there.
    func contains(_ triple: Triple) throws(LMDBError) -> Bool {
        cost.seeks += 1
        let key = EdgeKey.adjacency(triple.head, triple.relation, isInverse: false)
        return try cursors.neighbours.move(to: key, valueAtLeast: triple.tail.rawValue) == triple.tail.rawValue
    }
}
