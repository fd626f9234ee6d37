extension Printer {
    static func text(of match: Match) -> String {
        var tail = match.tail
        tail.condition = nil
        return "match \(match.patterns.map(text).joined(separator: ", "))"
            + clause("where", match.tail.condition.map { text(of: $0) })
            + " return \(match.items.map(text).joined(separator: ", "))" + text(of: tail)
    }

    private static func text(of item: Match.Item) -> String {
        text(of: item.value) + clause("as", item.name.map(name))
    }

    private static func text(of pattern: Match.Pattern) -> String {
        var text = pattern.nodes.first.map { self.text(of: $0) } ?? ""
        for (edge, node) in zip(pattern.edges, pattern.nodes.dropFirst()) {
            text += self.text(of: edge) + self.text(of: node)
        }
        return text
    }

    private static func text(of node: Match.NodePattern) -> String {
        let type = node.type.map { ":\(name($0))" } ?? ""
        let named = (node.variable.map(name) ?? "") + type
        guard !node.properties.isEmpty else { return "(\(named))" }
        return "(\(named)\(named.isEmpty ? "" : " "){\(assignments(node.properties, sign: ": "))})"
    }

    private static func text(of edge: Match.EdgePattern) -> String {
        let relations = edge.relations.isEmpty ? "" : ":\(edge.relations.map(name).joined(separator: "|"))"
        let (before, after) = (edge.way == .in ? "<-" : "-", edge.way == .out ? "->" : "-")
        return "\(before)[\(edge.variable.map(name) ?? "")\(relations)]\(after)"
            + (edge.quantifier.map { text(of: $0) } ?? "")
    }
}
