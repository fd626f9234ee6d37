import Foundation
import Graph
import TestSupport
import Testing
import TripleStore

/// A file that grows, and one that cannot.
@Suite struct SpaceTests {
    let scratch = Scratch()

    @Test func theFileGrowsByItself() throws {
        let store = try scratch.open()
        func size() throws -> Int {
            try FileManager.default.attributesOfItem(atPath: scratch.dataFile.path)[.size] as? Int ?? 0
        }
        let empty = try size()
        #expect(empty < 1 << 20)
        try store.write { _ = try $0.makeNodes(100_000) }
        #expect(try (4 << 20..<16 << 20).contains(size()))
        try store.write { _ = try $0.makeNodes(100_000, type: "other") }
        #expect(try store.reader().nodeLimit == 200_000)
    }

    @Test func aFullMapUndoesTheTransactionAndNothingElse() throws {
        let store = try scratch.open(mapSize: 512 << 10)
        try store.write { _ = try $0.makeNodes(100) }
        #expect(throws: StoreError.mapFull) { try store.write { _ = try $0.makeNodes(50_000, type: "other") } }
        try expectUsable(store, nodes: 100)
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "a file system of a test's own needs root"))
    func aFullDiskUndoesTheTransactionAndNothingElse() throws {
        let disk = try #require(SmallDisk(megabytes: 2))
        try withExtendedLifetime(disk) {
            let store = try TripleStore(folder: disk.path + "/db", options: .init(creates: true))
            try store.write { _ = try $0.makeNodes(100) }
            #expect(throws: StoreError.diskFull) { try store.write { _ = try $0.makeNodes(50_000, type: "other") } }
            try expectUsable(store, nodes: 100)
        }
    }

    private func expectUsable(_ store: TripleStore, nodes: Int) throws {
        let reader = try store.reader()
        #expect(reader.nodeLimit == nodes)
        #expect(try reader.findings() == [])
        try store.write { writer in
            let relation = try writer.relation(named: "r")
            try writer.add(Triple(NodeID(0), relation, NodeID(1)))
        }
        #expect(try store.reader().neighbours(of: [NodeID(0)]).nodes == [NodeID(1)])
    }
}
