import Graph

/// A line of JSON a node, `{"id","type","label","props"}`, or an edge, `{"rel","from","to","props"}`.
///
/// An edge's weight stands among its properties; one of them of such a name has an underscore before it.
struct JSONLinesForm: ExportForm {
    func text(of node: ExportedNode) -> String {
        "{\"id\":\(node.name.text.quoted),\"type\":\(node.name.type.quoted),\"label\":"
            + (node.label.map(\.quoted) ?? "null") + ",\"props\":\(object(node.properties.map(member)))}\n"
    }

    func text(of edge: ExportedEdge) -> String {
        let weight = edge.weight.flatMap { weight in edge.weightText.map { "\(weight.name.quoted):\($0)" } }
        let members =
            (weight.map { [$0] } ?? [])
            + edge.properties.map { member(Property(ReservedNames.weight.attribute(of: $0.name), $0.value)) }
        return "{\"rel\":\(edge.relation.quoted),\"from\":\(edge.head.text.quoted),\"to\":\(edge.tail.text.quoted),"
            + "\"props\":\(object(members))}\n"
    }

    private func object(_ members: [String]) -> String { "{" + members.joined(separator: ",") + "}" }

    private func member(_ property: Property) -> String {
        let value = if case .string(let text) = property.value { text.quoted } else { property.value.text }
        return property.name.quoted + ":" + value
    }
}
