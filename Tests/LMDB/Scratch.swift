import Foundation
import LMDB

/// A folder that goes with its owner.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/lmdb-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func open(mapSize: Int = 1 << 30, readOnly: Bool = false) throws -> Environment {
        var options = Environment.Options()
        options.creates = !readOnly
        options.readOnly = readOnly
        options.mapSize = mapSize
        return try Environment(folder: path, options: options)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

let plain = DatabaseName("plain")
let sets = DatabaseName("sets", .integerSets)

extension Environment {
    func database(_ name: DatabaseName) throws -> Database {
        try databases([name], creates: true)![0]
    }
}

extension Snapshot {
    /// All values of `key` in a database of sets.
    func values(_ key: UInt64, _ database: Database) throws -> [UInt32] {
        var cursor = try cursor(in: database)
        var values: [UInt32] = []
        if try cursor.move(to: key) { try cursor.appendDuplicates(to: &values) }
        return values
    }
}
