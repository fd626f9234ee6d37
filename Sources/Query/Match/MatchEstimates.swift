import Graph

/// What the statistics of the store say about a pattern: how many nodes, edges and answers to expect.
///
/// Counts of edges by the types at their ends are exact; that ends and conditions meet by chance is assumed.
struct MatchEstimates {
    /// The types that each node variable may have, where its edges are counted as well.
    let types: [Set<TypeID>]
    /// How many nodes of those types there are.
    private let nodes: [Double]
    /// How many of them are expected to be among the candidates and to meet the conditions.
    let expected: [Double]
    /// How many pairs of nodes each edge variable joins.
    private let pairs: [Double]
    private let pattern: MatchPattern
    private let vocabulary: Vocabulary

    init(_ pattern: MatchPattern, _ vocabulary: Vocabulary) {
        self.pattern = pattern
        self.vocabulary = vocabulary
        let types = vocabulary.possibleTypes(in: pattern)
        self.types = types
        let nodes = types.map { types in max(Double(types.reduce(0) { $0 + vocabulary[$1].count }), 1) }
        self.nodes = nodes
        let parts = pattern.condition?.conjuncts ?? []
        expected = pattern.nodes.indices.map { node in
            let selectivity = parts.filter { $0.columns == [node] }.reduce(1) { $0 * $1.selectivity }
            return (pattern.nodes[node].candidates.map { Double($0.count) } ?? nodes[node]) * selectivity
        }
        pairs = pattern.edges.map { edge in
            let once = Double(vocabulary.edges(of: edge.choice, from: types[edge.from], to: types[edge.to]))
            guard let repetition = edge.repetition else { return once }
            let everywhere = vocabulary.fanOut(of: edge.choice)
            return nodes[edge.from] * repetition.spread(everywhere, atMost: nodes[edge.to])
        }
    }

    /// How many nodes there are of the types that a node variable may have; at least 1.
    func nodeCount(_ node: Int) -> Double { nodes[node] }

    /// How many nodes a type has.
    func typeCount(_ type: TypeID) -> Double { Double(vocabulary[type].count) }

    /// How many nodes there are.
    var allNodes: Double { Double(vocabulary.types.reduce(0) { $0 + $1.count }) }

    /// At most how many nodes have an edge of `choice`.
    func ends(_ choice: EdgeChoice) -> Double {
        vocabulary.relations.enumerated().reduce(0) { sum, entry in
            guard choice.relations.contains(RelationID(rawValue: UInt16(entry.offset))) else { return sum }
            return sum + Double(choice.direction == .in ? 0 : entry.element.heads)
                + Double(choice.direction == .out ? 0 : entry.element.tails)
        }
    }

    /// How many of an edge variable's edges one node at its end `node` has.
    func fan(of edge: Int, from node: Int) -> Double { pairs[edge] / nodes[node] }

    /// How many different nodes `rows` rows hold in the column of `node`.
    func distinct(_ node: Int, in rows: Double) -> Double { min(rows, nodes[node]) }

    /// How likely two nodes at the ends of an edge variable are joined.
    func chance(of edge: Int) -> Double {
        pairs[edge] / nodes[pattern.edges[edge].from] / nodes[pattern.edges[edge].to]
    }
}

extension MatchPattern.Repetition {
    /// How many ends trails have where each node has `fan` edges, at most `limit` for each length.
    func spread(_ fan: Double, atMost limit: Double) -> Double {
        var (ends, sum) = (1.0, minimum == 0 ? 1.0 : 0)
        for length in 1...Swift.max(most, 1) where length <= most {
            ends = Swift.min(ends * fan, limit)
            if length >= minimum { sum += ends }
        }
        return sum
    }
}

extension Condition {
    /// The share of rows that may be expected to meet it; a guess by its form.
    var selectivity: Double {
        switch self {
        case .all(let parts): parts.reduce(1) { $0 * $1.selectivity }
        case .any(let parts): min(parts.reduce(0) { $0 + $1.selectivity }, 1)
        case .not(let part): 1 - part.selectivity
        case .comparison(_, .equal, _), .isNull: 0.05
        case .comparison(_, .unequal, _): 0.95
        case .comparison, .between: 0.3
        case .membership(_, let members): min(0.05 * Double(members.count), 1)
        case .matches: 0.1
        }
    }
}

extension Vocabulary {
    /// How many steps of `choice` lead from a node of `heads` to one of `tails`.
    func edges(of choice: EdgeChoice, from starts: Set<TypeID>, to ends: Set<TypeID>) -> Int {
        patterns.reduce(0) { sum, entry in
            guard choice.relations.contains(entry.key.relation) else { return sum }
            let (head, tail) = (entry.key.head, entry.key.tail)
            let isOut = choice.direction != .in && starts.contains(head) && ends.contains(tail)
            let isIn = choice.direction != .out && starts.contains(tail) && ends.contains(head)
            return sum + (isOut ? entry.value : 0) + (isIn ? entry.value : 0)
        }
    }

    /// The types at the near ends of steps of `choice`.
    func startTypes(of choice: EdgeChoice) -> Set<TypeID> {
        var found: Set<TypeID> = []
        for pattern in patterns.keys where choice.relations.contains(pattern.relation) {
            if choice.direction != .in { found.insert(pattern.head) }
            if choice.direction != .out { found.insert(pattern.tail) }
        }
        return found
    }

    /// The types that each node variable's own type and its edges leave open.
    func possibleTypes(in pattern: MatchPattern) -> [Set<TypeID>] {
        let all = Set(typeIDs)
        var open = pattern.nodes.map { node in node.type.map { [$0] } ?? all }
        for edge in pattern.edges where edge.repetition == nil {
            open[edge.from].formIntersection(startTypes(of: edge.choice))
            open[edge.to].formIntersection(startTypes(of: edge.choice.reversed))
        }
        return open
    }
}
