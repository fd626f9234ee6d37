import Graph

/// Graphviz's DOT: nodes have the attributes `type` and `label`, edges `relation`, shown as their label, and a weight.
///
/// A property of one of these names has an underscore before it. Texts are in quotes, numbers and truths are not.
struct DOTForm: ExportForm {
    var start: String { "digraph segue {\ncomment=\(quoted(EscapeMark.text));\n" }
    var end: String { "}\n" }

    func text(of node: ExportedNode) -> String {
        var list = ["type=\(quoted(node.name.type))"]
        if let label = node.label { list.append("label=\(quoted(label))") }
        list += node.properties.map { attribute($0, ReservedNames.node) }
        return "\(quoted(node.name.text)) [\(list.joined(separator: ", "))];\n"
    }

    func text(of edge: ExportedEdge) -> String {
        let relation = quoted(edge.relation)
        var list = ["relation=\(relation)", "label=\(relation)"]
        if let weight = edge.weight, let number = edge.weightText { list.append("\(weight.name)=\(bare(number))") }
        list += edge.properties.map { attribute($0, ReservedNames.edge) }
        return "\(quoted(edge.head.text)) -> \(quoted(edge.tail.text)) [\(list.joined(separator: ", "))];\n"
    }

    private func attribute(_ property: Property, _ reserved: ReservedNames) -> String {
        let value = if case .string(let text) = property.value { quoted(text) } else { bare(property.value.text) }
        return "\(quoted(reserved.attribute(of: property.name)))=\(value)"
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.escaped { $0 == "\"" || $0.value < 0x20 } + "\""
    }

    /// A number as DOT has them: without an exponent, which is written out.
    private func bare(_ number: String) -> String {
        let parts = number.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return number }
        let sign = parts[0].hasPrefix("-") ? "-" : ""
        let digits = parts[0].drop { $0 == "-" }.split(separator: ".")
        let (whole, fraction) = (String(digits[0]), digits.count > 1 ? String(digits[1]) : "")
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - whole.count) + whole + fraction
        }
        return sign + whole + fraction + String(repeating: "0", count: max(0, exponent - fraction.count)) + ".0"
    }
}
