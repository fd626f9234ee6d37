import Graph

extension Importer {
    /// Reads `head relation tail [weight]` lines; a name is `type:key`, and without a type it is a `node`.
    ///
    /// A line that starts with a tab says more, with escapes: `⇥node⇥label⇥name=value…` of a node, and
    /// `⇥⇥head⇥relation⇥tail⇥weight⇥name=value…` of an edge; a line of two tabs and one field is a remark.
    func triples(_ path: String) throws(IngestError) -> Int {
        var rows = TripleRows(self)
        var count = 0
        try eachLine(of: path) { line, reader throws(IngestError) in
            if try rows.append(line, reader) { count += 1 }
        }
        try rows.batch.finishTyped()
        return count
    }
}

/// The rows of a triples file.
private struct TripleRows {
    var batch: GraphBatch
    private let importer: Importer
    private var relations = NameTable()
    private var relationIDs: [RelationID] = []
    /// The head and the relation of the line before: in a sorted file they mostly are this line's too.
    private var head = LastName()
    private var relation = LastName()

    init(_ importer: Importer) {
        self.importer = importer
        batch = GraphBatch(importer)
    }

    /// Takes a line in, and says whether it was a row.
    mutating func append(_ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader) throws(IngestError) -> Bool {
        if line.first == 0x09 { return try appendMarked(line, reader) }
        var fields = Fields(line, by: .tab)
        guard let first = fields.next(), let second = fields.next(), let third = fields.next() else {
            throw fieldCount(line, reader)
        }
        let weight = fields.next()
        if fields.next() != nil { throw fieldCount(line, reader) }
        if !head.matches(first) { head.keep(first, as: try place(first, "head", reader)) }
        if !relation.matches(second) { relation.keep(second, as: try number(second, reader)) }
        let tail = try place(third, "tail", reader)
        try batch.join(
            head.number, relationIDs[relation.number], tail,
            weight: weight.map { (field) throws(IngestError) in try self.weight(field, reader) })
        return true
    }

    private func fieldCount(_ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader) -> IngestError {
        let found = Fields(line, by: .tab).reduce(0) { count, _ in count + 1 }
        return reader.malformed(
            .fieldCount(found: found, expected: "3 or 4 with tabs between: head, relation, tail, weight"))
    }

    private mutating func place(
        _ field: UnsafeBufferPointer<UInt8>, _ part: String, _ reader: LineReader
    ) throws(IngestError) -> Int {
        if field.isEmpty { throw reader.malformed(.emptyField(part)) }
        if field.last == 0x3A, field.count > 1, field.firstIndex(of: 0x3A) == field.count - 1 {
            throw reader.malformed(.emptyField(part))
        }
        if field.count > NameTable.nameLimit {
            let keyStart = field.firstIndex(of: 0x3A).map { $0 + 1 } ?? 0
            if field.count - keyStart > NameTable.nameLimit {
                throw reader.malformed(.longName(limit: NameTable.nameLimit))
            }
        }
        return try batch.place(field, at: reader)
    }

    private mutating func number(
        _ field: UnsafeBufferPointer<UInt8>, _ reader: LineReader
    ) throws(IngestError) -> Int {
        let number = try relations.number(of: field, in: reader)
        if number == relationIDs.count { relationIDs.append(try importer.relation(relations[number])) }
        return number
    }

    private func weight(_ field: UnsafeBufferPointer<UInt8>, _ reader: LineReader) throws(IngestError) -> Float {
        let text = String(decoding: field, as: UTF8.self)
        guard let weight = Float(text), weight.isFinite else {
            throw reader.malformed(.badNumber(field: "weight", text: text))
        }
        return weight
    }
}

// Lines that start with a tab.
extension TripleRows {
    private mutating func appendMarked(
        _ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader
    ) throws(IngestError) -> Bool {
        let line = UnsafeBufferPointer(rebasing: line.dropFirst())
        if try defineSimply(line, reader) { return true }
        var fields: [String] = []
        for field in Fields(line, by: .tab) {
            guard let text = field.text else { throw reader.malformed(.notUTF8) }
            fields.append(text)
        }
        if !fields[0].isEmpty {
            try defineNode(fields, reader)
        } else if fields.count > 2 {
            try appendEdge(fields, reader)
        } else {
            return false
        }
        return true
    }

    /// Takes in the line of a node without escapes and properties, as nearly all are; false for any other.
    private mutating func defineSimply(
        _ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader
    ) throws(IngestError) -> Bool {
        var fields = Fields(line, by: .tab)
        guard let name = fields.next(), !name.isEmpty, let label = fields.next(), fields.next() == nil,
            !line.contains(0x5C)
        else { return false }
        guard let label = label.text else { throw reader.malformed(.notUTF8) }
        return try batch.define(name, label: label.isEmpty ? nil : label, at: reader)
    }

    private mutating func defineNode(_ fields: [String], _ reader: LineReader) throws(IngestError) {
        let name = NodeName(field: fields[0])
        let label = fields.count > 1 && !fields[1].isEmpty ? fields[1].unescaped : nil
        try batch.define(
            batch.place(name.text, at: reader), name, label: label, properties: properties(fields.dropFirst(2), reader),
            at: reader)
    }

    private mutating func appendEdge(_ fields: [String], _ reader: LineReader) throws(IngestError) {
        guard fields.count >= 4, !fields[1].isEmpty, !fields[2].isEmpty, !fields[3].isEmpty else {
            throw reader.malformed(.fieldCount(found: fields.count - 1, expected: "head, relation and tail"))
        }
        let text = fields.count > 4 ? fields[4] : ""
        var weight: Float?
        if !text.isEmpty {
            weight = Float(text)
            if weight?.isFinite != true { throw reader.malformed(.badNumber(field: "weight", text: text)) }
        }
        let relation = try importer.relation(fields[2].unescaped, at: reader)
        let head = try batch.place(NodeName(field: fields[1]).text, at: reader)
        let tail = try batch.place(NodeName(field: fields[3]).text, at: reader)
        try batch.join(head, relation, tail, weight: weight, properties: properties(fields.dropFirst(5), reader))
    }

    /// The properties that fields write as `name=value`, a text in double quotes.
    private func properties(
        _ fields: ArraySlice<String>, _ reader: LineReader
    ) throws(IngestError) -> [Property] {
        var properties: [Property] = []
        for field in fields {
            guard let property = Property(field: field) else {
                throw reader.malformed(.badProperty(text: field))
            }
            properties.append(property)
        }
        return properties
    }
}
