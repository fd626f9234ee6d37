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
        let views = try nodes(ids)
        return zip(views, try telling(views)).map { SessionError.Hit(node: $0, telling: $1) }
    }

    func relation(_ id: RelationID) -> String { vocabulary[id].name }

    /// All names on all the paths are looked up at once.
    func paths(_ paths: [Path]) throws -> [PathView] {
        let starts = try nodes(paths.map(\.start))
        var edges = try edges(paths.flatMap(\.triples))[...]
        return zip(paths, starts).map { path, start in
            defer { edges = edges.dropFirst(path.length) }
            let steps = zip(path.steps, edges).map { PathView.Step(edge: $1, isInverse: $0.isInverse) }
            return PathView(start: start, steps: steps)
        }
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
    func telling(_ node: NodeView) throws -> String { try telling([node])[0] }

    /// What tells each of some nodes from its namesakes.
    func telling(_ views: [NodeView]) throws -> [String] {
        let marks = ["sungBy", "releasedIn"].compactMap(vocabulary.relation(named:))
        let songs = views.indices.filter { views[$0].isSong }
        let adjacency = try reader.neighbours(of: songs.map { views[$0].id }, via: .of(marks), direction: .out)
        let names = try nodes(adjacency.nodes).map(\.name)
        var words = Array(repeating: [RelationID: String](), count: songs.count)
        for run in adjacency.runs { words[run.source][run.relation] = names[run.range].joined(separator: " & ") }
        var telling = views.map(\.type)
        for (place, song) in songs.enumerated() {
            telling[song] = marks.compactMap { words[place][$0] }.filter { !$0.isEmpty }.joined(separator: ", ")
        }
        return telling
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
