import Graph

/// Paths in a fixed order, and whether a limit kept others out.
public struct PathList: Sendable, Equatable {
    /// The paths, by length, then node numbers, then relations.
    public let paths: [Path]
    /// Whether there may be more than the limits let through.
    public let isCapped: Bool
}

extension GraphQuery {
    /// The trails (walks that use no edge twice) from `start` that `pattern` describes.
    ///
    /// Shorter ones first; at most `limit` of them, of at most `hops` steps.
    public func trails(
        from start: NodeID, by pattern: PathPattern, limit: Int = 1_000, hops: Int = 6
    ) throws(QueryError) -> PathList {
        let machine = try PathMachine(pattern)
        var search = TrailSearch(limit: limit)
        let start = Trail(path: Path(at: start), states: [0])
        do {
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
            if trail.states.contains(where: { machine.accepts[$0] }) { search.found.append(trail.path) }
            if trail.states.contains(where: { !machine.moves[$0].isEmpty }) { search.goesOn = true }
            return
        }
        try cancellation.check()
        for longer in try extensions(of: trail, machine) where !search.isFull {
            try lengthen(longer, machine, by: length - 1, into: &search)
        }
    }

    /// The trails that are one edge longer, in order of node numbers.
    private func extensions(of trail: Trail, _ machine: PathMachine) throws(GraphError) -> [Trail] {
        var ends: [Path.Hop: Set<Int>] = [:]
        for move in trail.states.flatMap({ machine.moves[$0] }) {
            for hop in try hops(from: trail.path.end, by: move.edges) { ends[hop, default: []].insert(move.target) }
        }
        let used = Set(trail.path.triples)
        return ends.keys.sorted().filter { !used.contains($0.triple(from: trail.path.end)) }
            .map { Trail(path: trail.path.appending($0.step, to: $0.node), states: ends[$0] ?? []) }
    }

    /// The single steps from `node` to nodes that `keeping` admits, in order of the node reached, then relation.
    func hops(
        from node: NodeID, by edges: EdgeChoice, keeping: (NodeID) -> Bool = { _ in true }
    ) throws(GraphError) -> [Path.Hop] {
        try reader.neighbours(
            of: [node], via: edges.relations, direction: edges.direction, into: &workspace.adjacency)
        let adjacency = workspace.adjacency
        return adjacency.runs.flatMap { run in
            adjacency.nodes[run.range].filter(keeping).map {
                Path.Hop(node: $0, step: Path.Step(relation: run.relation, isInverse: run.isInverse))
            }
        }.sorted()
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

extension Path {
    /// A step with the node that it leads to.
    struct Hop: Hashable, Comparable {
        let node: NodeID
        let step: Step

        func triple(from here: NodeID) -> Triple {
            step.isInverse ? Triple(node, step.relation, here) : Triple(here, step.relation, node)
        }

        static func < (left: Hop, right: Hop) -> Bool {
            if left.node != right.node { return left.node < right.node }
            if left.step.relation != right.step.relation { return left.step.relation < right.step.relation }
            return !left.step.isInverse && right.step.isInverse
        }
    }
}
