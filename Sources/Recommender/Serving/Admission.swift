import Graph

extension [NodeID] {
    /// The first `count` that are admitted, asked in portions.
    func first(
        _ count: Int, keeping: ([NodeID]) throws(GraphError) -> Set<NodeID>
    ) throws(RecommenderError) -> [NodeID] {
        var kept: [NodeID] = []
        var rest = self[...]
        while kept.count < count, !rest.isEmpty {
            let portion = Array(rest.prefix(1_024))
            let admitted = try reading { () throws(GraphError) in try keeping(portion) }
            kept += portion.filter(admitted.contains)
            rest = rest.dropFirst(portion.count)
        }
        return Array(kept.prefix(count))
    }
}
