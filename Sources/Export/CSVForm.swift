import Graph

/// CSV after RFC 4180: the columns of `CSVColumns`, then one a property and kind; an empty text is in quotes.
struct CSVForm: ExportForm {
    private let columns: [PropertyColumns.Column]

    init(_ columns: PropertyColumns) { self.columns = Set(columns.nodes + columns.edges).sorted() }

    var start: String { row((CSVColumns.fixed + columns.map { "\($0.name):\($0.kind.rawValue)" }).map(field)) }

    func text(of node: ExportedNode) -> String {
        row(
            [field(node.name.text), field(node.name.type), node.label.map(field) ?? "", "", "", "", ""], node.properties
        )
    }

    func text(of edge: ExportedEdge) -> String {
        row(
            ["", "", "", field(edge.head.text), field(edge.relation), field(edge.tail.text), edge.weightText ?? ""],
            edge.properties)
    }

    private func row(_ fields: [String], _ properties: [Property]) -> String {
        row(
            fields
                + columns.map { column in
                    let property = properties.first { PropertyColumns.Column($0) == column }
                    return property.map { field($0.value.text) } ?? ""
                })
    }

    private func row(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

    private func field(_ text: String) -> String { text.isEmpty ? "\"\"" : text.asCSVField }
}
