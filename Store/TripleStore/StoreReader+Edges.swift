import Graph
import LMDB

extension StoreReader {
    public func neighbours(
        of frontier: [NodeID], via relations: RelationSet, direction: Direction, into adjacency: inout Adjacency
    ) throws(GraphError) {
        adjacency.removeAll()
        var walk = EdgeWalk(
            adjacency: Adjacency(), cost: cost, nodeLimit: nodeLimit, relationCount: vocabulary.relations.count)
        swap(&walk.adjacency, &adjacency)
        defer {
            swap(&walk.adjacency, &adjacency)
            cost = walk.cost
        }
        let plan = EdgeWalk.Plan(relations, direction, relationCount: vocabulary.relations.count)
        try walk.visit(frontier, plan, &cursors.neighbours, store.cancellation)
    }

    public func degrees(of ids: [NodeID]) throws(GraphError) -> [Int] {
        cost.seeks += ids.count
        return try inPortions(of: ids) { portion, degrees throws(LMDBError) in
            try Self.append(degreesOf: portion, to: &degrees, &cursors.neighbours)
        }
    }

    private static func append(
        degreesOf ids: ArraySlice<NodeID>, to degrees: inout [Int], _ lists: inout Cursor
    ) throws(LMDBError) {
        for id in ids {
            let range = EdgeKey.range(of: id, .both)
            var degree = 0
            var more = try lists.move(atLeast: range.lowerBound)
            while more, try lists.key64() < range.upperBound {
                degree += try lists.count()
                more = try lists.moveToNextKey()
            }
            degrees.append(degree)
        }
    }

    public func weights(of triples: [Triple]) throws(GraphError) -> [Float?] {
        try inPortions(of: triples) { portion, weights throws(LMDBError) in
            for triple in portion {
                weights.append(try weightEntry(of: triple).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) })
            }
        }
    }

    /// The value in `weights` that holds the edge's weight, if any.
    func weightEntry(of triple: Triple) throws(LMDBError) -> UInt64? {
        cost.seeks += 1
        let key = EdgeKey.weights(triple.head, triple.relation)
        let bound = UInt64(triple.tail.rawValue) << 32
        guard let entry = try cursors.weights.move(to: key, valueAtLeast: bound) else { return nil }
        return entry >> 32 == bound >> 32 ? entry : nil
    }
}
