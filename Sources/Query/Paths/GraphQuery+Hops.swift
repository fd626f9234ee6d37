import Graph

extension GraphQuery {
    /// The single steps from `node` to nodes that `keeping` admits, in order of the node reached, then relation.
    func hops(
        from node: NodeID, by edges: EdgeChoice, at hop: Int, keeping: (NodeID) -> Bool = { _ in true }
    ) throws(GraphError) -> [Path.Hop] {
        try follow(edges, from: [node], hop: hop)
        let adjacency = workspace.adjacency
        var hops: [Path.Hop] = []
        for run in adjacency.runs {
            let step = Path.Step(relation: run.relation, isInverse: run.isInverse)
            for node in adjacency.nodes[run.range] where keeping(node) { hops.append(Path.Hop(node: node, step: step)) }
        }
        return hops.sorted()
    }
}

extension Path {
    /// A step with the node that it leads to.
    struct Hop: Hashable, Comparable {
        let node: NodeID
        let step: Step

        func triple(from here: NodeID) -> Triple {
            step.isInverse ? Triple(node, step.relation, here) : Triple(here, step.relation, node)
        }

        /// The same edge from `node` back to `here`.
        func back(to here: NodeID) -> Hop {
            Hop(node: here, step: Step(relation: step.relation, isInverse: !step.isInverse))
        }

        static func < (left: Hop, right: Hop) -> Bool {
            if left.node != right.node { return left.node < right.node }
            if left.step.relation != right.step.relation { return left.step.relation < right.step.relation }
            return !left.step.isInverse && right.step.isInverse
        }
    }

    /// The step of this number with the node that it leads to.
    func hop(_ place: Int) -> Hop { Hop(node: nodes[place + 1], step: steps[place]) }

    /// The path of its first `length` steps.
    func prefix(_ length: Int) -> Path {
        (0..<length).reduce(Path(at: start)) { $0.appending(steps[$1], to: nodes[$1 + 1]) }
    }

    /// Whether it begins with the nodes and steps of `other`.
    func starts(with other: Path) -> Bool {
        nodes.starts(with: other.nodes) && steps.starts(with: other.steps)
    }
}
