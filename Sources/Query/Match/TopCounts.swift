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
    private(set) var counts: [Int] = []

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
        limit: Int, factor: Int, _ correct: ([NodeID], [Int]) throws(GraphError) -> [Int]
    ) throws(GraphError) {
        let most = run.mostEnds(of: link).times(others?.largest ?? 1).times(factor)
        guard most > 0 else { return }
        let branch = try run.count(link.far, but: [link.edge])
        var best: [Int] = []
        for places in branch.placesByMagnitude() {
            let sorted = places.sorted { branch.counts[$0] > branch.counts[$1] }
            var (start, size) = (0, Self.chunks.lowerBound)
            while start < sorted.count {
                let bound = branch.counts[sorted[start]].times(most)
                if best.count == limit, bound < best[limit - 1] { return }
                let chunk = sorted[start..<min(start + size, sorted.count)].map { branch.nodes[$0] }
                best += try meet(chunk, branch, correct)
                best = Array(best.sorted(by: >).prefix(limit))
                (start, size) = (start + size, min(size * 2, Self.chunks.upperBound))
            }
        }
    }

    /// Counts the nodes next to `chunk` that have not been met before; answers their counts.
    private mutating func meet(
        _ chunk: [NodeID], _ branch: CountVector, _ correct: ([NodeID], [Int]) throws(GraphError) -> [Int]
    ) throws(GraphError) -> [Int] {
        try run.read(chunk, along: link.choice.reversed)
        let met = run.adjacency.nodes.filter { (others?[$0] ?? 1) > 0 && seen.meets($0) }
        var fitting = others
        if fitting == nil { fitting = try run.count(root, but: [link.edge], within: met) }
        try run.read(met, along: link.choice)
        var found = Array(repeating: 0, count: met.count)
        run.adjacency.sum(branch, of: met, along: link.choice, into: &found[...])
        found = try correct(met, zip(met, found).map { $1.times(fitting?[$0] ?? 0) })
        nodes += met
        counts += found
        return found.filter { $0 > 0 }
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

    /// Whether walking the branch along `link` promises to be cheaper than counting it for all of `count` root nodes.
    func isWorthWalking(_ link: CountTree.Link, from root: Int, among count: Double, limit: Int) -> Bool {
        let (size, cost, _) = approach(link.far, but: [link.edge])
        let fan = estimates.fan(of: link.edge, from: link.far)
        let hits = fan * count / estimates.nodeCount(root)
        // Not all that is met is among the first: ten times as many are allowed for.
        let lists = min(10 * Double(limit) / max(hits, 1e-9), size)
        let gathering = count * (MatchOrder.seekCost + estimates.fan(of: link.edge, from: root))
        return cost + lists * (MatchOrder.seekCost + fan) < min(gathering, spreadCost(link))
    }
}

extension CountVector {
    /// The places of the counts, those of more binary digits first: each part need only be sorted when it is reached.
    fileprivate func placesByMagnitude() -> [[Int]] {
        var parts: [[Int]] = Array(repeating: [], count: Int.bitWidth + 1)
        for place in counts.indices { parts[counts[place].leadingZeroBitCount].append(place) }
        return parts.filter { !$0.isEmpty }
    }

    /// Notes a node; false where it has been noted before.
    fileprivate func meets(_ node: NodeID) -> Bool {
        guard self[node] == 0 else { return false }
        add(1, to: CollectionOfOne(node))
        return true
    }
}
