import Graph
import LMDB

// Nodes, and the two indexes by which they are found.
extension StoreCheck {
    /// Every record can be read, and is found by its type and key, and by its label.
    func checkNodes() throws(GraphError) {
        var labels = try cursor(in: .labels)
        try walk(.nodes) { cursor throws(LMDBError) in
            let id = NodeID(rawValue: try cursor.integerKey())
            guard let record = try record(at: &cursor), id.index < reader.nodeLimit else {
                return findings.note(.record, id)
            }
            types.set(record.type, of: id)
            properties.count(record.properties, nodes: 1)
            if try number(ofType: record.type, key: record.key) != id.rawValue { findings.note(.key, id) }
            guard let label = record.label else { return }
            let entry = LabelEntry(id, record.type).word
            if try !labels.move(to: TextKey.label(folded: foldedLabel(label)), value: entry) {
                findings.note(.label, id)
            }
        }
    }

    /// The number that a type and key lead to.
    private func number(ofType type: TypeID, key: String) throws(LMDBError) -> UInt32? {
        guard let key = TextKey.node(type, key) else { return nil }
        return try snapshot.integer(of: key, in: databases.keys, as: UInt32.self)
    }

    /// The record that a cursor over `nodes` stands on; nil where it cannot be read.
    private func record(at cursor: inout Cursor) throws(LMDBError) -> NodeRecord? {
        let count = vocabulary.types.count
        return try cursor.read { _, value in try? NodeRecord(value, typeCount: count) }
    }

    /// Every key leads to a node of its type and key.
    func checkKeys() throws(GraphError) {
        try walk(.keys) { cursor throws(LMDBError) in
            let (key, id) = try cursor.read { key, value throws(LMDBError) in
                var position = RecordPosition()
                return (key.array, NodeID(rawValue: try value.little(&position)))
            }
            let record = types.contains(id) ? try reader.record(of: id) : nil
            guard let record, TextKey.node(record.type, record.key) == key else {
                return findings.note(.strayKey, id)
            }
        }
    }

    /// Every label leads to nodes that are called so.
    func checkLabels() throws(GraphError) {
        var entries: [UInt64] = []
        try walk(.labels) { cursor throws(LMDBError) in
            let key = try cursor.read { key, _ in key.array }
            entries.removeAll(keepingCapacity: true)
            try cursor.appendDuplicates(to: &entries)
            if !entries.isStrictlyAscending { findings.note(outOfOrder: .labels) }
            for entry in entries.map(LabelEntry.init(word:)) {
                if reader.store.cancellation.isRaised { throw .interrupted }
                let record = types.contains(entry.node) ? try reader.record(of: entry.node) : nil
                guard let record, let label = record.label, LabelEntry(entry.node, record.type).word == entry.word,
                    TextKey.label(folded: foldedLabel(label)) == key
                else {
                    findings.note(.strayLabel, entry.node)
                    continue
                }
            }
        }
    }
}

extension Array where Element: Comparable {
    /// Whether each is larger than the one before.
    var isStrictlyAscending: Bool {
        let elements = span
        for place in 1..<Swift.max(1, elements.count) where elements[place - 1] >= elements[place] { return false }
        return true
    }
}
