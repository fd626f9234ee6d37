import Graph
import LMDB

/// The vocabulary as it lies in `names` (`FORMAT.md`).
enum NameRecords {
    private static let type: UInt8 = 1
    private static let relation: UInt8 = 2
    private static let pattern: UInt8 = 3
    private static let properties: UInt8 = 4

    /// Reads the whole vocabulary, and sums the records; format 1 has no counts of heads, tails and properties.
    static func vocabulary(_ snapshot: Snapshot, _ names: Database, format: UInt32)
        throws(LMDBError) -> (Vocabulary, sum: UInt64)
    {
        var (vocabulary, sum) = (Vocabulary(), UInt64(0))
        var cursor = try snapshot.cursor(in: names)
        var more = try cursor.moveToFirst()
        while more {
            sum &+= try cursor.pairHash()
            try cursor.read { key, value throws(LMDBError) in try take(key, value, format, into: &vocabulary) }
            more = try cursor.moveToNext()
        }
        return (vocabulary, sum)
    }

    private static func take(
        _ key: Span<UInt8>, _ value: Span<UInt8>, _ format: UInt32, into vocabulary: inout Vocabulary
    ) throws(LMDBError) {
        var (inKey, inValue) = (RecordPosition(), RecordPosition())
        let kind: UInt8 = try key.little(&inKey)
        let number: UInt16 = try key.big(&inKey)
        let count = try value.total(&inValue)
        switch kind {
        case type:
            guard Int(number) == vocabulary.types.count else { throw .corrupted("type \(number)") }
            vocabulary.types.append(.init(name: try value.rest(&inValue), count: count))
        case relation:
            guard Int(number) == vocabulary.relations.count else { throw .corrupted("relation \(number)") }
            let (heads, tails) = format == 1 ? (0, 0) : (try value.total(&inValue), try value.total(&inValue))
            let weightName = try value.text(&inValue)
            var entry = Vocabulary.RelationEntry(
                name: try value.rest(&inValue), weightName: weightName, count: count)
            (entry.heads, entry.tails) = (heads, tails)
            vocabulary.relations.append(entry)
        case pattern:
            let (head, tail): (UInt16, UInt16) = (try key.big(&inKey), try key.big(&inKey))
            let pattern = Vocabulary.Pattern(
                head: TypeID(rawValue: head), relation: RelationID(rawValue: number), tail: TypeID(rawValue: tail))
            vocabulary.patterns[pattern] = count
        case properties:
            for _ in 0..<count {
                let (nodes, edges) = (try value.total(&inValue), try value.total(&inValue))
                vocabulary.properties.append(.init(name: try value.text(&inValue), nodes: nodes, edges: edges))
            }
        default: throw .corrupted("a name of kind \(kind)")
        }
    }

    /// The pairs that make `old` into `new`; a nil value is to be removed.
    static func changes(from old: Vocabulary, to new: Vocabulary) -> [(key: [UInt8], value: [UInt8]?)] {
        var changes: [(key: [UInt8], value: [UInt8]?)] = []
        for (place, entry) in new.types.enumerated() where place >= old.types.count || old.types[place] != entry {
            changes.append((key(type, UInt16(place)), value(entry.count) + Array(entry.name.utf8)))
        }
        for (place, entry) in new.relations.enumerated()
        where place >= old.relations.count || old.relations[place] != entry {
            var bytes = value(entry.count) + value(entry.heads) + value(entry.tails)
            bytes.append(text: entry.weightName)
            changes.append((key(relation, UInt16(place)), bytes + Array(entry.name.utf8)))
        }
        for (pattern, count) in new.patterns where old.patterns[pattern] != count {
            changes.append((key(pattern), value(count)))
        }
        for pattern in old.patterns.keys where new.patterns[pattern] == nil {
            changes.append((key(pattern), nil))
        }
        if new.properties != old.properties { changes.append((key(properties, 0), value(new.properties))) }
        return changes
    }

    private static func value(_ properties: [Vocabulary.PropertyEntry]) -> [UInt8] {
        var bytes = value(properties.count)
        for entry in properties {
            bytes += value(entry.nodes) + value(entry.edges)
            bytes.append(text: entry.name)
        }
        return bytes
    }

    private static func key(_ kind: UInt8, _ number: UInt16) -> [UInt8] {
        var bytes = [kind]
        bytes.append(big: number)
        return bytes
    }

    private static func key(_ pattern: Vocabulary.Pattern) -> [UInt8] {
        var bytes = key(Self.pattern, pattern.relation.rawValue)
        bytes.append(big: pattern.head.rawValue)
        bytes.append(big: pattern.tail.rawValue)
        return bytes
    }

    private static func value(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(little: UInt64(count))
        return bytes
    }
}

extension Span<UInt8> {
    /// The next count of eight bytes.
    fileprivate func total(_ position: inout RecordPosition) throws(LMDBError) -> Int {
        guard let total = Int(exactly: try little(&position, as: UInt64.self)) else { throw .corrupted("a count") }
        return total
    }
}
