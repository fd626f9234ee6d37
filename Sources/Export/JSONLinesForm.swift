import Graph

/// A line of JSON a node, `{"id","type","label","props"}`, or an edge, `{"rel","from","to","props"}`.
struct JSONLinesForm: ExportForm {
    func text(of node: ExportedNode) -> String {
        "{\"id\":\(quoted(node.name.text)),\"type\":\(quoted(node.name.type)),\"label\":"
            + (node.label.map(quoted) ?? "null") + ",\"props\":\(object(node.properties.map(member)))}\n"
    }

    func text(of edge: ExportedEdge) -> String {
        let weight = edge.weight.flatMap { weight in edge.weightText.map { "\(quoted(weight.name)):\($0)" } }
        let members = (weight.map { [$0] } ?? []) + edge.properties.map(member)
        return "{\"rel\":\(quoted(edge.relation)),\"from\":\(quoted(edge.head.text)),\"to\":\(quoted(edge.tail.text)),"
            + "\"props\":\(object(members))}\n"
    }

    private func object(_ members: [String]) -> String { "{" + members.joined(separator: ",") + "}" }

    private func member(_ property: Property) -> String {
        let value = if case .string(let text) = property.value { quoted(text) } else { property.value.text }
        return quoted(property.name) + ":" + value
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..<" ", "\u{7F}": quoted += "\\u00" + scalar.hexadecimal
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
