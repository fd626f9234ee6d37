import LMDB
import TripleStore

/// A store's file as LMDB sees it, to change it behind the store's back.
enum RawStore {
    static func environment(_ folder: String) throws -> Environment {
        var options = Environment.Options()
        options.maxDatabases = 16
        return try Environment(folder: folder, options: options)
    }

    /// How a database is called, and ordered.
    static func name(of part: StorePart) -> DatabaseName {
        switch part {
        case .nodes: DatabaseName(part.rawValue, .integerKey)
        case .labels: DatabaseName(part.rawValue, [.duplicates, .fixedSize, .integerDuplicates])
        case .adjacency, .weights, .members: DatabaseName(part.rawValue, .integerSets)
        default: DatabaseName(part.rawValue)
        }
    }

    /// A key and one of its values.
    struct Pair: Equatable {
        var key: [UInt8]
        var value: [UInt8]
    }

    /// All pairs of a database.
    static func pairs(_ snapshot: Snapshot, _ database: Database) throws -> [Pair] {
        var pairs: [Pair] = []
        var cursor = try snapshot.cursor(in: database)
        var more = try cursor.moveToFirst()
        while more {
            pairs.append(
                try cursor.read { key, value in
                    Pair(key: key.indices.map { key[$0] }, value: value.indices.map { value[$0] })
                })
            more = try cursor.moveToNext()
        }
        return pairs
    }
}
