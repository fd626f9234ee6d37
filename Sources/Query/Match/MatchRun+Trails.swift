import Graph

// Steps along edges that are repeated
extension MatchRun {
    /// Binds an edge variable to the trails from its near end, and its far end too where that is not bound yet.
    mutating func follow(_ side: MatchPlan.Side, _ step: Int, _ rows: Bindings) throws(GraphError) {
        let isOpen = rows.nodes[side.far].isEmpty
        var growth = Growth(node: isOpen ? side.far : nil, step: step)
        for row in 0..<rows.count where !isDone {
            try cancellation.check()
            lists.makeRoom(limit: reader.nodeLimit)
            let trails = try counted(step) { run throws(GraphError) in try run.trails(side, row, rows) }
            for trail in trails {
                growth.append(
                    row: row, isOpen ? trail.end : nil, trail: side.isForward(pattern) ? trail : trail.reversed)
                if growth.isFull { try flush(&growth, rows) }
            }
        }
        try flush(&growth, rows)
    }

    /// The trails of a row, shorter ones first.
    private mutating func trails(_ side: MatchPlan.Side, _ row: Int, _ rows: Bindings) throws(GraphError) -> [Path] {
        guard let repetition = pattern.edges[side.edge].repetition else { return [] }
        let goal = rows.nodes[side.far].isEmpty ? nil : rows.nodes[side.far][row]
        let candidates = goal.map { [$0] } ?? pattern.nodes[side.far].candidates
        var front = [Path(at: rows.nodes[side.near][row])]
        var found: [Path] = []
        for length in 0...max(repetition.most, 0) {
            if length >= repetition.minimum {
                found += front.filter { trail in candidates.map { $0.containsSorted(trail.end) } ?? true }
            }
            let isLast = length == repetition.most
            guard !front.isEmpty, !isLast || repetition.maximum == nil && !isCapped else { break }
            let longer = try extensions(of: front, side, row, rows)
            if isLast, !longer.isEmpty { isCapped = true }
            front = longer
        }
        return found
    }

    /// The trails that are one edge longer.
    private mutating func extensions(
        of front: [Path], _ side: MatchPlan.Side, _ row: Int, _ rows: Bindings
    ) throws(GraphError) -> [Path] {
        try lists.read(front.lazy.map(\.end), choice: side.choice, in: reader, &adjacency)
        var longer: [Path] = []
        for trail in front {
            try cancellation.check()
            let used = trail.triples
            for neighbour in lists.neighbours[lists.range(of: trail.end, choice: side.choice)] {
                let triple = neighbour.triple(from: trail.end)
                guard !used.contains(triple), !isTaken(triple, from: side.edge, row, rows) else { continue }
                longer.append(trail.appending(neighbour.step, to: neighbour.node))
            }
        }
        return longer
    }
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
