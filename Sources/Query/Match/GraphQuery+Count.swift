import Graph

extension GraphQuery {
    /// The rows of an answer that is made of counts alone.
    func counts(_ plan: CountPlan, _ wanted: MatchReturn) throws(GraphError) -> Rows {
        var whole = CountRun(plan.terms[0].tree, self)
        guard let root = plan.terms[0].root else {
            var total = try whole.factor(besides: nil)
            for term in plan.terms.dropFirst() {
                var run = CountRun(term.tree, self)
                total += term.sign * (try run.factor(besides: nil))
            }
            return wanted.columns(of: wanted.first(of: [wanted.row(nil, total)]))
        }
        let factor = try whole.factor(besides: root)
        let vector = factor == 0 ? whole.empty() : try whole.count(root)
        let counts = try corrected(vector.counts.map { $0.times(factor) }, of: vector.nodes, plan)
        let rows = zip(vector.nodes, counts).filter { $0.1 > 0 }.map { wanted.row($0, $1) }
        return wanted.columns(of: wanted.first(of: rows))
    }

    /// The counts of `nodes` after all terms but the first have been added.
    func corrected(_ counts: [Int], of nodes: [NodeID], _ plan: CountPlan) throws(GraphError) -> [Int] {
        var counts = counts
        for term in plan.terms.dropFirst() {
            guard let root = term.root, !nodes.isEmpty else { continue }
            var run = CountRun(term.tree, self)
            let factor = try run.factor(besides: root)
            guard factor > 0 else { continue }
            let vector = try run.count(root, within: nodes)
            for place in nodes.indices { counts[place] += term.sign * factor.times(vector[nodes[place]]) }
        }
        return counts
    }
}

extension MatchReturn {
    /// The row of a group and its count.
    fileprivate func row(_ node: NodeID?, _ count: Int) -> [Datum] {
        items.map { $0.isAggregate ? .integer(Int64(count)) : node.map(Datum.node) ?? .null }
    }
}
