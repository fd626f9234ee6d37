import Arrow
import Graph

/// A vocabulary as rows: types and relations by number, properties by name, patterns by the numbers of their parts.
package struct VocabularyRows {
    private var kinds: [String] = []
    private var names: [String?] = []
    private var numbers: [Int64?] = []
    private var heads: [Int64?] = []
    private var tails: [Int64?] = []
    private var counts: [Int64] = []

    /// What a row is of: of a relation, `head` and `tail` are how many nodes it leads from and to; of a property, they
    /// are how many nodes and edges have it; of a pattern, the types at its ends.
    private enum Kind: String {
        case type, relation, property, pattern
    }

    /// The rows of a vocabulary.
    package init(_ vocabulary: Vocabulary) {
        for (number, entry) in vocabulary.types.enumerated() {
            append(.type, entry.name, number, count: entry.count)
        }
        for (number, entry) in vocabulary.relations.enumerated() {
            append(.relation, entry.name, number, entry.heads, entry.tails, count: entry.count)
        }
        for entry in vocabulary.properties {
            append(.property, entry.name, nil, entry.nodes, entry.edges, count: entry.nodes + entry.edges)
        }
        for (pattern, count) in vocabulary.patterns.sorted(by: { $0.key < $1.key }) {
            let (head, tail) = (Int(pattern.head.rawValue), Int(pattern.tail.rawValue))
            append(.pattern, nil, Int(pattern.relation.rawValue), head, tail, count: count)
        }
    }

    private mutating func append(
        _ kind: Kind, _ name: String?, _ number: Int?, _ head: Int? = nil, _ tail: Int? = nil, count: Int
    ) {
        kinds.append(kind.rawValue)
        names.append(name)
        numbers.append(number.map(Int64.init))
        heads.append(head.map(Int64.init))
        tails.append(tail.map(Int64.init))
        counts.append(Int64(count))
    }

    /// The rows as a batch.
    package var batch: RecordBatch {
        RecordBatch([
            Column("kind", .texts(kinds)), .texts("name", names), .int64s("number", numbers), .int64s("head", heads),
            .int64s("tail", tails), Column("count", .int64(counts)),
        ])
    }

    /// The rows of a table.
    package init(_ tables: SparkTables, _ engine: any SparkEngine) throws(RemoteError) {
        let text = "SELECT kind, name, number, head, tail, count FROM \(tables[.vocabulary])"
        var rows = (kinds, names, numbers, heads, tails, counts)
        try engine.run(SparkStatement(text)) { batch throws(RemoteError) in
            try reading { () throws(ArrowError) in
                rows.0 += try batch.texts("kind")
                rows.1 += try batch.optionalTexts("name")
                rows.2 += try batch.optionalInt64s("number")
                rows.3 += try batch.optionalInt64s("head")
                rows.4 += try batch.optionalInt64s("tail")
                rows.5 += try batch.int64s("count")
            }
        }
        (kinds, names, numbers, heads, tails, counts) = rows
    }

    /// The vocabulary that the rows say.
    package func vocabulary() throws(RemoteError) -> Vocabulary {
        var vocabulary = Vocabulary()
        // By number, so that each entry's place is its number.
        for row in kinds.indices.sorted(by: { (numbers[$0] ?? 0) < (numbers[$1] ?? 0) }) {
            guard let kind = Kind(rawValue: kinds[row]) else { continue }
            let count = Int(counts[row])
            switch kind {
            case .type:
                try check(numbers[row], is: vocabulary.types.count)
                vocabulary.types.append(.init(name: try name(row), count: count))
            case .relation:
                try check(numbers[row], is: vocabulary.relations.count)
                let name = try name(row)
                var entry = Vocabulary.RelationEntry(
                    name: name, weightName: Vocabulary.weightName(of: name), count: count)
                (entry.heads, entry.tails) = (Int(heads[row] ?? 0), Int(tails[row] ?? 0))
                vocabulary.relations.append(entry)
            case .property:
                vocabulary.properties.append(
                    .init(name: try name(row), nodes: Int(heads[row] ?? 0), edges: Int(tails[row] ?? 0)))
            case .pattern:
                guard let head = number(heads[row]), let relation = number(numbers[row]), let tail = number(tails[row])
                else { throw .contradiction("a pattern of the vocabulary") }
                let pattern = Vocabulary.Pattern(
                    head: TypeID(rawValue: head), relation: RelationID(rawValue: relation),
                    tail: TypeID(rawValue: tail))
                vocabulary.patterns[pattern] = count
            }
        }
        vocabulary.properties.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return vocabulary
    }

    private func check(_ number: Int64?, is place: Int) throws(RemoteError) {
        guard number == Int64(place) else { throw .contradiction("the numbers of types or relations") }
    }

    private func name(_ row: Int) throws(RemoteError) -> String {
        guard let name = names[row] else { throw .contradiction("a name of the vocabulary") }
        return name
    }

    private func number(_ number: Int64?) -> UInt16? { number.flatMap { UInt16(exactly: $0) } }
}
