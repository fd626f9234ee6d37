import Graph

/// An order in which a match binds its node variables, and what that is expected to cost.
struct MatchOrder {
    /// A step of the order.
    struct Move {
        let work: MatchWork
        /// The edge variables that it binds and the ends from which they are followed.
        let edges: [(edge: Int, near: Int)]
        /// How many rows are expected after it.
        let rows: Double
    }

    /// A search of the index beside handing out one neighbour.
    static let seekCost = 20.0
    /// How many orders of equal length are followed further.
    private static let beam = 256

    private let pattern: MatchPattern
    private let estimates: MatchEstimates
    private var bound: Set<Int> = []
    private var rows = 1.0
    private var cost = 0.0
    /// The steps so far.
    private(set) var moves: [Move] = []

    private init(_ pattern: MatchPattern, _ estimates: MatchEstimates) {
        self.pattern = pattern
        self.estimates = estimates
    }

    /// The cheapest order: orders grow a variable at a time, and of those that have bound the same variables the
    /// cheapest alone goes on (Selinger et al. 1979). It is the best of all but where more than `beam` sets of
    /// variables are open at once.
    static func best(for pattern: MatchPattern, _ vocabulary: Vocabulary) -> MatchOrder {
        var orders = [MatchOrder(pattern, MatchEstimates(pattern, vocabulary))]
        for _ in pattern.nodes {
            var next: [Set<Int>: MatchOrder] = [:]
            for order in orders.flatMap(\.continuations) where order.isBetter(than: next[order.bound]) {
                next[order.bound] = order
            }
            orders = next.values.sorted { $0.isBetter(than: $1) }
            orders = Array(orders.prefix(beam))
        }
        return orders[0]
    }

    /// Whether it costs less; of equal ones, that which binds earlier variables first.
    private func isBetter(than other: MatchOrder?) -> Bool {
        guard let other else { return true }
        if cost != other.cost { return cost < other.cost }
        return moves.map(\.work.tieBreak).lexicographicallyPrecedes(other.moves.map(\.work.tieBreak))
    }

    /// The orders with one variable more.
    private var continuations: [MatchOrder] {
        pattern.nodes.indices.filter { !bound.contains($0) }.flatMap { node in
            let edges = pattern.edges.indices.filter { edge in
                pattern.edges[edge].touches(node) && !pattern.edges[edge].isLoop
                    && bound.contains(pattern.edges[edge].end(from: node))
            }
            let single = edges.filter { pattern.edges[$0].repetition == nil }
            var orders = [starting(node)]
            if !single.isEmpty { orders.append(expanding(node, along: single)) }
            if let trail = edges.first(where: { pattern.edges[$0].repetition != nil }), single.isEmpty {
                orders.append(following(trail, to: node))
            }
            return orders
        }
    }

    /// Lists the nodes for `node`, then looks for its edges.
    private func starting(_ node: Int) -> MatchOrder {
        var order = self
        let start = pattern.start(node, estimates)
        order.bind(node, to: .start(node: node, from: start.from), rows: rows * estimates.expected[node], edges: [])
        order.cost += Self.seekCost + start.size + order.rows
        order.close(node)
        return order
    }

    /// Reaches `node` along the edge with the shortest list; others lead as well where their lists are cheaper to
    /// read than those of the nodes found.
    private func expanding(_ node: Int, along edges: [Int]) -> MatchOrder {
        var order = self
        let near = { (edge: Int) in pattern.edges[edge].end(from: node) }
        let shortest = edges.sorted { estimates.fan(of: $0, from: near($0)) < estimates.fan(of: $1, from: near($1)) }
        let least = rows * estimates.fan(of: shortest[0], from: near(shortest[0]))
        let leading =
            shortest.prefix(1)
            + shortest.dropFirst().filter {
                reading($0, from: near($0), rows: rows) <= reading($0, from: node, rows: least)
            }
        let chance = leading.reduce(1) { $0 * estimates.fan(of: $1, from: near($1)) }
        let others = estimates.nodeCount(node)
        var found = chance
        for _ in leading.dropFirst() { found /= others }
        let share = estimates.expected[node] / others
        order.bind(
            node, to: .expand(node: node, along: Array(leading)), rows: rows * found * share,
            edges: leading.map { ($0, near($0)) })
        order.cost += leading.reduce(least) { $0 + reading($1, from: near($1), rows: rows) } + order.rows
        order.close(node)
        return order
    }

    /// Follows a repeated edge to `node`.
    private func following(_ edge: Int, to node: Int) -> MatchOrder {
        var order = self
        order.follow(edge, from: pattern.edges[edge].end(from: node), bringing: node)
        order.close(node)
        return order
    }

    /// Looks for all edges of `node` to bound nodes that have not been bound by the last step.
    private mutating func close(_ node: Int) {
        let done = Set(moves.flatMap { $0.edges.map(\.edge) })
        let open = pattern.edges.indices.filter { edge in
            let pair = pattern.edges[edge]
            return !done.contains(edge) && pair.touches(node) && bound.contains(pair.from) && bound.contains(pair.to)
        }
        for edge in open.filter({ pattern.edges[$0].repetition == nil }) { check(edge) }
        for edge in open.filter({ pattern.edges[$0].repetition != nil }) {
            follow(edge, from: pattern.edges[edge].from, bringing: nil)
        }
    }

    private mutating func check(_ edge: Int) {
        let (from, to) = (pattern.edges[edge].from, pattern.edges[edge].to)
        let costs = (reading(edge, from: from, rows: rows), reading(edge, from: to, rows: rows))
        let near = costs.0 <= costs.1 ? from : to
        cost += min(costs.0, costs.1) + rows
        rows *= estimates.chance(of: edge)
        moves.append(Move(work: .check(edge: edge, from: near), edges: [(edge, near)], rows: rows))
    }

    private mutating func follow(_ edge: Int, from near: Int, bringing node: Int?) {
        let steps = rows * estimates.fan(of: edge, from: near)
        cost += (rows + steps) * Self.seekCost
        rows =
            node.map { steps * estimates.expected[$0] / estimates.nodeCount($0) } ?? rows * estimates.chance(of: edge)
        if let node { bound.insert(node) }
        moves.append(Move(work: .trails(edge: edge, from: near), edges: [(edge, near)], rows: rows))
    }

    private mutating func bind(_ node: Int, to work: MatchWork, rows: Double, edges: [(edge: Int, near: Int)]) {
        self.rows = rows
        bound.insert(node)
        moves.append(Move(work: work, edges: edges, rows: rows))
    }

    /// What it costs to read an edge variable's lists of the different nodes in `rows` rows.
    private func reading(_ edge: Int, from near: Int, rows: Double) -> Double {
        estimates.distinct(near, in: rows) * (Self.seekCost + estimates.fan(of: edge, from: near))
    }
}

extension MatchPattern.Edge {
    fileprivate func touches(_ node: Int) -> Bool { from == node || to == node }
}

extension MatchWork {
    /// Orders of equal cost go by it.
    fileprivate var tieBreak: Int {
        switch self {
        case .start(let node, _), .expand(let node, _), .count(let node), .top(let node): node
        case .check(let edge, _), .trails(let edge, _): edge
        }
    }
}

extension MatchPattern {
    /// The shortest list that has all nodes of a variable, and its length.
    func start(_ node: Int, _ estimates: MatchEstimates) -> (from: MatchStart, size: Double) {
        if let candidates = nodes[node].candidates { return (.candidates, Double(candidates.count)) }
        var best: (from: MatchStart, size: Double) =
            nodes[node].type.map { (.type($0), estimates.typeCount($0)) } ?? (.all, estimates.allNodes)
        for edge in edges where edge.repetition == nil {
            for near in Set([edge.from, edge.to]) where near == node {
                let choice = near == edge.from ? edge.choice : edge.choice.reversed
                let size = estimates.ends(choice)
                if size < best.size { best = (.ends(choice), size) }
            }
        }
        return best
    }
}
