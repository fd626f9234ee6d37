import Grammar

/// The variables of a match: nodes of one name are one variable, and every edge is one.
struct MatchVariables {
    /// An edge between two node variables.
    struct Edge {
        let written: Match.EdgePattern
        let from: Int
        let to: Int
        /// The chain that it is written in.
        let chain: Int
    }

    /// Where each node variable is written.
    private(set) var nodes: [[Match.NodePattern]] = []
    private(set) var edges: [Edge] = []
    private var numbers: [String: Int] = [:]

    init(_ patterns: [Match.Pattern]) throws {
        for (chain, pattern) in patterns.enumerated() {
            let nodes = pattern.nodes.map { number(of: $0) }
            for (place, edge) in pattern.edges.enumerated() {
                edges.append(Edge(written: edge, from: nodes[place], to: nodes[place + 1], chain: chain))
            }
        }
        try checkNames()
    }

    private mutating func number(of node: Match.NodePattern) -> Int {
        guard let name = node.variable?.text, let known = numbers[name] else {
            if let name = node.variable?.text { numbers[name] = nodes.count }
            nodes.append([node])
            return nodes.count - 1
        }
        nodes[known].append(node)
        return known
    }

    /// An edge's name is its own.
    private func checkNames() throws {
        var taken = Set(numbers.keys)
        for name in edges.compactMap(\.written.variable) where !taken.insert(name.text).inserted {
            throw SessionError(.takenName(name.text), at: name.span)
        }
    }

    /// The variables as columns: nodes first, then edges; what has no name cannot be spoken about.
    var scope: Scope {
        let nodes = nodes.map { places -> Scope.Column in
            places[0].variable.map { Scope.Column(name: $0.text, kind: .node) } ?? .hidden(.node)
        }
        let edges = edges.map { edge -> Scope.Column in
            let kind: Scope.Kind = edge.written.quantifier == nil ? .edge : .path
            return edge.written.variable.map { Scope.Column(name: $0.text, kind: kind) } ?? .hidden(kind)
        }
        return Scope(columns: nodes + edges, subjects: [])
    }

    /// What to call the variables: those without a name by their type or relations, else by their number.
    var names: MatchNames {
        MatchNames(
            nodes: nodes.enumerated().map { number, places in
                if let name = places[0].variable { return name.text }
                return places[0].type.map { "(:\($0.text))" } ?? "(\(number + 1))"
            },
            edges: edges.enumerated().map { number, edge in
                if let name = edge.written.variable { return name.text }
                let relations = edge.written.relations.map(\.text).joined(separator: "|")
                return relations.isEmpty ? "[\(number + 1)]" : relations
            })
    }
}
