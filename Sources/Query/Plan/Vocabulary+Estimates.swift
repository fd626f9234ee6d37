import Graph

extension Vocabulary {
    /// How many neighbours a node is expected to have by `edges`: the mean over nodes of `type`, or over all.
    ///
    /// Counts are exact sums of the store, so that the mean is the true one where all nodes are equally likely.
    func fanOut(of edges: EdgeChoice, from type: TypeID? = nil) -> Double {
        let nodes = type.map { self[$0].count } ?? types.reduce(0) { $0 + $1.count }
        guard nodes > 0 else { return 0 }
        let touching = patterns.reduce(0) { sum, entry in
            guard edges.relations.contains(entry.key.relation) else { return sum }
            let isOut = edges.direction != .in && (type == nil || entry.key.head == type)
            let isIn = edges.direction != .out && (type == nil || entry.key.tail == type)
            return sum + (isOut ? entry.value : 0) + (isIn ? entry.value : 0)
        }
        return Double(touching) / Double(nodes)
    }
}
