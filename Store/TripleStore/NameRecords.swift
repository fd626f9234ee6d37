import Graph
import LMDB

/// The vocabulary as it lies in `names` (`FORMAT.md`).
enum NameRecords {
    private static let type: UInt8 = 1
    private static let relation: UInt8 = 2
    private static let pattern: UInt8 = 3

    /// Reads the whole vocabulary.
    static func vocabulary(_ snapshot: Snapshot, _ names: Database) throws(LMDBError) -> Vocabulary {
        var vocabulary = Vocabulary()
        var cursor = try snapshot.cursor(in: names)
        var more = try cursor.moveToFirst()
        while more {
            try cursor.read { key, value throws(LMDBError) in try take(key, value, into: &vocabulary) }
            more = try cursor.moveToNext()
        }
        return vocabulary
    }

    private static func take(_ key: Span<UInt8>, _ value: Span<UInt8>, into vocabulary: inout Vocabulary)
        throws(LMDBError)
    {
        var (inKey, inValue) = (RecordPosition(), RecordPosition())
        let kind: UInt8 = try key.little(&inKey)
        let number: UInt16 = try key.big(&inKey)
        let count = Int(truncatingIfNeeded: try value.little(&inValue, as: UInt64.self))
        switch kind {
        case type:
            guard Int(number) == vocabulary.types.count else { throw .corrupted("type \(number)") }
            vocabulary.types.append(.init(name: try value.rest(&inValue), count: count))
        case relation:
            guard Int(number) == vocabulary.relations.count else { throw .corrupted("relation \(number)") }
            let weightName = try value.text(&inValue)
            vocabulary.relations.append(.init(name: try value.rest(&inValue), weightName: weightName, count: count))
        case pattern:
            let (head, tail): (UInt16, UInt16) = (try key.big(&inKey), try key.big(&inKey))
            let pattern = Vocabulary.Pattern(
                head: TypeID(rawValue: head), relation: RelationID(rawValue: number), tail: TypeID(rawValue: tail))
            vocabulary.patterns[pattern] = count
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
            var bytes = value(entry.count)
            bytes.append(text: entry.weightName)
            changes.append((key(relation, UInt16(place)), bytes + Array(entry.name.utf8)))
        }
        for (pattern, count) in new.patterns where old.patterns[pattern] != count {
            changes.append((key(pattern), value(count)))
        }
        for pattern in old.patterns.keys where new.patterns[pattern] == nil {
            changes.append((key(pattern), nil))
        }
        return changes
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
