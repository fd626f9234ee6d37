import Graph

/// Counts the answers of one tree: for a variable's node those of the branches below it, multiplied.
///
/// A branch is counted from its far end ("spread") or, where few nodes are asked about, from them ("gather").
struct CountRun<Reader: GraphReader> {
    let tree: CountTree
    let query: GraphQuery<Reader>
    let estimates: MatchEstimates
    private(set) var adjacency = Adjacency()
    /// What the steps told to the trace have cost.
    private var told = Cost()

    var reader: Reader { query.reader }

    init(_ tree: CountTree, _ query: GraphQuery<Reader>) {
        self.tree = tree
        self.query = query
        estimates = MatchEstimates(tree.pattern, query.reader.vocabulary)
    }

    /// For how many nodes' lists the reader is asked at once.
    private static var reading: Int { 1_024 }

    /// No counts yet.
    func empty() -> CountVector { CountVector(query.workspace, limit: reader.nodeLimit) }

    /// How many answers the parts have in which `root` is not, multiplied.
    mutating func factor(besides root: Int?) throws(GraphError) -> Int {
        var factor = 1
        for part in tree.parts where factor > 0 && !(root.map(part.contains) ?? false) {
            let first = part.min { estimates.expected[$0] < estimates.expected[$1] } ?? part[0]
            factor = factor.times(try count(first).sum)
        }
        return factor
    }

    /// For each node of a variable, or of `domain` alone, the answers of its branches but those along `barred` edges.
    mutating func count(
        _ node: Int, but barred: [Int] = [], within domain: [NodeID]? = nil
    ) throws(GraphError) -> CountVector {
        let (before, toldBefore) = (reader.cost, told)
        var links = tree.links[node].filter { !barred.contains($0.edge) }
        let vector: CountVector
        if let domain {
            vector = empty()
            vector.add(1, to: domain)
        } else if let source = approach(node, but: barred).source {
            vector = try spread(try count(source.far, but: [source.edge]), along: source, to: node)
            links.removeAll { $0.edge == source.edge }
        } else {
            vector = empty()
            let (start, _) = tree.pattern.start(node, estimates)
            vector.add(1, to: try reader.nodes(from: start, tree.pattern.nodes[node]))
        }
        try filter(vector, node)
        let costs = links.map { approach($0.far, but: [$0.edge]).cost }
        for link in links.indices.sorted(by: { costs[$0] < costs[$1] }) where !vector.nodes.isEmpty {
            try multiply(vector, node, along: links[link])
        }
        tell(.count(node: tree.origins[node]), rows: vector.nodes.count, since: before, toldBefore)
        return vector
    }

    /// Tells the trace of a step, of whose cost the steps within it have taken their part.
    private mutating func tell(_ work: MatchWork, rows: Int, since before: Cost, _ toldBefore: Cost) {
        let own = reader.cost - before - (told - toldBefore)
        told += own
        query.trace?.record(.match(work), rows: rows, cost: own)
    }

    /// Multiplies the counts of `node` by those of the branch along `link`.
    mutating func multiply(_ vector: CountVector, _ node: Int, along link: CountTree.Link) throws(GraphError) {
        let nodes = Double(vector.nodes.count)
        if spreadCost(link) < nodes * (MatchOrder.seekCost + estimates.fan(of: link.edge, from: node)) {
            let branch = try spread(try count(link.far, but: [link.edge]), along: link, to: node)
            vector.multiply(by: vector.nodes.map { branch[$0] })
        } else {
            vector.multiply(by: try gather(vector.nodes, along: link))
        }
    }

    /// The edge from `root` to the branch that costs most to count, where its nodes have few ends along it.
    func branchToWalk(from root: Int) -> CountTree.Link? {
        let costs = tree.links[root].map { (link: $0, cost: spreadCost($0)) }
        return costs.max { $0.cost < $1.cost }.flatMap { mostEnds(of: $0.link) <= 4 ? $0.link : nil }
    }

    /// What it is expected to cost to count the branch along `link` from its far ends.
    func spreadCost(_ link: CountTree.Link) -> Double {
        let (size, cost, _) = approach(link.far, but: [link.edge])
        return cost + size * (MatchOrder.seekCost + estimates.fan(of: link.edge, from: link.far))
    }

    /// The cheapest way to the nodes of a variable: from a list of its own, or along an edge from another variable.
    func approach(
        _ node: Int, but barred: [Int]
    ) -> (size: Double, cost: Double, source: CountTree.Link?) {
        let start = tree.pattern.start(node, estimates).size
        var best: (size: Double, cost: Double, source: CountTree.Link?) = (start, MatchOrder.seekCost + start, nil)
        guard tree.pattern.nodes[node].candidates == nil else { return best }
        for link in tree.links[node] where !barred.contains(link.edge) {
            let cost = spreadCost(link)
            guard cost < best.cost else { continue }
            let far = approach(link.far, but: [link.edge]).size
            let size = far * estimates.fan(of: link.edge, from: link.far)
            best = (estimates.distinct(node, in: size), cost, link)
        }
        return best
    }

    /// The counts of the far ends of `link` summed for the nodes of `node`.
    private mutating func spread(
        _ branch: CountVector, along link: CountTree.Link, to node: Int
    ) throws(GraphError) -> CountVector {
        let sum = empty()
        let back = link.choice.reversed
        for start in stride(from: 0, to: branch.nodes.count, by: Self.reading) {
            let sources = Array(branch.nodes[start..<min(start + Self.reading, branch.nodes.count)])
            try read(sources, along: back)
            for run in adjacency.runs {
                sum.add(branch.counts[start + run.source], to: adjacency.ends(of: run, sources, along: back))
            }
        }
        return sum
    }

    /// For each of `nodes` the counts of its far ends along `link`, summed.
    mutating func gather(_ nodes: [NodeID], along link: CountTree.Link) throws(GraphError) -> [Int] {
        var sums = Array(repeating: 0, count: nodes.count)
        for start in stride(from: 0, to: nodes.count, by: Self.reading) {
            let sources = Array(nodes[start..<min(start + Self.reading, nodes.count)])
            try read(sources, along: link.choice)
            let held = adjacency
            let ends = empty()
            for run in held.runs { ends.add(1, to: held.ends(of: run, sources, along: link.choice)) }
            let branch = try count(link.far, but: [link.edge], within: ends.nodes)
            held.sum(branch, of: sources, along: link.choice, into: &sums[start...])
        }
        return sums
    }

    mutating func read(_ nodes: [NodeID], along choice: EdgeChoice) throws(GraphError) {
        try query.cancellation.check()
        try reader.neighbours(of: nodes, via: choice.relations, direction: choice.direction, into: &adjacency)
    }

    /// Forgets the nodes that a variable cannot be.
    private mutating func filter(_ vector: CountVector, _ node: Int) throws(GraphError) {
        let (variable, wanted) = (tree.pattern.nodes[node], tree.filters[node])
        if variable.candidates != nil || !wanted.excluded.isEmpty {
            vector.keep { variable.candidates?.containsSorted($0) ?? true && !wanted.excluded.contains($0) }
        }
        var conditions = wanted.conditions
        if let type = variable.type, !tree.pattern.isTyped(node, reader.vocabulary) {
            let name = Datum.text(reader.vocabulary[type].name)
            conditions.append(.comparison(.field(.type, of: .column(0)), .equal, .constant(name)))
        }
        for condition in conditions where !vector.nodes.isEmpty {
            let rows = Rows(nodes: vector.nodes)
            let truths = try Evaluator(reader).truths(of: condition, in: rows)
            vector.multiply(by: truths.map { $0 == true ? 1 : 0 })
        }
        for loop in wanted.loops where !vector.nodes.isEmpty {
            let nodes = vector.nodes
            try read(nodes, along: loop)
            var loops = Array(repeating: 0, count: nodes.count)
            for run in adjacency.runs {
                loops[run.source] += adjacency.ends(of: run, nodes, along: loop).count { $0 == nodes[run.source] }
            }
            vector.multiply(by: loops)
        }
    }
}

extension Adjacency {
    /// The ends of a run; a loop that is followed either way ends but once at its node.
    func ends(of run: Run, _ sources: [NodeID], along choice: EdgeChoice) -> some Sequence<NodeID> {
        let again = run.isInverse && choice.direction == .both ? sources[run.source] : nil
        return nodes[run.range].lazy.filter { $0 != again }
    }

    /// Adds to the sum of each source the counts of its ends.
    func sum(_ counts: CountVector, of sources: [NodeID], along choice: EdgeChoice, into sums: inout ArraySlice<Int>) {
        for run in runs {
            let place = sums.startIndex + run.source
            sums[place] = ends(of: run, sources, along: choice).reduce(sums[place]) { $0.plus(counts[$1]) }
        }
    }
}
