import Graph
import Query
import TestSupport

/// The plainest evaluator of a match: every node for every node variable, every edge for every edge variable.
struct NaiveMatch {
    let graph: MemoryGraph
    let nodes: [NodeID]
    let triples: [Triple]
    let pattern: MatchPattern

    /// The answers, a row each: nodes, then edges.
    func answers() throws -> [[Datum]] {
        var rows: [[Datum]] = [[]]
        for node in pattern.nodes {
            let fitting = try nodes.filter { id in
                try (node.type ?? graph.node(id).type) == graph.node(id).type
                    && node.candidates?.contains(id) ?? true
            }
            rows = rows.flatMap { row in fitting.map { row + [.node($0)] } }
        }
        for edge in pattern.edges {
            rows = rows.flatMap { row in
                choices(for: edge, row[edge.from], row[edge.to]).filter { isFree($0, for: edge, in: row) }
                    .map { row + [$0] }
            }
        }
        guard let condition = pattern.condition, let first = rows.first else { return rows }
        let columns = first.indices.map { column in rows.map { $0[column] } }
        return try Evaluator(graph).places(where: condition, in: Rows(columns)).map { rows[$0] }
    }

    /// Whether no edge of the same chain has any of the choice's stored edges yet.
    private func isFree(_ choice: Datum, for edge: MatchPattern.Edge, in row: [Datum]) -> Bool {
        let bound = zip(pattern.edges, row.dropFirst(pattern.nodes.count)).filter { $0.0.chain == edge.chain }
        return Set(bound.flatMap(\.1.storedEdges)).isDisjoint(with: choice.storedEdges)
    }

    private func choices(for edge: MatchPattern.Edge, _ from: Datum, _ to: Datum) -> [Datum] {
        guard case .node(let from) = from, case .node(let to) = to else { return [] }
        guard let repetition = edge.repetition else {
            return steps(from: from, edge.choice).filter { $0.end == to }.map { .edge($0.triples[0]) }
        }
        var (front, found) = ([Path(at: from)], [Path]())
        for length in 0...(repetition.maximum ?? MatchPattern.Repetition.hopLimit) {
            if length >= repetition.minimum { found += front.filter { $0.end == to } }
            front = front.flatMap { trail in
                steps(from: trail.end, edge.choice).filter { !trail.triples.contains($0.triples[0]) }
                    .map { trail.appending($0.steps[0], to: $0.end) }
            }
        }
        return found.map(Datum.path)
    }

    /// The paths of one edge; a loop is one, whichever way it is followed.
    private func steps(from node: NodeID, _ choice: EdgeChoice) -> [Path] {
        triples.filter { choice.relations.contains($0.relation) }.flatMap { triple -> [Path] in
            let (isOut, isIn) = (choice.direction != .in, choice.direction != .out)
            var paths: [Path] = []
            if isOut, triple.head == node {
                paths.append(
                    Path(at: node).appending(.init(relation: triple.relation, isInverse: false), to: triple.tail))
            }
            if isIn, triple.tail == node, !isOut || triple.head != node {
                paths.append(
                    Path(at: node).appending(.init(relation: triple.relation, isInverse: true), to: triple.head))
            }
            return paths
        }
    }

    /// The rows that `wanted` makes of the answers, all of them, in order where one is asked for.
    func rows(_ wanted: MatchReturn) throws -> [[Datum]] {
        let answers = try answers()
        let keys = wanted.items.indices.filter { wanted.items[$0].isValue }
        let keyed = try answers.map { answer in try keys.map { try wanted.items[$0].value(in: answer, graph) } }
        var rows = keyed
        if keys.count < wanted.items.count {
            var groups = Dictionary(grouping: answers.indices) { keyed[$0] }
            if keys.isEmpty { groups = [[]: Array(answers.indices)] }
            rows = try groups.map { key, members in
                var key = key.makeIterator()
                return try wanted.items.map { item in
                    try item.isValue
                        ? key.next() ?? .null
                        : item.figure(of: members.map { try item.value(in: answers[$0], graph) })
                }
            }
        }
        guard let order = wanted.order else { return rows }
        let places = [order.item] + wanted.items.indices.filter { $0 != order.item }
        return rows.sorted { left, right in
            let place = places.first { left[$0] != right[$0] } ?? 0
            let (one, other) = (left[place], right[place])
            if one == .null || other == .null { return other == .null && one != .null }
            return place == order.item && order.isDescending ? other.sorts(before: one) : one.sorts(before: other)
        }
    }
}

extension Datum {
    fileprivate var storedEdges: [Triple] {
        switch self {
        case .edge(let triple): [triple]
        case .path(let path): path.triples
        default: []
        }
    }
}

extension MatchReturn.Item {
    fileprivate var isValue: Bool { if case .value = self { true } else { false } }

    /// What is returned or counted of one answer.
    fileprivate func value(in answer: [Datum], _ graph: MemoryGraph) throws -> Datum {
        switch self {
        case .value(let term), .aggregate(_, .some(let term), _):
            try Evaluator(graph).values(of: term, in: Rows(answer.map { [$0] }))[0]
        case .aggregate: .truth(true)
        }
    }

    fileprivate func figure(of data: [Datum]) -> Datum {
        guard case .aggregate(let aggregate, _, let isDistinct) = self else { return .null }
        var values = data.flatMap(\.values)
        if isDistinct { values = Array(Set(values)) }
        let sorted = values.sorted { $0.sorts(before: $1) }
        let numbers = values.compactMap(\.number)
        switch aggregate {
        case .count: return .integer(Int64(values.count))
        case .sum: return .integer(Int64(numbers.reduce(0, +)))
        case .avg: return numbers.isEmpty ? .null : .number(numbers.reduce(0, +) / Double(numbers.count))
        case .min: return sorted.first ?? .null
        case .max: return sorted.last ?? .null
        case .collect: return Datum(values: sorted)
        }
    }
}
