import Graph

/// Lines of fields with tabs between: `⇥node⇥label⇥name=value…`, and `head⇥relation⇥tail⇥weight`.
///
/// An edge with properties, or whose names have tabs or line ends, has two tabs before it and its names escaped.
struct TriplesForm: ExportForm {
    var start: String { LineText.remark + "\n" }

    func text(of node: ExportedNode) -> String {
        var fields = ["", node.name.field]
        if node.label != nil || !node.properties.isEmpty { fields.append(node.label?.escaped(\.endsField) ?? "") }
        return line(fields + node.properties.map(\.field))
    }

    func text(of edge: ExportedEdge) -> String {
        let weight = edge.weightText
        if edge.properties.isEmpty, isPlain(edge) {
            return line([edge.head.text, edge.relation, edge.tail.text] + (weight.map { [$0] } ?? []))
        }
        let names = ["", "", edge.head.field, edge.relation.escaped(\.endsField), edge.tail.field]
        guard weight != nil || !edge.properties.isEmpty else { return line(names) }
        return line(names + [weight ?? ""] + edge.properties.map(\.field))
    }

    /// Whether the names can stand as they are.
    private func isPlain(_ edge: ExportedEdge) -> Bool {
        ![edge.head.type, edge.head.key, edge.relation, edge.tail.type, edge.tail.key].contains { name in
            name.utf8.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        }
    }

    private func line(_ fields: [String]) -> String { fields.joined(separator: "\t") + "\n" }
}
