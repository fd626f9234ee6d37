import Graph

/// Paths of one length from a start, found depth first in order of their nodes.
struct Lengthening {
    /// The steps that may be taken from a node, of which so many are left, in order.
    typealias Onward = (NodeID, _ left: Int) throws(GraphError) -> [Path.Hop]

    /// A node one step on, and the edges that lead there.
    private struct Fan {
        let node: NodeID
        var steps: [Path.Step]
    }

    private struct Place: Hashable {
        let node: NodeID
        let left: Int
    }

    private let limit: Int
    private let cancellation: Cancellation
    /// The paths so far: at most one more than the limit.
    private(set) var found: [Path] = []
    private var known: [Place: [Fan]] = [:]
    private var nodes: [NodeID] = []
    private var steps: [[Path.Step]] = []

    /// A search for at most `limit` paths, which `cancellation` can stop.
    init(limit: Int, _ cancellation: Cancellation) { (self.limit, self.cancellation) = (limit, cancellation) }

    /// Whether there are more paths than the limit.
    var isFull: Bool { found.count > limit }

    /// What was found, within the limit.
    var list: PathList { PathList(found, limit: limit) }

    /// Finds the paths of `length` steps from `start` without a repeated node.
    mutating func find(from start: NodeID, length: Int, _ onward: Onward) throws(GraphError) {
        nodes = [start]
        try lengthen(by: length, onward)
    }

    private mutating func lengthen(by left: Int, _ onward: Onward) throws(GraphError) {
        guard left > 0 else { return finish() }
        try cancellation.check()
        for fan in try fans(left: left, onward) where !nodes.contains(fan.node) {
            guard !isFull else { return }
            nodes.append(fan.node)
            steps.append(fan.steps)
            try lengthen(by: left - 1, onward)
            nodes.removeLast()
            steps.removeLast()
        }
    }

    private mutating func fans(left: Int, _ onward: Onward) throws(GraphError) -> [Fan] {
        let place = Place(node: nodes[nodes.count - 1], left: left)
        if let known = known[place] { return known }
        var fans: [Fan] = []
        for hop in try onward(place.node, left) {
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
