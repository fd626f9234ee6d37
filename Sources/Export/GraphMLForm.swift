import Graph

/// GraphML: a key a property and kind; nodes have the data `type` and `label`, edges `relation` and their weight.
///
/// A property of one of these names has an underscore before it. XML has no control characters: they are escaped with
/// a backslash, and so is the backslash, which the description says.
struct GraphMLForm: ExportForm {
    private let columns: PropertyColumns
    private var edges = 0
    private let nodeKeys: [PropertyColumns.Column: String]
    private let edgeKeys: [PropertyColumns.Column: String]

    init(_ columns: PropertyColumns) {
        self.columns = columns
        nodeKeys = Self.numbered(columns.nodes, "n")
        edgeKeys = Self.numbered(columns.edges, "e")
    }

    private static func numbered(_ columns: [PropertyColumns.Column], _ letter: String) -> [PropertyColumns.Column:
        String]
    {
        Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, "\(letter)\($0)") })
    }

    var start: String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
            http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
            <desc>\(EscapeMark.text)</desc>

            """
        text += key("type", of: "node", named: "type", kind: .string)
        text += key("label", of: "node", named: "label", kind: .string)
        text += key("relation", of: "edge", named: "relation", kind: .string)
        for name in columns.weights { text += key(name, of: "edge", named: name, kind: .double) }
        for column in columns.nodes {
            text += key(
                nodeKeys[column]!, of: "node", named: ReservedNames.node.attribute(of: column.name), kind: column.kind)
        }
        for column in columns.edges {
            text += key(
                edgeKeys[column]!, of: "edge", named: ReservedNames.edge.attribute(of: column.name), kind: column.kind)
        }
        return text + "<graph edgedefault=\"directed\">\n"
    }

    var end: String { "</graph>\n</graphml>\n" }

    func text(of node: ExportedNode) -> String {
        var text = "<node id=\"\(escaped(node.name.text))\">" + data("type", node.name.type)
        if let label = node.label { text += data("label", label) }
        for property in node.properties { text += data(nodeKeys[.init(property)]!, property.value.text) }
        return text + "</node>\n"
    }

    /// Edges are numbered: a program that keeps parallel edges apart does it by their ids.
    mutating func text(of edge: ExportedEdge) -> String {
        edges += 1
        var text = "<edge id=\"e\(edges)\" source=\"\(escaped(edge.head.text))\" target=\"\(escaped(edge.tail.text))\">"
        text += data("relation", edge.relation)
        if let weight = edge.weight, let number = edge.weightText { text += data(weight.name, number) }
        for property in edge.properties { text += data(edgeKeys[.init(property)]!, property.value.text) }
        return text + "</edge>\n"
    }

    private func key(_ id: String, of domain: String, named name: String, kind: PropertyValue.Kind) -> String {
        "<key id=\"\(id)\" for=\"\(domain)\" attr.name=\"\(escaped(name))\" attr.type=\"\(kind.rawValue)\"/>\n"
    }

    private func data(_ key: String, _ text: String) -> String {
        "<data key=\"\(key)\">\(escaped(text) { $0 == "\t" || $0 == "\n" })</data>"
    }

    /// The text as XML; `isKept` says which control characters can stand there.
    private func escaped(_ text: String, keeping isKept: (Unicode.Scalar) -> Bool = { _ in false }) -> String {
        text.escaped { scalar in
            scalar.value < 0x20 && !isKept(scalar) || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        }.asMarkup
    }
}
