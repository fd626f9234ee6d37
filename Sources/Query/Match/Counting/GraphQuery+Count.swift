import Graph

extension GraphQuery {
    /// The rows of an answer that is made of counts alone.
    func counts(_ plan: CountPlan, _ wanted: MatchReturn) throws(GraphError) -> Rows {
        let steps = CountSteps(since: reader.cost)
        defer { steps.report(to: trace) }
        guard let root = plan.terms[0].root else {
            let total = try total(plan, steps)
            return wanted.columns(of: try wanted.first(of: [wanted.row(nil, total)], cancellation))
        }
        var whole = CountRun(plan.terms[0].tree, self, steps)
        let factor = try whole.factor(besides: root)
        guard factor > 0 else { return wanted.columns(of: []) }
        let correct = { (nodes: [NodeID], counts: [AnswerCount]) throws(GraphError) in
            try corrected(counts.map { $0 * factor }, of: nodes, plan, steps)
        }
        if let limit = wanted.topLimit, let link = whole.branchToWalk(from: root) {
            return try top(limit, root, along: link, &whole, wanted, factor, correct)
        }
        let vector = try whole.count(root)
        return try wanted.rows(of: vector.nodes, correct(vector.nodes, vector.counts), cancellation)
    }

    /// The number of all answers.
    private func total(_ plan: CountPlan, _ steps: CountSteps) throws(GraphError) -> AnswerCount {
        var (more, less): (AnswerCount, AnswerCount) = (0, 0)
        for term in plan.terms {
            var run = CountRun(term.tree, self, steps)
            let part = AnswerCount(abs(term.sign)) * (try run.factor(besides: nil))
            if term.sign > 0 { more = more + part } else { less = less + part }
        }
        return more - less
    }

    /// The rows with the largest counts: the branch along `link` is walked where that promises to be cheaper than
    /// counting it for all nodes that the others leave.
    private func top(
        _ limit: Int, _ root: Int, along link: CountTree.Link, _ whole: inout CountRun<Reader>, _ wanted: MatchReturn,
        _ factor: AnswerCount, _ correct: ([NodeID], [AnswerCount]) throws(GraphError) -> [AnswerCount]
    ) throws(GraphError) -> Rows {
        let isAlone = whole.tree.links[root].count == 1 && whole.tree.pattern.nodes[root].candidates == nil
        let others = isAlone ? nil : try whole.count(root, but: link.edge)
        let count = others?.nodes.count ?? Int(whole.costs.estimates.nodeCount(root))
        guard whole.isWorthWalking(link, from: root, to: count, limit) else {
            var vector = others
            if let vector { try whole.multiply(vector, root, along: link) } else { vector = try whole.count(root) }
            guard let vector else { return wanted.columns(of: []) }
            return try wanted.rows(of: vector.nodes, correct(vector.nodes, vector.counts), cancellation)
        }
        var walk = TopCounts(whole, root, along: link, among: others)
        try walk.walk(limit: limit, factor: factor, correct)
        return try wanted.rows(of: walk.nodes, walk.counts, cancellation)
    }

    /// The counts of `nodes` after all terms but the first have been added.
    private func corrected(
        _ counts: [AnswerCount], of nodes: [NodeID], _ plan: CountPlan, _ steps: CountSteps
    ) throws(GraphError) -> [AnswerCount] {
        var (more, less) = (counts, counts.map { _ in AnswerCount(0) })
        for term in plan.terms.dropFirst() {
            guard let root = term.root, !nodes.isEmpty else { continue }
            var run = CountRun(term.tree, self, steps)
            let factor = AnswerCount(abs(term.sign)) * (try run.factor(besides: root))
            guard factor > 0 else { continue }
            let vector = try run.count(root, within: nodes)
            for place in nodes.indices {
                let part = factor * vector[nodes[place]]
                if term.sign > 0 { more[place] = more[place] + part } else { less[place] = less[place] + part }
            }
        }
        return zip(more, less).map { $0 - $1 }
    }
}

extension MatchReturn {
    /// How many groups are wanted, where it is those with the largest counts.
    fileprivate var topLimit: Int? {
        guard let order, order.isDescending, items[order.item].isAggregate else { return nil }
        return limit.flatMap { $0 > 0 ? $0 : nil }
    }

    /// The rows of groups and their counts.
    fileprivate func rows(
        of nodes: [NodeID], _ counts: [AnswerCount], _ cancellation: Cancellation
    ) throws(GraphError) -> Rows {
        columns(of: try first(of: zip(nodes, counts).filter { $0.1 > 0 }.map { row($0, $1) }, cancellation))
    }

    /// The row of a group and its count.
    fileprivate func row(_ node: NodeID?, _ count: AnswerCount) -> [Datum] {
        items.map { $0.isAggregate ? count.datum : node.map(Datum.node) ?? .null }
    }
}
