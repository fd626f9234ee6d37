import Export
import Graph

extension Picture {
    /// GraphML, which the same programs read as an exported graph, segue among them.
    var graphML: String {
        ExportKind.graphml.text(
            nodes: nodes.enumerated().map { exported($1, at: $0) },
            edges: edges.map { exported($0, $0.view.properties) })
    }

    /// Graphviz's DOT, to be drawn: what was asked about has a bold frame, and so has the first path.
    func dot(titled title: String) -> String {
        let marked = walks.first
        let nodes = nodes.enumerated().map { place, node in
            exported(
                node, at: place, isNamed: true,
                marked?.nodes.contains(place) == true || roots.contains(place) ? Self.bold : [])
        }
        let edges = edges.enumerated().map { place, edge in
            exported(edge, marked?.edges.contains(place) == true ? Self.bold : [])
        }
        let looks = """
            label=\(title.quoted);
            rankdir=LR;
            node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];
            edge [fontname="sans-serif", fontsize=10];

            """
        return ExportKind.dot.text(nodes: nodes, edges: edges).replacing("{\n", with: "{\n" + looks, maxReplacements: 1)
    }

    private static let bold = [Property("penwidth", .number(2.5))]

    /// A node for a file; `isNamed` gives one without a label what people call it.
    private func exported(
        _ node: NodeView, at place: Int, isNamed: Bool = false, _ more: [Property] = []
    ) -> ExportedNode {
        let label = isNamed || node.count != nil ? node.label ?? node.inline : node.label
        return ExportedNode(name: name(of: node, at: place), label: label, properties: more)
    }

    /// An edge for a file, with its weight and `more`; Graphviz would obey properties of its own names.
    private func exported(_ edge: Edge, _ more: [Property] = []) -> ExportedEdge {
        let weight = edge.view.weight
        return ExportedEdge(
            head: name(of: nodes[edge.from], at: edge.from), relation: edge.view.relation,
            tail: name(of: nodes[edge.to], at: edge.to), weight: weight,
            properties: more.filter { $0.name != weight?.name })
    }

    /// Listeners who are counted have a name for each time that they are met.
    private func name(of node: NodeView, at place: Int) -> NodeName {
        NodeName(type: node.type, key: node.count == nil ? node.key : "\(place)")
    }
}

extension EdgeView {
    /// The weight, by its name; nil where it has none.
    fileprivate var weight: (name: String, value: Float)? {
        for property in properties where ["count", "weight"].contains(property.name) {
            switch property.value {
            case .integer(let whole) where whole <= Vocabulary.countLimit: return (property.name, Float(whole))
            case .number(let number): return (property.name, Float(number))
            default: return nil
            }
        }
        return nil
    }
}
