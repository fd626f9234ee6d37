import Graph

// Steps along single edges
extension MatchRun {
    /// Binds a node variable to what the neighbour lists of all the step's sides have in common.
    mutating func expand(_ node: Int, _ step: Int, _ rows: Bindings) throws(GraphError) {
        let sides = plan.steps[step].sides
        let candidates = pattern.nodes[node].candidates
        var growth = Growth(node: node, step: step, sides: sides.count)
        var read = Reading()
        for row in 0..<rows.count where !isDone {
            try prepare(sides, row, rows, step, &read)
            let ranges = sides.map { lists.range(of: rows.nodes[$0.near][row], choice: $0.choice) }
            lists.intersect(ranges) { found, places in
                if let candidates, !candidates.containsSorted(found) { return }
                combine(sides, places, row, rows) { growth.append(row: row, found, $0) }
            }
            if growth.count >= batch { try flush(&growth, rows) }
        }
        try flush(&growth, rows)
    }

    /// Binds an edge variable between two nodes that are bound.
    mutating func check(_ side: MatchPlan.Side, _ step: Int, _ rows: Bindings) throws(GraphError) {
        var growth = Growth(node: nil, step: step, sides: 1)
        var read = Reading()
        for row in 0..<rows.count where !isDone {
            try prepare([side], row, rows, step, &read)
            let range = lists.range(of: rows.nodes[side.near][row], choice: side.choice)
            let places = lists.places(of: rows.nodes[side.far][row], from: range.lowerBound, before: range.upperBound)
            combine([side], [places], row, rows) { growth.append(row: row, nil, $0) }
            if growth.count >= batch { try flush(&growth, rows) }
        }
        try flush(&growth, rows)
    }

    /// Calls `body` with each choice of one stored edge a side, none of them taken by a rival.
    private func combine(
        _ sides: [MatchPlan.Side], _ places: [Range<Int>], _ row: Int, _ rows: Bindings, body: ([Triple]) -> Void
    ) {
        func choose(_ chosen: [Triple]) {
            guard chosen.count < sides.count else { return body(chosen) }
            let side = sides[chosen.count]
            for place in places[chosen.count] {
                let triple = lists.neighbours[place].triple(from: rows.nodes[side.near][row])
                let isChosen = zip(sides, chosen).contains { $1 == triple && plan.rivals[side.edge].contains($0.edge) }
                if !isChosen, !isTaken(triple, from: side.edge, row, rows) { choose(chosen + [triple]) }
            }
        }
        choose([])
    }

    /// Whether another edge variable of the row has the stored edge.
    func isTaken(_ triple: Triple, from edge: Int, _ row: Int, _ rows: Bindings) -> Bool {
        plan.rivals[edge].contains { rival in
            if !rows.edges[rival].isEmpty { return rows.edges[rival][row] == triple }
            return !rows.trails[rival].isEmpty && rows.trails[rival][row].triples.contains(triple)
        }
    }

    /// For which rows the lists have been read, and in which generation.
    struct Reading {
        fileprivate var end = 0
        fileprivate var generation = -1
    }

    /// Sees to it that the lists of a row have been read: those of the next rows are, with one question a side.
    private mutating func prepare(
        _ sides: [MatchPlan.Side], _ row: Int, _ rows: Bindings, _ step: Int, _ read: inout Reading
    ) throws(GraphError) {
        guard row >= read.end || read.generation != lists.generation else { return }
        try cancellation.check()
        lists.makeRoom(limit: reader.nodeLimit)
        read.end = min(row + min(MatchBatch.reading, batch), rows.count)
        read.generation = lists.generation
        let end = read.end
        try counted(step) { run throws(GraphError) in
            for side in sides {
                try run.lists.read(
                    rows.nodes[side.near][row..<end], choice: side.choice, in: run.reader, &run.adjacency)
            }
        }
    }
}

extension [NodeID] {
    /// Whether a list that is sorted has `node`.
    func containsSorted(_ node: NodeID) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == node
    }
}
