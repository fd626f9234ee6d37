import Graph

/// What a step of a match does; `plan` shows it.
public enum MatchWork: Equatable, Sendable {
    /// Nodes for a node variable are listed; after other steps, each of them for each row.
    case start(node: Int, from: MatchStart)
    /// Nodes for a node variable are found along edge variables from nodes bound before: with several, the
    /// neighbour lists are intersected.
    case expand(node: Int, along: [Int])
    /// An edge variable is looked for between two bound nodes, in the neighbour list of one of them.
    case check(edge: Int, from: Int)
    /// An edge variable that is repeated is followed from a bound node.
    case trails(edge: Int, from: Int)
    /// Answers are counted for each node of a variable, without being made.
    case count(node: Int)
    /// The largest counts of a variable are found, from the largest counts next to it downwards.
    case top(node: Int)
}

extension MatchWork {
    /// The node variable for which it lists all nodes of its type.
    fileprivate var nodeOfType: Int? {
        if case .start(let node, .type) = self { node } else { nil }
    }
}

/// Where the nodes for a variable come from that nothing leads to.
public enum MatchStart: Equatable, Sendable {
    /// From a key or a label.
    case candidates
    /// All of a type.
    case type(TypeID)
    /// All that have such an edge.
    case ends(EdgeChoice)
    /// All of the graph.
    case all
}

/// The steps of a match, in their order.
struct MatchPlan {
    /// A step, what it is expected to answer, and what is looked at right after it.
    struct Step {
        let work: MatchWork
        /// How many rows are expected.
        let estimated: Double
        /// The edge variables that it binds, each as followed from a node that is bound before.
        let sides: [Side]
        /// The parts of the condition whose columns are all known now.
        var conditions: [Compact<Condition>] = []
    }

    /// An edge variable seen from one of its ends.
    struct Side: Equatable {
        let edge: Int
        /// The node variable that it is followed from.
        let near: Int
        /// The node variable that it leads to.
        let far: Int
        /// The place of its edges, as followed from `near`, among the plan's choices.
        let choice: Int
    }

    /// The steps.
    private(set) var steps: [Step] = []
    /// Which edges the neighbour lists of its sides hold.
    private(set) var choices: [EdgeChoice] = []
    /// Whether an edge variable's edges are kept once they are found.
    let isKept: [Bool]
    /// For each edge variable those that might take the same stored edge.
    let rivals: [[Int]]
    private let pattern: MatchPattern

    /// The plan for `pattern`, of whose columns the answer asks for `columns`.
    init(_ pattern: MatchPattern, asking columns: Set<Int>, _ vocabulary: Vocabulary) {
        self.pattern = pattern
        let moves = MatchOrder.best(for: pattern, vocabulary).moves
        let parts = pattern.parts(vocabulary, startedByType: Set(moves.compactMap(\.work.nodeOfType)))
        let asked = parts.reduce(columns) { $0.union($1.columns) }
        let rivals = pattern.edges.indices.map(pattern.rivals)
        self.rivals = rivals
        isKept = rivals.indices.map { asked.contains(pattern.nodes.count + $0) || !rivals[$0].isEmpty }
        for move in moves {
            steps.append(
                Step(work: move.work, estimated: move.rows, sides: move.edges.map { side(of: $0.edge, from: $0.near) }))
        }
        place(parts)
    }

    private mutating func side(of edge: Int, from near: Int) -> Side {
        let choice = pattern.choice(of: edge, from: near)
        let place = choices.firstIndex(of: choice) ?? choices.count
        if place == choices.count { choices.append(choice) }
        return Side(edge: edge, near: near, far: pattern.edges[edge].end(from: near), choice: place)
    }

    /// Puts each part of the condition after the first step that knows all its columns.
    private mutating func place(_ parts: [Condition]) {
        var open = parts
        var known: Set<Int> = []
        for step in steps.indices {
            known.formUnion(steps[step].sides.flatMap { [$0.far, pattern.nodes.count + $0.edge] })
            if case .start(let node, _) = steps[step].work { known.insert(node) }
            steps[step].conditions = open.filter { $0.columns.isSubset(of: known) }.map(\.compact)
            open.removeAll { $0.columns.isSubset(of: known) }
        }
    }
}

extension MatchPattern.Edge {
    /// The node variable at the other end; of a loop, the same.
    func end(from near: Int) -> Int { near == from ? to : from }

    /// Whether it is written from and to the same node variable.
    var isLoop: Bool { from == to }
}

extension MatchPattern {
    /// Which stored edges an edge variable may be, seen from its end `near`.
    func choice(of edge: Int, from near: Int) -> EdgeChoice {
        near == edges[edge].from ? edges[edge].choice : edges[edge].choice.reversed
    }

    /// The other edge variables that might take the same stored edge, and must not.
    func rivals(of edge: Int) -> [Int] {
        edges.indices.filter { other in
            other != edge && edges[other].chain == edges[edge].chain
                && edges[other].choice.relations.meets(edges[edge].choice.relations)
        }
    }

    /// The parts of the condition, with those types that no edge of a variable sees to.
    fileprivate func parts(_ vocabulary: Vocabulary, startedByType: Set<Int>) -> [Condition] {
        (condition?.conjuncts ?? [])
            + nodes.indices.compactMap { node in
                guard let type = nodes[node].type, !startedByType.contains(node), !isTyped(node, vocabulary)
                else { return nil }
                let name = Datum.text(vocabulary[type].name)
                return .comparison(.field(.type, of: .column(node)), .equal, .constant(name))
            }
    }

    /// Whether every node that has a variable's edges is of its type.
    func isTyped(_ node: Int, _ vocabulary: Vocabulary) -> Bool {
        guard let type = nodes[node].type else { return true }
        return edges.contains { edge in
            guard edge.repetition == nil else { return false }
            return edge.from == node && vocabulary.startTypes(of: edge.choice).isSubset(of: [type])
                || edge.to == node && vocabulary.startTypes(of: edge.choice.reversed).isSubset(of: [type])
        }
    }
}

extension RelationSet {
    /// Whether some relation is in both sets.
    func meets(_ other: RelationSet) -> Bool {
        switch (self, other) {
        case (.all, .only(let relations)), (.only(let relations), .all): !relations.isEmpty
        case (.all, .all): true
        case (.only(let left), .only(let right)): left.contains(where: right.contains)
        }
    }
}
