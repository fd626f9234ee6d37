import Graph
import TripleStore

extension Importer {
    /// Reads `head relation tail [weight]` lines; a name is `type:key`, and without a type it is a `node`.
    func triples(_ path: String) throws(IngestError) -> Int {
        var rows = TripleRows()
        try eachLine(of: path) { line, reader throws(IngestError) in try rows.append(line, reader) }
        var relations: [RelationID] = []
        for number in 0..<rows.relations.count {
            let name = rows.relations[number]
            relations.append(try stored { () throws(StoreError) in try writer.relation(named: name) })
        }
        let nodes = try addTyped(rows)
        let triples = rows.heads.indices.map { row in
            Triple(
                nodes[Int(rows.heads[row])], relations[Int(rows.relation[row])], nodes[Int(rows.tails[row])])
        }
        _ = try stored { () throws(StoreError) in try writer.load(triples, weights: rows.weights) }
        return triples.count
    }

    /// Adds the nodes that the names stand for.
    private func addTyped(_ rows: TripleRows) throws(IngestError) -> [NodeID] {
        var types: [Substring: TypeID] = [:]
        var nodes: [NewNode] = []
        for number in 0..<rows.names.count {
            let (typeName, key) = TripleRows.parts(of: rows.names[number])
            let type: TypeID
            if let known = types[typeName] { type = known } else { type = try self.type(String(typeName)) }
            types[typeName] = type
            nodes.append(
                NewNode(type: type, key: String(key), label: writer.defaultLabel(type: type, key: String(key))))
        }
        return try stored { () throws(StoreError) in try writer.add(nodes) }
    }
}

extension StoreReader {
    /// What a node without a label of its own is called: its key, but for users and songs, whose keys mean nothing.
    package func defaultLabel(type: TypeID, key: String) -> String? {
        ["user", "song"].contains(vocabulary[type].name.lowercased()) ? nil : key
    }
}

/// The rows of a triples file, names once and numbers after.
private struct TripleRows {
    var names = NameTable()
    var relations = NameTable()
    var heads: [UInt32] = []
    var tails: [UInt32] = []
    var relation: [UInt32] = []
    var weights: [Float] = []

    mutating func append(_ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader) throws(IngestError) {
        let fields = Array(Fields(line, by: .tab))
        guard fields.count == 3 || fields.count == 4 else {
            throw reader.malformed(
                .fieldCount(found: fields.count, expected: "3 or 4 with tabs between: head, relation, tail, weight"))
        }
        heads.append(try number(of: fields[0], "head", reader))
        relation.append(UInt32(try relations.number(of: fields[1], in: reader)))
        tails.append(try number(of: fields[2], "tail", reader))
        weights.append(try fields.count == 4 ? weight(fields[3], reader) : .nan)
    }

    /// `type:key` in two; a name without a type is of the type `node`.
    static func parts(of name: String) -> (type: Substring, key: Substring) {
        guard let colon = name.firstIndex(of: ":"), colon > name.startIndex else { return ("node", name[...]) }
        return (name[..<colon], name[name.index(after: colon)...])
    }

    private mutating func number(
        of field: UnsafeBufferPointer<UInt8>, _ part: String, _ reader: LineReader
    ) throws(IngestError) -> UInt32 {
        let known = names.count
        let number = try names.number(of: field, in: reader)
        if number == known, Self.parts(of: names[number]).key.isEmpty { throw reader.malformed(.emptyField(part)) }
        return UInt32(number)
    }

    private func weight(_ field: UnsafeBufferPointer<UInt8>, _ reader: LineReader) throws(IngestError) -> Float {
        let text = String(decoding: field, as: UTF8.self)
        guard let weight = Float(text), weight.isFinite else {
            throw reader.malformed(.badNumber(field: "weight", text: text))
        }
        return weight
    }
}
