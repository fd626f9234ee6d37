import Graph

/// N-Triples; an edge's weight and properties are said of a statement about it (RDF's reification).
struct NTriplesForm: ExportForm {
    private var statements = 0

    var start: String { "# segue: nodes, edges, and statements about edges\n" }

    func text(of node: ExportedNode) -> String {
        let subject = iri(RDFName.iri(node.name))
        var text = line(subject, RDFName.syntax + "type", iri(RDFName.iri(.type, node.name.type)))
        if let label = node.label { text += line(subject, RDFName.label, literal(label)) }
        for property in node.properties { text += line(subject, property) }
        return text
    }

    mutating func text(of edge: ExportedEdge) -> String {
        let (head, tail) = (iri(RDFName.iri(edge.head)), iri(RDFName.iri(edge.tail)))
        let relation = RDFName.iri(.relation, edge.relation)
        let text = line(head, relation, tail)
        guard edge.weight != nil || !edge.properties.isEmpty else { return text }
        statements += 1
        return text + about(edge, "_:e\(statements)", head, iri(relation), tail)
    }

    private func about(
        _ edge: ExportedEdge, _ name: String, _ head: String, _ relation: String, _ tail: String
    ) -> String {
        var text = line(name, RDFName.syntax + "type", iri(RDFName.syntax + "Statement"))
        text += line(name, RDFName.syntax + "subject", head)
        text += line(name, RDFName.syntax + "predicate", relation)
        text += line(name, RDFName.syntax + "object", tail)
        if let weight = edge.weightText { text += line(name, RDFName.weight, literal(weight, "float")) }
        for property in edge.properties { text += line(name, property) }
        return text
    }

    private func line(_ subject: String, _ predicate: String, _ object: String) -> String {
        "\(subject) \(iri(predicate)) \(object) .\n"
    }

    private func line(_ subject: String, _ property: Property) -> String {
        let value = property.value
        let object =
            switch value {
            case .string(let text): literal(text)
            case .integer: literal(value.text, "integer")
            case .number: literal(value.text, "double")
            case .truth: literal(value.text, "boolean")
            }
        return line(subject, RDFName.iri(.property, property.name), object)
    }

    private func iri(_ iri: String) -> String { "<\(iri)>" }

    private func literal(_ text: String, _ datatype: String? = nil) -> String {
        text.quoted + (datatype.map { "^^<\(RDFName.datatype)\($0)>" } ?? "")
    }
}
