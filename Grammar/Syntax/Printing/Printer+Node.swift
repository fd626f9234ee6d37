extension Printer {
    /// A node as a person would name it.
    public static func text(of node: NodeReference) -> String {
        text(of: node.form) + (node.filter.map { "[\(text(of: $0))]" } ?? "")
    }

    private static func text(of form: NodeReference.Form) -> String {
        switch form {
        case .label(let label): quoted(label)
        case .typed(let type, let key, isQuoted: true): "\(name(type)):\(quoted(key.text))"
        case .typed(let type, let key, isQuoted: false):
            "\(name(type)):\(self.key(key.text))"
        case .row(let row): "@\(row)"
        case .alias(let alias): "@\(name(alias))"
        case .parameter(let parameter): "$\(name(parameter))"
        }
    }

    private static func text(of filter: NodeReference.Filter) -> String {
        switch filter {
        case .expression(let expression): text(of: expression)
        case .edge(let relation, let node): "\(guardedName(relation.text)) \(text(of: node))"
        }
    }

    static func nodes(_ nodes: [NodeReference]) -> String { nodes.map { text(of: $0) }.joined(separator: ", ") }
}
