import Foundation
import Graph
import TestSupport
import Testing
import TripleStore

/// Copies of a database, which are there whole or not at all.
@Suite struct BackupTests {
    let scratch = Scratch()
    let folder: TemporaryFolder
    let store: TripleStore

    init() throws {
        folder = try TemporaryFolder()
        store = try scratch.open()
        try store.write { writer in
            let (nodes, relation) = (try writer.makeNodes(500), try writer.relation(named: "r"))
            try writer.load(nodes.map { Triple($0, relation, nodes[7]) }, weights: nodes.map { Float($0.rawValue) })
        }
    }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func aCopyIsADatabaseOfTheSameContent() throws {
        // Freed pages are not copied.
        for _ in 0..<20 { try store.write { _ = try $0.makeNodes(2_000, type: "other") } }
        let path = folder.path + "/new/copy"
        try store.backup(to: path)
        let copy = try TripleStore(folder: path)
        #expect(try copy.reader().findings() == [])
        #expect(try Listing(copy.reader()).text == Listing(store.reader()).text)
        #expect(try copy.pages() <= store.pages())
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/new") == ["copy"])
        #expect(throws: StoreError.taken) { try store.backup(to: path) }
    }

    @Test func whatIsCopiedWithItIsThereFirst() throws {
        try store.backup(to: folder.path + "/copy") { folder in
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/more"))
            try store.write { _ = try $0.makeNodes(1, type: "later") }
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/copy").sorted() == ["data.mdb", "more"])
        #expect(try TripleStore(folder: folder.path + "/copy").reader().vocabulary.type(named: "later") != nil)
    }

    @Test func noCopyIsMadeWithinTheDatabase() throws {
        #expect(throws: StoreError.withinItself) { try store.backup(to: scratch.path + "/copy") }
        #expect(throws: StoreError.withinItself) { try store.backup(to: scratch.path) }
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.path)
        #expect(throws: StoreError.withinItself) { try store.backup(to: link + "/deep/copy") }
        #expect(throws: StoreError.taken) { try store.backup(to: link) }
        let database = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
        #expect(database == ["data.mdb", "lock.mdb", "writer.lock"])
    }

    @Test func whatFailsLeavesNothing() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try store.backup(to: folder.path + "/copy") { _ in throw Stop() } }
        let cancellation = Cancellation()
        let other = try TripleStore(folder: scratch.path, cancellation: cancellation)
        cancellation.raise()
        #expect(throws: StoreError.interrupted) { try other.backup(to: folder.path + "/copy") }
        #expect(try files == [])
    }

    @Test func whatAKilledCopyLeftGoesWithTheNext() throws {
        // No process has the highest number; what is on its way to another name stays.
        for name in [".copy.2147483647.new", ".other.2147483647.new"] {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + name, withIntermediateDirectories: false)
        }
        try store.backup(to: folder.path + "/copy")
        #expect(try files == [".other.2147483647.new", "copy"])
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "a file system of a test's own needs root"))
    func aFullDiskLeavesNothing() throws {
        try store.write { _ = try $0.makeNodes(30_000, type: "other") }
        let disk = try #require(SmallDisk(megabytes: 1))
        try withExtendedLifetime(disk) {
            #expect(throws: StoreError.diskFull) { try store.backup(to: disk.path + "/copy") }
            let left = try FileManager.default.contentsOfDirectory(atPath: disk.path)
            #expect(left == [])
        }
        #expect(try store.reader().findings() == [])
    }
}
