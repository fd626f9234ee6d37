import Graph

/// The nodes with the largest counts, found without counting for all (the threshold algorithm of Fagin, Lotem and
/// Naor 2003).
///
/// One branch of the root is counted up to the nodes next to the root, and these are walked from the largest count
/// down. A root node not met yet hangs on later ones alone: its count is at most the next one's, times how many of
/// them it can have, times the largest count of its other branches.
struct TopCounts<Reader: GraphReader> {
    private var run: CountRun<Reader>
    private let root: Int
    /// The edge to the branch that is walked.
    private let link: CountTree.Link
    /// The counts of the other branches; nil where there is none, and the root nodes are not listed anywhere.
    private let others: CountVector?
    private let seen: CountVector
    /// The nodes met.
    private(set) var nodes: [NodeID] = []
    /// Their counts.
    private(set) var counts: [AnswerCount] = []

    /// A walk along `link` to the nodes of `root` that have a count in `others`.
    init(_ run: CountRun<Reader>, _ root: Int, along link: CountTree.Link, among others: CountVector?) {
        (self.run, self.root, self.link, self.others) = (run, root, link, others)
        seen = run.empty()
    }

    /// How many lists are read at once: few at first, since the first may do.
    private static var chunks: ClosedRange<Int> { 32...1_024 }

    /// Walks until no node that has not been met can be among the first `limit`.
    ///
    /// `correct` makes the final counts of nodes from those of the tree: at most `factor` times as large.
    mutating func walk(
        limit: Int, factor: AnswerCount, _ correct: ([NodeID], [AnswerCount]) throws(GraphError) -> [AnswerCount]
    ) throws(GraphError) {
        let most = AnswerCount(run.mostEnds(of: link)) * (others.map { $0.counts.max() ?? 0 } ?? 1) * factor
        guard most > 0 else { return }
        let size = others.map { Double($0.nodes.count) } ?? run.costs.estimates.nodeCount(root)
        let expected = min(metForEach * Double(limit), size)
        defer { run.tell(.top(node: run.tree.origins[root]), estimated: expected, rows: nodes.count) }
        let branch = try run.count(link.far, but: link.edge)
        let (near, weights) = (branch.nodes, branch.counts)
        if let others, !run.isWorthWalking(link, from: root, to: others.nodes.count, limit, ends: near.count) {
            _ = try meet(others.nodes, branch, correct)
            return
        }
        var best: [AnswerCount] = []
        for places in weights.placesByMagnitude() {
            let sorted = places.sorted { weights[$0] > weights[$1] }
            var (start, size) = (0, Self.chunks.lowerBound)
            while start < sorted.count {
                let bound = weights[sorted[start]] * most
                if best.count == limit, bound < best[limit - 1] { return }
                let chunk = sorted[start..<min(start + size, sorted.count)].map { near[$0] }
                try run.read(chunk, along: link.choice.reversed)
                best += try meet(run.adjacency.nodes, branch, correct)
                best = Array(best.sorted(by: >).prefix(limit))
                (start, size) = (start + size, min(size * 2, Self.chunks.upperBound))
            }
        }
    }

    /// Counts those of `found` that have not been met before; answers their counts.
    private mutating func meet(
        _ found: [NodeID], _ branch: CountVector,
        _ correct: ([NodeID], [AnswerCount]) throws(GraphError) -> [AnswerCount]
    ) throws(GraphError) -> [AnswerCount] {
        let met = seen.taking(in: others?.having(found) ?? found)
        var fitting = others
        if fitting == nil { fitting = try run.count(root, but: link.edge, within: met) }
        try run.read(met, along: link.choice)
        var sums: [AnswerCount] = Array(repeating: 0, count: met.count)
        run.adjacency.sum(branch, into: &sums[...])
        sums = try correct(met, zip(met, sums).map { $1 * (fitting?[$0] ?? 0) })
        nodes += met
        counts += sums
        return sums.filter { $0 > 0 }
    }
}

extension CountRun {
    /// At most how many ends a node has along `link`: each of the heads of a relation has one tail for sure, so that
    /// one head has at most as many as there are edges more than heads, and one.
    func mostEnds(of link: CountTree.Link) -> Int {
        reader.vocabulary.relations.enumerated().reduce(0) { sum, entry in
            guard link.choice.relations.contains(RelationID(rawValue: UInt16(entry.offset))) else { return sum }
            return sum + (link.choice.direction == .in ? 0 : entry.element.count - entry.element.heads + 1)
                + (link.choice.direction == .out ? 0 : entry.element.count - entry.element.tails + 1)
        }
    }

    /// The edge from `root` to the branch that costs most to count, where its nodes
    /// have so few ends along it that a walk may end early.
    func branchToWalk(from root: Int) -> CountTree.Link? {
        let links = tree.links[root].map { (link: $0, cost: costs.spreading($0)) }
        return links.max { $0.cost < $1.cost }.flatMap { mostEnds(of: $0.link) <= 4 ? $0.link : nil }
    }

    /// Whether walking down the branch along `link`, which `ends` nodes stand for, promises to be cheaper than asking
    /// each of `count` root nodes for its own.
    func isWorthWalking(
        _ link: CountTree.Link, from root: Int, to count: Int, _ limit: Int, ends: Int? = nil
    ) -> Bool {
        let far = costs.approach(link.far, but: link.edge)
        let hits = costs.estimates.fan(of: link.edge, from: link.far) * Double(count) / costs.estimates.nodeCount(root)
        let lists = min(metForEach * Double(limit) / max(hits, 1e-9), ends.map(Double.init) ?? far.size)
        let walking = lists * costs.reading(link.edge, from: link.far)
        // Once the ends are known, so are their counts.
        guard ends == nil else { return walking < Double(count) * costs.reading(link.edge, from: root) }
        return far.cost + walking < costs.gathering(link, for: Double(count), from: root)
    }
}

/// How many nodes a walk is expected to meet for each that is among the first.
private let metForEach = 10.0

extension [AnswerCount] {
    /// The places of counts, those of more binary digits first: each part need only be sorted when it is reached.
    fileprivate func placesByMagnitude() -> [[Int]] {
        var parts: [[Int]] = Array<[Int]>(repeating: [], count: UInt64.bitWidth + 1)
        for place in indices { parts[self[place].leadingZeros].append(place) }
        return parts.filter { !$0.isEmpty }
    }
}

extension CountVector {
    /// Notes nodes; answers those that had not been noted before.
    fileprivate func taking(in nodes: [NodeID]) -> [NodeID] {
        let known = self.nodes.count
        add(1, to: nodes)
        return Array(self.nodes[known...])
    }
}
