import Foundation
import Graph
import LMDB
import Testing
import TripleStore

/// Records that say what cannot be: an error, and no number that would index past an array.
@Suite struct DamageTests {
    let scratch = Scratch()
    private let sets = DatabaseFlags.integerSets

    init() throws {
        try scratch.open().write { writer in
            let nodes = try writer.makeNodes(4)
            try writer.add(Triple(nodes[0], writer.relation(named: "r"), nodes[1]))
            try writer.setAlias("a", to: nodes[2])
            try writer.putSplit(
                name: "s", rows: [SplitRow(user: nodes[0], train: [nodes[1]], test: nil, negatives: [nodes[2]])])
        }
    }

    /// Writes behind the store's back, then reads.
    private func corrupts(
        _ name: DatabaseName, _ work: (borrowing WriteTransaction, Database) throws -> Void,
        reading: (StoreReader) throws -> Void
    ) throws -> Bool {
        do {
            let environment = try Environment(folder: scratch.path)
            let database = try environment.databases([name])![0]
            let transaction = try environment.write()
            try work(transaction, database)
            try transaction.commit()
        }
        do {
            try reading(try TripleStore(folder: scratch.path).reader())
        } catch GraphError.corrupt, StoreError.corrupt {
            return true
        }
        return false
    }

    @Test func aNeighbourThatCannotBeIsDamage() throws {
        let found = try corrupts(DatabaseName("adjacency", sets)) {
            try $0.put(UInt32(4), at: UInt64(0), in: $1)
        } reading: {
            _ = try $0.neighbours(of: [NodeID(0)])
        }
        #expect(found)
    }

    @Test func aRelationThatCannotBeIsDamage() throws {
        let found = try corrupts(DatabaseName("adjacency", sets)) {
            try $0.put(UInt32(1), at: UInt64(9), in: $1)
        } reading: {
            _ = try $0.neighbours(of: [NodeID(0)])
        }
        #expect(found)
    }

    @Test func aMemberThatCannotBeIsDamage() throws {
        let found = try corrupts(DatabaseName("members", sets)) {
            try $0.put(UInt32(4), at: UInt64(0), in: $1)
        } reading: {
            _ = try $0.nodes(ofType: TypeID(rawValue: 0))
        }
        #expect(found)
    }

    @Test func anAliasOfWhatCannotBeIsDamage() throws {
        let found = try corrupts(DatabaseName("aliases")) {
            try $0.put(UInt32(4), at: Array("a".utf8), in: $1)
        } reading: {
            _ = try $0.alias(named: "a")
        }
        #expect(found)
    }

    @Test func aNodeOfATypeThatCannotBeIsDamage() throws {
        let found = try corrupts(DatabaseName("nodes", .integerKey)) {
            try $0.put([1, 0, 0, 1, 0x41] as [UInt8], at: UInt32(1), in: $1)
        } reading: {
            _ = try $0.nodes([NodeID(1)])
        }
        #expect(found)
    }

    @Test func aNegativeCountOfNamesIsDamage() throws {
        let found = try corrupts(DatabaseName("names")) {
            try $0.put([UInt8](repeating: 0xFF, count: 8), at: [4, 0, 0] as [UInt8], in: $1)
        } reading: { _ in
        }
        #expect(found)
    }

    @Test(arguments: [UInt64(2), .max, 1 << 40]) func aCountThatCannotBeIsDamage(limit: UInt64) throws {
        let found = try corrupts(DatabaseName("meta")) {
            try $0.put(limit, at: Array("nodes".utf8), in: $1)
        } reading: { _ in
        }
        #expect(found)
    }
}
