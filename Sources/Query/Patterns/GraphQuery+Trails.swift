import Graph

extension GraphQuery {
    /// The trails (walks that use no edge twice) from `start` that `pattern` describes.
    ///
    /// Shorter ones first; at most `limit` of them, of at most `hops` steps.
    public func trails(
        from start: NodeID, by pattern: PathPattern, limit: Int = 1_000, hops: Int = 6
    ) throws(QueryError) -> PathList {
        let machine = try PathMachine(pattern)
        var search = TrailSearch(limit: limit)
        do throws(GraphError) {
            let start = Trail(path: Path(at: start), states: try entered(machine.starts, at: start))
            for length in 0...max(hops, 0) where !search.isFull && search.goesOn {
                search.goesOn = false
                try lengthen(start, machine, by: length, into: &search)
            }
        } catch { throw .graph(error) }
        return PathList(paths: Array(search.found.prefix(limit)), isCapped: search.isFull || search.goesOn)
    }

    /// Adds all trails that are `length` edges longer, depth first, so that no level is ever held whole.
    private func lengthen(
        _ trail: Trail, _ machine: PathMachine, by length: Int, into search: inout TrailSearch
    ) throws(GraphError) {
        guard length > 0 else {
            if try mayEnd(trail, machine) { search.found.append(trail.path) }
            if trail.states.contains(where: { !machine.moves[$0].isEmpty }) { search.goesOn = true }
            return
        }
        for longer in try extensions(of: trail, machine) where !search.isFull {
            try lengthen(longer, machine, by: length - 1, into: &search)
        }
    }

    /// The states of `starts` whose condition holds of `node` before any edge.
    private func entered(_ starts: [PathMachine.Arrival], at node: NodeID) throws(GraphError) -> Set<Int> {
        var states: Set<Int> = []
        for start in starts where try !places(where: start.condition, of: [node], edges: nil).isEmpty {
            states.insert(start.state)
        }
        return states
    }

    private func mayEnd(_ trail: Trail, _ machine: PathMachine) throws(GraphError) -> Bool {
        for condition in trail.states.compactMap({ machine.ends[$0] })
        where try !places(where: condition, of: [trail.path.end], edges: nil).isEmpty {
            return true
        }
        return false
    }

    /// The trails that are one edge longer, in order of node numbers.
    private func extensions(of trail: Trail, _ machine: PathMachine) throws(GraphError) -> [Trail] {
        let (here, used) = (trail.path.end, Set(trail.path.triples))
        var ends: [Path.Hop: Set<Int>] = [:]
        for move in trail.states.flatMap({ machine.moves[$0] }) {
            let hops = try hops(from: here, by: move.edges, at: trail.path.length + 1)
                .filter { !used.contains($0.triple(from: here)) }
            let edges = hops.map { $0.triple(from: here) }
            let departing = try places(where: move.departure, of: hops.map { _ in here }, edges: edges)
            for arrival in move.arrivals {
                let nodes = departing.map { hops[$0].node }
                for place in try places(where: arrival.condition, of: nodes, edges: departing.map { edges[$0] }) {
                    ends[hops[departing[place]], default: []].insert(arrival.state)
                }
            }
        }
        return ends.keys.sorted().map {
            Trail(path: trail.path.appending($0.step, to: $0.node), states: ends[$0] ?? [])
        }
    }
}

/// The trails found so far.
private struct TrailSearch {
    let limit: Int
    var found: [Path] = []
    /// Whether a trail of the length last looked at could have gone on.
    var goesOn = true

    init(limit: Int) { self.limit = limit }

    /// Whether there is one more than the limit.
    var isFull: Bool { found.count > limit }
}

/// A path on its way and the states that its walk may be in.
private struct Trail {
    let path: Path
    let states: Set<Int>
}
