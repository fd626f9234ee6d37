import Graph
import Query

extension Viewer {
    /// The values as cells, the names of all their nodes looked up at once.
    func cells(of data: [Datum]) throws -> [Cell] {
        let elements = data.flatMap(\.values)
        let nodes = Set(elements.compactMap(\.node)).sorted()
        let edges = Set(elements.compactMap(\.edge)).sorted()
        let views = Dictionary(uniqueKeysWithValues: zip(nodes, try self.nodes(nodes)))
        let edgeViews = Dictionary(uniqueKeysWithValues: zip(edges, try self.edges(edges)))
        return try data.map { try cell($0, views, edgeViews) }
    }

    private func cell(
        _ datum: Datum, _ nodes: [NodeID: NodeView], _ edges: [Triple: EdgeView]
    ) throws -> Cell {
        switch datum {
        case .null: .null
        case .truth(let truth): .truth(truth)
        case .integer(let whole): .integer(Int(whole))
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .node(let node): nodes[node].map(Cell.node) ?? .null
        case .edge(let edge): edges[edge].map(Cell.edge) ?? .null
        case .path(let path): .path(try self.path(path))
        case .list(let values): .list(try values.map { try cell($0, nodes, edges) })
        }
    }
}

extension Datum {
    fileprivate var node: NodeID? { if case .node(let node) = self { node } else { nil } }
    fileprivate var edge: Triple? { if case .edge(let edge) = self { edge } else { nil } }
}
