import Graph

// Steps along edges that are repeated
extension MatchRun {
    /// Binds an edge variable to the trails from its near end, and its far end too where that is not bound yet.
    mutating func follow(_ side: MatchPlan.Side, _ step: Int, _ rows: Bindings) throws(GraphError) {
        guard let repetition = pattern.edges[side.edge].repetition else { return }
        let isOpen = rows.nodes[side.far].isEmpty
        let walk = TrailWalk(side: side, repetition: repetition, rows: rows, isOpen: isOpen)
        var growth = Growth(node: isOpen ? side.far : nil, step: step)
        for row in 0..<rows.count where !isDone {
            try lengthen(Path(at: rows.nodes[side.near][row]), row, walk, &growth)
        }
        try flush(&growth, rows)
    }

    /// Takes a trail and all that go on from it, depth first, so that few are held at a time.
    private mutating func lengthen(
        _ trail: Path, _ row: Int, _ walk: TrailWalk, _ growth: inout Growth
    ) throws(GraphError) {
        if trail.length >= walk.repetition.minimum, fits(trail.end, row, walk) {
            let written = walk.side.isForward(pattern) ? trail : trail.reversed
            growth.append(row: row, walk.isOpen ? trail.end : nil, trail: written)
            if growth.count >= batch { try flush(&growth, walk.rows) }
        }
        let isLast = trail.length == walk.repetition.most
        guard !isDone, !isLast || walk.repetition.isCut && !isCapped else { return }
        let longer = try extensions(of: trail, row, walk, growth.step)
        guard !isLast else { return isCapped = !longer.isEmpty }
        for start in stride(from: 0, to: longer.count, by: MatchBatch.reading) where !isDone {
            let next = longer[start..<min(start + MatchBatch.reading, longer.count)]
            if trail.length + 1 < walk.repetition.most {
                try read(next.map(\.end), walk.side.choice, growth.step)
            }
            for trail in next where !isDone { try lengthen(trail, row, walk, &growth) }
        }
    }

    /// Whether a trail may end at `node`.
    private func fits(_ node: NodeID, _ row: Int, _ walk: TrailWalk) -> Bool {
        guard walk.isOpen else { return walk.rows.nodes[walk.side.far][row] == node }
        return pattern.nodes[walk.side.far].candidates?.containsSorted(node) ?? true
    }

    /// The trails that are one edge longer.
    private mutating func extensions(
        of trail: Path, _ row: Int, _ walk: TrailWalk, _ step: Int
    ) throws(GraphError) -> [Path] {
        try cancellation.check()
        let choice = walk.side.choice
        try read(CollectionOfOne(trail.end), choice, step)
        let used = trail.triples
        var longer: [Path] = []
        for neighbour in lists.neighbours[lists.range(of: trail.end, choice: choice)] {
            let triple = neighbour.triple(from: trail.end)
            guard !used.contains(triple), !isTaken(triple, from: walk.side.edge, row, walk.rows) else { continue }
            longer.append(trail.appending(neighbour.step, to: neighbour.node))
        }
        return longer
    }

    /// Reads the lists of nodes with one question, after others have been forgotten if need be.
    private mutating func read(_ nodes: some Sequence<NodeID>, _ choice: Int, _ step: Int) throws(GraphError) {
        lists.makeRoom(limit: reader.nodeLimit)
        try counted(step) { run throws(GraphError) in
            try run.lists.read(nodes, choice: choice, in: run.reader, &run.adjacency)
        }
    }
}

/// How a repeated edge is followed from the rows of a batch.
private struct TrailWalk {
    let side: MatchPlan.Side
    let repetition: MatchPattern.Repetition
    let rows: Bindings
    /// Whether the far end is not bound yet.
    let isOpen: Bool
}

extension MatchPlan.Side {
    /// Whether it is followed the way it is written.
    fileprivate func isForward(_ pattern: MatchPattern) -> Bool { near == pattern.edges[edge].from }
}

extension Path {
    /// The path from its end to its start.
    fileprivate var reversed: Path {
        zip(steps, nodes).reversed().reduce(Path(at: end)) { path, hop in
            path.appending(Step(relation: hop.0.relation, isInverse: !hop.0.isInverse), to: hop.1)
        }
    }
}
