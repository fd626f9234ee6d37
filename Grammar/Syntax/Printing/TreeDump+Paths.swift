extension TreeDump {
    static func text(of path: PathExpression) -> String {
        switch path {
        case .alternatives(let parts): list("or", parts.map { text(of: $0) })
        case .sequence(let parts): list("then", parts.map { text(of: $0) })
        case .step(let step): text(of: step)
        }
    }

    private static func text(of step: PathExpression.Step) -> String {
        let subject =
            switch step.subject {
            case .relation(let relation): atom(relation)
            case .anyBut(let relation): "(any-but \(atom(relation)))"
            case .group(let path): "(group \(text(of: path)))"
            }
        let parts = [subject, step.quantifier.map { text(of: $0) }, step.condition.map { "(where \(text(of: $0)))" }]
        return list(step.way.rawValue, parts)
    }

    private static func text(of quantifier: Quantifier) -> String {
        list("times", [number(quantifier.minimum), quantifier.maximum.map(number) ?? "*"])
    }

    static func parts(of match: Match) -> [String?] {
        match.patterns.map { text(of: $0) } + match.items.map { text(of: $0) } + texts(of: match.tail)
    }

    private static func text(of item: Match.Item) -> String {
        list("return", [text(of: item.value), listIfAny("as", item.name.map { atom($0) })])
    }

    private static func text(of pattern: Match.Pattern) -> String {
        var parts = pattern.nodes.prefix(1).map { text(of: $0) }
        for (edge, node) in zip(pattern.edges, pattern.nodes.dropFirst()) {
            parts += [text(of: edge), text(of: node)]
        }
        return list("pattern", parts)
    }

    private static func text(of node: Match.NodePattern) -> String {
        let named = [node.variable.map { atom($0) }, listIfAny("type", node.type.map { atom($0) })]
        return list("node", named + texts(of: node.properties))
    }

    private static func text(of edge: Match.EdgePattern) -> String {
        list(
            edge.way.rawValue,
            [
                edge.variable.map { atom($0) }, listIfAny("via", edge.relations.map { atom($0) }),
                edge.quantifier.map { text(of: $0) },
            ])
    }
}
