import Graph

/// Edges as Spark answered them for a frontier, in the order that an `Adjacency` has.
package struct EdgeRows {
    /// One edge, seen from the node of the frontier.
    private struct Row {
        /// The place in the frontier, then the way (out first), then the relation.
        let run: UInt64
        let node: NodeID
        let weight: Float

        static func < (left: Row, right: Row) -> Bool { (left.run, left.node) < (right.run, right.node) }
    }

    private var frontier: [NodeID] = []
    /// The frontier's places in the order of their nodes.
    private var order: [Int] = []
    private var rows: [Row] = []

    /// Nothing asked, nothing known.
    package init() {}

    /// Edges of this frontier, which may name a node more than once.
    package init(frontier: [NodeID]) {
        self.frontier = frontier
        let isAscending = zip(frontier, frontier.dropFirst()).allSatisfy { $0 < $1 }
        order = isAscending ? Array(frontier.indices) : frontier.indices.sorted { frontier[$0] < frontier[$1] }
    }

    /// Appends an edge of `source` to `node`; one of a node that the frontier does not have is left out.
    ///
    /// `step` is the relation's number, or its complement where the edge is followed from its tail.
    package mutating func append(source: NodeID, step: Int16, node: NodeID, weight: Float) {
        var place = firstPlace(of: source)
        let (relation, isInverse) = step < 0 ? (UInt64(~step), UInt64(1)) : (UInt64(step), UInt64(0))
        while place < order.count, frontier[order[place]] == source {
            let run = UInt64(order[place]) << 17 | isInverse << 16 | relation
            rows.append(Row(run: run, node: node, weight: weight))
            place += 1
        }
    }

    /// Puts the edges in order.
    package mutating func sort(_ cancellation: Cancellation) throws(GraphError) {
        rows = try cancellation.sorted(rows, by: <)
    }

    /// Fills `adjacency` with them, sorted before.
    package func fill(_ adjacency: inout Adjacency) {
        adjacency.removeAll()
        var start = 0
        while start < rows.count {
            let run = rows[start].run
            let end = rows[start...].firstIndex { $0.run != run } ?? rows.count
            adjacency.append(
                source: Int(run >> 17), relation: RelationID(rawValue: UInt16(run & 0x7FFF)),
                isInverse: run >> 16 & 1 == 1
            ) { nodes in
                for row in rows[start..<end] { nodes.append(row.node) }
            }
            start = end
        }
    }

    /// The weight of an edge, NaN for none; nil where the edge is not among them.
    package func weight(of triple: Triple) -> Float? {
        weight(from: triple.head, triple.relation, isInverse: false, to: triple.tail)
            ?? weight(from: triple.tail, triple.relation, isInverse: true, to: triple.head)
    }

    private func weight(from source: NodeID, _ relation: RelationID, isInverse: Bool, to node: NodeID) -> Float? {
        let first = firstPlace(of: source)
        guard first < order.count, frontier[order[first]] == source else { return nil }
        let run = UInt64(order[first]) << 17 | (isInverse ? 1 << 16 : 0) | UInt64(relation.rawValue)
        let place = Self.first(in: rows) { ($0.run, $0.node) >= (run, node) }
        guard place < rows.count, rows[place].run == run, rows[place].node == node else { return nil }
        return rows[place].weight
    }

    private func firstPlace(of source: NodeID) -> Int {
        Self.first(in: order) { frontier[$0] >= source }
    }

    /// The first place of which `isReached` holds, in a list of which it holds from some place on.
    private static func first<Element>(in list: [Element], where isReached: (Element) -> Bool) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if isReached(list[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
