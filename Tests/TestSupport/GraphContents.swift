import Graph

/// All that a graph says, as lines in an order of their own.
public func contents(of reader: some GraphReader) throws -> [String] {
    let vocabulary = reader.vocabulary
    var lines: [String] = []
    for type in vocabulary.types.indices.map({ TypeID(rawValue: UInt16($0)) }) {
        for node in try reader.nodes(reader.nodes(ofType: type)) {
            let label = node.label.map { Array($0.unicodeScalars) }.debugDescription
            lines.append("\(try name(node.id, reader)) \(label) \(node.properties.map(spelled))")
        }
    }
    for relation in vocabulary.relations.indices.map({ RelationID(rawValue: UInt16($0)) }) {
        for head in try reader.heads(of: relation) {
            for tail in try reader.neighbours(of: [head], via: .only([relation]), direction: .out).nodes {
                let edge = Triple(head, relation, tail)
                let weight = try reader.weights(of: [edge])[0].debugDescription
                let properties = try reader.properties(of: [edge])[0].map(spelled)
                let spelling = vocabulary[relation].name.debugDescription
                lines.append("\(try name(head, reader)) \(spelling) \(try name(tail, reader)) \(weight) \(properties)")
            }
        }
    }
    return lines.sorted()
}

private func name(_ id: NodeID, _ reader: some GraphReader) throws -> String {
    let node = try reader.node(id)
    return "\(reader.vocabulary[node.type].name.debugDescription) \(Array(node.key.unicodeScalars))"
}

/// Each scalar by itself: two spellings of one letter are two texts.
private func spelled(_ property: Property) -> String {
    "\(Array(property.name.unicodeScalars)) \(property.value.kind) \(Array(property.value.text.unicodeScalars))"
}
