import Graph

extension Importer {
    /// Reads a line of JSON a node, `{"id":…,"type":…,"label":…,"props":{…}}`, or an edge,
    /// `{"rel":…,"from":…,"to":…,"props":{…}}`; the property that has the name of a relation's weight is the weight.
    func jsonLines(_ path: String) throws(IngestError) -> Int {
        var batch = GraphBatch(self)
        let reader = try LineReader(path: path)
        var rows = 0
        while let line = try reader.next() {
            if reader.number & 0x3FFF == 0 { try tick(reader.number, of: reader) }
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            let value = try JSONValue(line, at: reader)
            if value["rel"] != nil {
                try addEdge(value, &batch, reader)
            } else {
                try addNode(value, &batch, reader)
            }
            rows += 1
        }
        try batch.finishTyped()
        return rows
    }

    private func addNode(
        _ value: JSONValue, _ batch: inout GraphBatch, _ reader: LineReader
    ) throws(IngestError) {
        let id = try text("id", of: value, reader)
        let type = value["type"]?.text
        let name = type.map { NodeName(id: id, type: $0) } ?? NodeName(id)
        try batch.define(
            batch.place(id, at: reader), name, label: value["label"]?.text,
            defaultLabel: type == nil ? defaultLabel(name) : nil, properties: properties(of: value, reader), at: reader)
    }

    private func addEdge(
        _ value: JSONValue, _ batch: inout GraphBatch, _ reader: LineReader
    ) throws(IngestError) {
        let relation = try text("rel", of: value, reader)
        let head = try batch.place(text("from", of: value, reader), at: reader)
        let tail = try batch.place(text("to", of: value, reader), at: reader)
        let attributes = EdgeAttributes(
            try properties(of: value, reader), weight: Vocabulary.weightName(of: relation))
        try batch.join(
            head, self.relation(relation, at: reader), tail, weight: attributes.weight,
            properties: attributes.properties.map { Property(ReservedNames.weight.property(of: $0.name), $0.value) })
    }

    private func text(_ name: String, of value: JSONValue, _ reader: LineReader) throws(IngestError) -> String {
        guard let text = value[name]?.text, !text.isEmpty else { throw reader.malformed(.emptyField(name)) }
        return text
    }

    private func properties(of value: JSONValue, _ reader: LineReader) throws(IngestError) -> [Property] {
        guard let members = value["props"] else { return [] }
        guard case .object(let list) = members else {
            throw reader.malformed(.badValue(name: "props", text: "", kind: "object"))
        }
        var properties: [Property] = []
        for (name, value) in list {
            switch value {
            case .value(let value): properties.append(Property(name, value))
            case .null: continue
            case .array, .object: throw reader.malformed(.badValue(name: name, text: "", kind: "text, number or truth"))
            }
        }
        return properties
    }
}

/// The properties of an edge, and which of them is its weight.
struct EdgeAttributes {
    private(set) var weight: Float?
    private(set) var properties: [Property] = []

    /// Takes the number called `weight` for the weight.
    init(_ properties: [Property], weight name: String) {
        for property in properties {
            switch property.value {
            case .integer(let whole) where property.name == name: weight = Float(whole)
            case .number(let number) where property.name == name && Float(number).isFinite: weight = Float(number)
            default: self.properties.append(property)
            }
        }
    }
}
