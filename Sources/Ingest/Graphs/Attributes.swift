import Graph

/// What a GraphML or DOT file says of a node or an edge, by names.
struct Attributes {
    private(set) var values: [(name: String, value: PropertyValue)] = []
    /// Where each name stands, once there are more than a few.
    private var places: [String: Int] = [:]
    private static let few = 16

    /// Sets a value in place of one of its name.
    mutating func set(_ name: String, _ value: PropertyValue) {
        if let place = place(of: name) {
            values[place].value = value
        } else {
            append(name, value)
        }
    }

    /// Sets what is not set yet.
    mutating func merge(defaults: Attributes) {
        for (name, value) in defaults.values where place(of: name) == nil { append(name, value) }
    }

    subscript(name: String) -> PropertyValue? { place(of: name).map { values[$0].value } }

    private func place(of name: String) -> Int? {
        values.count > Self.few ? places[name] : values.firstIndex { $0.name == name }
    }

    private mutating func append(_ name: String, _ value: PropertyValue) {
        values.append((name, value))
        if places.isEmpty, values.count > Self.few {
            for (place, value) in values.enumerated() { places[value.name] = place }
        } else if !places.isEmpty {
            places[name] = values.count - 1
        }
    }

    /// The text of an attribute that is there and not empty.
    fileprivate func text(_ name: String) -> String? {
        self[name].flatMap { $0.text.isEmpty ? nil : $0.text }
    }

}

extension GraphBatch {
    /// Defines the node that the file calls `id`: `type` and `label` are its type and label.
    ///
    /// A node without a type is a `node`, and has its id for a label unless it has another.
    mutating func define(
        _ id: String, _ attributes: Attributes, at location: some Located
    ) throws(IngestError) {
        let type = attributes.type
        let name = NodeName(id: id, type: type)
        try define(
            place(id, at: location), name, label: attributes.label, defaultLabel: type == nil ? id : nil,
            properties: attributes.nodeProperties, at: location)
    }

    /// Adds the edge between two nodes by their ids: `relation`, else `label`, is its relation, else it is an `edge`.
    mutating func join(
        _ head: String, _ tail: String, _ attributes: Attributes, _ importer: Importer, at location: some Located
    ) throws(IngestError) {
        let relation = attributes.relation
        let weightName = Vocabulary.weightName(of: relation)
        let weighed = EdgeAttributes(attributes.edgeProperties, weight: weightName)
        try join(
            place(head, at: location), importer.relation(relation, at: location), place(tail, at: location),
            weight: weighed.weight,
            properties: weighed.properties.map { Property(ReservedNames.edge.property(of: $0.name), $0.value) })
    }
}

extension Attributes {
    fileprivate var type: String? { text("type") }
    fileprivate var label: String? { text("label") }
    fileprivate var nodeProperties: [Property] {
        values.filter { $0.name != "type" && $0.name != "label" }
            .map { Property(ReservedNames.node.property(of: $0.name), $0.value) }
    }
    fileprivate var relation: String { text("relation") ?? text("label") ?? "edge" }

    /// All but the relation, and the label that says it once more; names as in the file.
    fileprivate var edgeProperties: [Property] {
        let (relation, label) = (relation, text("label"))
        return values.filter { $0.name != "relation" && !($0.name == "label" && label == relation) }
            .map { Property($0.name, $0.value) }
    }
}
