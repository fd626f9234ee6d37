import Graph

/// Paths of one length from a start, found depth first in order of their nodes.
struct Lengthening<Reader: GraphReader> {
    /// A node one step on, and the edges that lead there.
    private struct Fan {
        let node: NodeID
        var steps: [Path.Step]
    }

    private struct Place: Hashable {
        let node: NodeID
        let left: Int
    }

    let query: GraphQuery<Reader>
    let edges: EdgeChoice
    let limit: Int
    /// The paths so far: at most one more than the limit.
    private(set) var found: [Path] = []
    private var known: [Place: [Fan]] = [:]
    private var nodes: [NodeID] = []
    private var steps: [[Path.Step]] = []

    init(_ query: GraphQuery<Reader>, by edges: EdgeChoice, limit: Int) {
        (self.query, self.edges, self.limit) = (query, edges, limit)
    }

    var isFull: Bool { found.count > limit }

    /// Finds the paths of `length` steps from `start`; `leads` says whether so many steps may lead on from a node.
    mutating func find(from start: NodeID, length: Int, leads: (NodeID, Int) -> Bool) throws(GraphError) {
        nodes = [start]
        try lengthen(by: length, leads)
    }

    private mutating func lengthen(by left: Int, _ leads: (NodeID, Int) -> Bool) throws(GraphError) {
        guard left > 0 else { return finish() }
        for fan in try fans(left: left, leads) where !nodes.contains(fan.node) {
            guard !isFull else { return }
            nodes.append(fan.node)
            steps.append(fan.steps)
            try lengthen(by: left - 1, leads)
            nodes.removeLast()
            steps.removeLast()
        }
    }

    private mutating func fans(left: Int, _ leads: (NodeID, Int) -> Bool) throws(GraphError) -> [Fan] {
        let place = Place(node: nodes[nodes.count - 1], left: left)
        if let known = known[place] { return known }
        var fans: [Fan] = []
        for hop in try query.hops(from: place.node, by: edges, at: nodes.count, keeping: { leads($0, left - 1) }) {
            if fans.last?.node == hop.node {
                fans[fans.count - 1].steps.append(hop.step)
            } else {
                fans.append(Fan(node: hop.node, steps: [hop.step]))
            }
        }
        known[place] = fans
        return fans
    }

    /// Adds the paths over the present nodes, in order of their steps.
    private mutating func finish() {
        var paths = [Path(at: nodes[0])]
        for (node, choices) in zip(nodes.dropFirst(), steps) {
            paths = Array(
                paths.lazy.flatMap { path in choices.map { path.appending($0, to: node) } }
                    .prefix(limit + 1 - found.count))
        }
        found += paths
    }
}
