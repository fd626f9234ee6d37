import Graph
import Query
import TripleStore

/// Looks up the names of what queries answer by number.
struct Viewer {
    let reader: AnyGraph
    private var vocabulary: Vocabulary { reader.vocabulary }

    init(_ reader: AnyGraph) { self.reader = reader }

    func nodes(_ ids: [NodeID]) throws -> [NodeView] {
        try reader.nodes(ids).map { NodeView($0, in: vocabulary) }
    }

    func node(_ id: NodeID) throws -> NodeView { try nodes([id])[0] }

    /// Nodes of one name with what tells them apart.
    func hits(_ ids: [NodeID]) throws -> [SessionError.Hit] {
        try nodes(ids).map { SessionError.Hit(node: $0, telling: try telling($0)) }
    }

    func relation(_ id: RelationID) -> String { vocabulary[id].name }

    func path(_ path: Path) throws -> PathView {
        let steps = zip(path.steps, try edges(path.triples)).map { PathView.Step(edge: $1, isInverse: $0.isInverse) }
        return PathView(start: try node(path.start), steps: steps)
    }

    func edges(_ triples: [Triple]) throws -> [EdgeView] {
        let ends = try nodes(triples.flatMap { [$0.head, $0.tail] })
        let weights = try reader.weights(of: triples)
        let properties = try reader.properties(of: triples)
        return triples.indices.map { place in
            let relation = vocabulary[triples[place].relation]
            let weight = weights[place].map { Property(relation.weightName, PropertyValue(weight: $0)) }
            return EdgeView(
                relation: relation.name, head: ends[2 * place], tail: ends[2 * place + 1],
                properties: [weight].compactMap(\.self) + properties[place])
        }
    }

    /// What tells a song from its namesakes: its artist and year; of other nodes, their type.
    func telling(_ node: NodeView) throws -> String {
        guard node.isSong else { return node.type }
        let marks = try ["sungBy", "releasedIn"].map { try tails(of: node.id, by: $0) }
        return marks.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The names of the nodes that `relation` leads to, joined by `&`.
    func tails(of node: NodeID, by relation: String) throws -> String {
        guard let id = vocabulary.relation(named: relation) else { return "" }
        let tails = try reader.neighbours(of: [node], via: .only([id]), direction: .out).nodes
        return try nodes(tails).map(\.name).joined(separator: " & ")
    }
}

extension PropertyValue {
    /// A weight, as a whole number where it is one.
    fileprivate init(weight: Float) {
        self =
            switch Datum(weight: weight) {
            case .integer(let whole): .integer(whole)
            case .number(let number): .number(number)
            default: .number(Double(weight))
            }
    }
}
