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
        let paths = Array(Set(elements.compactMap(\.path)))
        let pathViews = Dictionary(uniqueKeysWithValues: zip(paths, try self.paths(paths)))
        return data.map { cell($0, views, edgeViews, pathViews) }
    }

    private func cell(
        _ datum: Datum, _ nodes: [NodeID: NodeView], _ edges: [Triple: EdgeView], _ paths: [Path: PathView]
    ) -> Cell {
        switch datum {
        case .null: .null
        case .truth(let truth): .truth(truth)
        case .integer(let whole): .integer(Int(whole))
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .node(let node): nodes[node].map(Cell.node) ?? .null
        case .edge(let edge): edges[edge].map(Cell.edge) ?? .null
        case .path(let path): paths[path].map(Cell.path) ?? .null
        case .list(let values): .list(values.map { cell($0, nodes, edges, paths) })
        }
    }
}

extension Datum {
    fileprivate var node: NodeID? { if case .node(let node) = self { node } else { nil } }
    fileprivate var path: Path? { if case .path(let path) = self { path } else { nil } }
    fileprivate var edge: Triple? { if case .edge(let edge) = self { edge } else { nil } }
}
