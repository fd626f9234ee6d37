import Graph
import TripleStore

/// Looks up the names of what queries answer by number.
struct Viewer {
    let reader: StoreReader
    private var vocabulary: Vocabulary { reader.vocabulary }

    init(_ reader: StoreReader) { self.reader = reader }

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
        let weights = try reader.weights(of: path.triples)
        let steps = zip(path.steps, weights).map { step, weight in
            PathView.Step(
                relation: relation(step.relation), isInverse: step.isInverse,
                weight: weight.map { (vocabulary[step.relation].weightName, $0) })
        }
        return PathView(nodes: try nodes(path.nodes), steps: steps)
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
