import Graph

/// Paths in a fixed order, and whether a limit kept others out.
public struct PathList: Sendable, Equatable {
    /// The paths, by length, then node numbers.
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
        var found: [Path] = machine.accepts[0] ? [Path(at: start)] : []
        var front = [Trail(path: Path(at: start), states: [0])]
        var length = 0
        while !front.isEmpty, length < hops, found.count <= limit {
            do { front = try longer(front, machine) } catch { throw .graph(error) }
            length += 1
            found += front.filter { $0.states.contains { machine.accepts[$0] } }.map(\.path)
        }
        let goesOn = front.contains { $0.states.contains { !machine.moves[$0].isEmpty } }
        return PathList(paths: Array(found.prefix(limit)), isCapped: found.count > limit || goesOn)
    }

    /// Every trail that is one edge longer, in order of node numbers.
    private func longer(_ trails: [Trail], _ machine: PathMachine) throws(GraphError) -> [Trail] {
        var longer: [Trail] = []
        for trail in trails {
            try cancellation.check()
            var ends: [Path.Hop: Set<Int>] = [:]
            for move in trail.states.flatMap({ machine.moves[$0] }) {
                for hop in try hops(from: trail.path.end, by: move.edges) { ends[hop, default: []].insert(move.target) }
            }
            let used = Set(trail.path.triples)
            for hop in ends.keys.sorted() where !used.contains(hop.triple(from: trail.path.end)) {
                longer.append(Trail(path: trail.path.appending(hop.step, to: hop.node), states: ends[hop] ?? []))
            }
        }
        return longer
    }

    /// The single steps from `node`, in order of the node reached, then relation.
    func hops(from node: NodeID, by edges: EdgeChoice) throws(GraphError) -> [Path.Hop] {
        try reader.neighbours(
            of: [node], via: edges.relations, direction: edges.direction, into: &workspace.adjacency)
        let adjacency = workspace.adjacency
        return adjacency.runs.flatMap { run in
            adjacency.nodes[run.range].map {
                Path.Hop(node: $0, step: Path.Step(relation: run.relation, isInverse: run.isInverse))
            }
        }.sorted()
    }
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
