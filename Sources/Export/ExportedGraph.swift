import Graph

/// A node as files know it.
public struct ExportedNode: Sendable {
    let name: NodeName
    let label: String?
    let properties: [Property]

    /// A node of this name; `properties` in the order of their names.
    public init(name: NodeName, label: String?, properties: [Property] = []) {
        (self.name, self.label, self.properties) = (name, label, properties)
    }
}

/// An edge as files know it.
public struct ExportedEdge: Sendable {
    let head: NodeName
    let relation: String
    let tail: NodeName
    let weight: (name: String, value: Float)?
    let properties: [Property]

    /// An edge of these parts; `weight` has the name that files give it, `count` or `weight`.
    public init(
        head: NodeName, relation: String, tail: NodeName, weight: (name: String, value: Float)? = nil,
        properties: [Property] = []
    ) {
        (self.head, self.relation, self.tail) = (head, relation, tail)
        (self.weight, self.properties) = (weight, properties)
    }

    /// The weight as the number that it reads back from: a whole one without a fraction.
    var weightText: String? {
        weight.map { weight in
            let value = weight.value
            return abs(value) <= Float(Vocabulary.countLimit) && value == value.rounded()
                && !(value == 0 && value.sign == .minus)
                ? "\(Int(value))" : "\(value)"
        }
    }
}

extension ExportKind {
    /// The text of a file with these nodes and edges, every end of an edge among the nodes.
    public func text(nodes: [ExportedNode], edges: [ExportedEdge]) -> String {
        var form = form(PropertyColumns(nodes: nodes, edges: edges))
        var text = form.start
        for node in nodes { text += form.text(of: node) }
        for edge in edges { text += form.text(of: edge) }
        return text + form.end
    }
}
