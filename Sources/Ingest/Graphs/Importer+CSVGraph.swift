import Graph

extension Importer {
    /// Reads a CSV of nodes and edges: the columns of `CSVColumns`, then `name:kind` a property.
    ///
    /// A row with a `_relation` is an edge. A field that is empty and not in quotes is no value.
    func csvGraph(_ path: String) throws(IngestError) -> Int {
        var reader = try CSVReader(path: path, keepsReturns: true)
        guard let header = try reader.next() else { throw .empty(path: path) }
        let columns = try GraphColumns(header, path: path)
        var batch = GraphBatch(self)
        let rows = try eachRecord(of: &reader, below: header) { fields, reader throws(IngestError) in
            try add(fields, columns, &batch, reader)
        }
        try batch.finish { NodeName($0) }
        return rows
    }

    private func add(
        _ fields: [String], _ columns: GraphColumns, _ batch: inout GraphBatch, _ reader: CSVReader
    ) throws(IngestError) {
        let properties = try columns.properties(fields, reader)
        if fields[4].isEmpty {
            guard !fields[0].isEmpty else { throw reader.malformed(.emptyField("_id")) }
            guard !fields[1].isEmpty else { throw reader.malformed(.emptyField("_type")) }
            try batch.define(
                batch.place(fields[0], at: reader), NodeName(id: fields[0], type: fields[1]),
                label: fields[2].isEmpty ? nil : fields[2], properties: properties, at: reader)
            return
        }
        let weight = fields[6].isEmpty ? nil : Float(fields[6])
        guard fields[6].isEmpty || weight?.isFinite == true else {
            throw reader.malformed(.badNumber(field: "_weight", text: fields[6]))
        }
        let head = try batch.place(fields[3], at: reader)
        let tail = try batch.place(fields[5], at: reader)
        try batch.join(head, relation(fields[4], at: reader), tail, weight: weight, properties: properties)
    }
}

/// The columns of properties.
private struct GraphColumns {
    private var properties: [(name: String, kind: PropertyValue.Kind)] = []

    init(_ header: [String], path: String) throws(IngestError) {
        for (place, name) in CSVColumns.fixed.enumerated() where place >= header.count || header[place] != name {
            throw .missingColumn(path: path, name: name, found: header)
        }
        for column in header.dropFirst(CSVColumns.fixed.count) {
            let colon = column.utf8.lastIndex(of: 0x3A) ?? column.endIndex
            let kind = String(decoding: column.utf8[colon...].dropFirst(), as: UTF8.self)
            guard let kind = PropertyValue.Kind(rawValue: kind) else {
                throw .malformed(path: path, line: 1, .badValue(name: column, text: kind, kind: "kind of property"))
            }
            properties.append((String(decoding: column.utf8[..<colon], as: UTF8.self), kind))
        }
    }

    func properties(_ fields: [String], _ reader: CSVReader) throws(IngestError) -> [Property] {
        var found: [Property] = []
        for (place, column) in properties.enumerated() {
            let place = place + CSVColumns.fixed.count
            let text = fields[place]
            if text.isEmpty, !reader.isQuoted[place] { continue }
            guard let value = PropertyValue(text, kind: column.kind) else {
                throw reader.malformed(.badValue(name: column.name, text: text, kind: column.kind.rawValue))
            }
            found.append(Property(column.name, value))
        }
        return found
    }
}
