import Graph

/// Counts the answers of one tree: for a variable's node those of the branches below it, multiplied.
///
/// A branch is counted from its far end ("spread") or, where few nodes are asked about, from them ("gather").
struct CountRun<Reader: GraphReader> {
    let tree: CountTree
    let query: GraphQuery<Reader>
    let costs: CountCosts
    private let steps: CountSteps
    private(set) var adjacency = Adjacency()

    var reader: Reader { query.reader }

    init(_ tree: CountTree, _ query: GraphQuery<Reader>, _ steps: CountSteps) {
        self.tree = tree
        self.query = query
        self.steps = steps
        costs = CountCosts(tree, query.reader.vocabulary)
    }

    /// For how many nodes' lists the reader is asked at once.
    private static var reading: Int { 16_384 }

    /// No counts yet.
    func empty() -> CountVector { CountVector(query.workspace, limit: reader.nodeLimit) }

    /// How many answers the parts have in which `root` is not, multiplied.
    mutating func factor(besides root: Int?) throws(GraphError) -> AnswerCount {
        var factor: AnswerCount = 1
        for part in tree.parts where factor > 0 && !(root.map(part.contains) ?? false) {
            let cheapest = part.min { costs.approach($0, but: nil).cost < costs.approach($1, but: nil).cost }
            factor = factor * (try count(cheapest ?? part[0]).counts.reduce(0, +))
        }
        return factor
    }

    /// For each node of a variable, or of `domain` alone, the answers of its branches but the one along `barred`.
    mutating func count(
        _ node: Int, but barred: Int? = nil, within domain: [NodeID]? = nil
    ) throws(GraphError) -> CountVector {
        var links = costs.links(of: node, but: barred)
        let vector: CountVector
        if let domain {
            vector = empty()
            vector.add(1, to: domain)
        } else if let source = costs.approach(node, but: barred).source {
            vector = try spread(try count(source.far, but: source.edge), along: source, to: node)
            links.removeAll { $0.edge == source.edge }
        } else {
            vector = empty()
            let (start, _) = tree.pattern.start(node, costs.estimates)
            vector.add(1, to: try reader.nodes(from: start, tree.pattern.nodes[node]))
        }
        try filter(vector, node)
        // What few nodes can meet comes first.
        let shares = links.map(costs.share)
        for link in links.indices.sorted(by: { shares[$0] < shares[$1] }) where !vector.nodes.isEmpty {
            try multiply(vector, node, along: links[link])
        }
        let size = costs.approach(node, but: barred).size
        tell(
            .count(node: tree.origins[node]), estimated: domain.map { min(Double($0.count), size) } ?? size,
            rows: vector.nodes.count)
        return vector
    }

    /// Notes a step that has just ended.
    func tell(_ work: MatchWork, estimated: Double, rows: Int) {
        steps.note(work, estimated: estimated, rows: rows, at: reader.cost)
    }

    /// Multiplies the counts of `node` by those of the branch along `link`.
    mutating func multiply(_ vector: CountVector, _ node: Int, along link: CountTree.Link) throws(GraphError) {
        if costs.spreading(link) < costs.gathering(link, for: Double(vector.nodes.count), from: node) {
            let branch = try spread(try count(link.far, but: link.edge), along: link, to: node)
            vector.multiply(by: branch.counts(of: vector.nodes))
        } else {
            vector.multiply(by: try gather(vector.nodes, along: link))
        }
    }

    /// The counts of the far ends of `link` summed for the nodes of `node`.
    private mutating func spread(
        _ branch: CountVector, along link: CountTree.Link, to node: Int
    ) throws(GraphError) -> CountVector {
        let sum = empty()
        let (nodes, counts) = (branch.nodes, branch.counts)
        for start in stride(from: 0, to: nodes.count, by: Self.reading) {
            try read(Array(nodes[start..<min(start + Self.reading, nodes.count)]), along: link.choice.reversed)
            for run in adjacency.runs {
                sum.add(counts[start + run.source], to: adjacency.nodes[run.range])
            }
        }
        return sum
    }

    /// For each of `nodes` the counts of its far ends along `link`, summed.
    mutating func gather(_ nodes: [NodeID], along link: CountTree.Link) throws(GraphError) -> [AnswerCount] {
        var sums: [AnswerCount] = Array(repeating: 0, count: nodes.count)
        for start in stride(from: 0, to: nodes.count, by: Self.reading) {
            try read(Array(nodes[start..<min(start + Self.reading, nodes.count)]), along: link.choice)
            let held = adjacency
            let ends = empty()
            ends.add(1, to: held.nodes)
            let branch = try count(link.far, but: link.edge, within: ends.nodes)
            held.sum(branch, into: &sums[start...])
        }
        return sums
    }

    mutating func read(_ nodes: [NodeID], along choice: EdgeChoice) throws(GraphError) {
        try query.cancellation.check()
        try reader.neighbours(of: nodes, via: choice.relations, direction: choice.direction, into: &adjacency)
        if choice.direction == .both { adjacency.removeInverseLoops(of: nodes) }
    }

    /// Forgets the nodes that a variable cannot be.
    private mutating func filter(_ vector: CountVector, _ node: Int) throws(GraphError) {
        let (variable, wanted) = (tree.pattern.nodes[node], tree.filters[node])
        if let candidates = variable.candidates {
            vector.multiply(by: vector.nodes.map { candidates.containsSorted($0) ? 1 : 0 })
        }
        for node in wanted.excluded { vector.forget(node) }
        var conditions = wanted.conditions
        if let type = variable.type, !tree.pattern.isTyped(node, reader.vocabulary) {
            let name = Datum.text(reader.vocabulary[type].name)
            conditions.append(.comparison(.field(.type, of: .column(0)), .equal, .constant(name)))
        }
        for condition in conditions where !vector.nodes.isEmpty {
            let rows = Rows(nodes: vector.nodes)
            let truths = try Evaluator(reader, cancellation: query.cancellation).truths(of: condition, in: rows)
            vector.multiply(by: truths.map { $0 == true ? 1 : 0 })
        }
        for loop in wanted.loops where !vector.nodes.isEmpty {
            let nodes = vector.nodes
            try read(nodes, along: loop)
            var loops = Array(repeating: 0, count: nodes.count)
            for run in adjacency.runs {
                loops[run.source] += adjacency.nodes[run.range].count { $0 == nodes[run.source] }
            }
            vector.multiply(by: loops.map { AnswerCount($0) })
        }
    }
}

extension Adjacency {
    /// Adds to the sum of each source the counts of its ends.
    func sum(_ counts: CountVector, into sums: inout ArraySlice<AnswerCount>) {
        for run in runs {
            let place = sums.startIndex + run.source
            sums[place] = sums[place] + counts.sum(of: nodes[run.range])
        }
    }
}
