import Foundation
import Graph
import LMDB
import TestSupport
import Testing
import TripleStore

/// Databases of earlier formats, as programs of their time have written them, become ones of this format when they are
/// opened for writing.
@Suite struct UpgradeTests {
    let scratch = Scratch()

    private static let readOnly = TripleStore.Options(readOnly: true)

    @Test(arguments: EarlierFormat.all)
    func openingForWritingBringsItUpToDate(format: EarlierFormat) throws {
        try format.unpack(to: scratch.path)
        let store = try TripleStore(folder: scratch.path)
        #expect(try store.reader().findings() == [])
        #expect(try store.reader().hasSums)
        #expect(try Listing(store.reader()).text == format.listing)
        // What the format lacked is there too.
        let reader = try store.reader()
        let song = try #require(reader.vocabulary.type(named: "song"))
        #expect(try reader.nodes(labelled: "sóng 5", type: song).count == 2)
        #expect(try reader.nodes(labelPrefix: "a very LONG", limit: 5).count == 1)
        let sungBy = try #require(reader.vocabulary.relation(named: "sungBy"))
        #expect(try reader.tails(of: sungBy).count == 3 && reader.vocabulary[sungBy].tails == 3)
    }

    @Test(arguments: EarlierFormat.all)
    func anUpgradedDatabaseIsWrittenOn(format: EarlierFormat) throws {
        try format.unpack(to: scratch.path)
        try TripleStore(folder: scratch.path).write { writer in
            let song = try writer.type(named: "song")
            let (one, two) = (try writer.node(type: song, key: "S3")!, try writer.node(type: song, key: "S4")!)
            try writer.add(Triple(one, writer.relation(named: "similarTo"), two), weight: 2)
            try writer.remove(node: one)
            try writer.add(type: song, key: "S5", label: "Called anew", properties: [Property("year", .integer(1))])
            try writer.removeSplit(name: "taste")
        }
        #expect(try TripleStore(folder: scratch.path, options: Self.readOnly).reader().findings() == [])
    }

    @Test func openingForReadingReadsFormatTwoAndSaysThatFormatOneIsOld() throws {
        let other = Scratch()
        for (format, path) in zip(EarlierFormat.all, [scratch.path, other.path]) { try format.unpack(to: path) }
        #expect(throws: StoreError.outdatedFormat(found: 1, supported: 3)) {
            try TripleStore(folder: scratch.path, options: Self.readOnly)
        }
        let reader = try TripleStore(folder: other.path, options: Self.readOnly).reader()
        #expect(try reader.findings() == [] && Listing(reader).text == EarlierFormat.two.listing)
        #expect(!reader.hasSums)
    }

    @Test(arguments: EarlierFormat.all)
    func anInterruptedUpgradeLeavesTheOldFormat(format: EarlierFormat) throws {
        try format.unpack(to: scratch.path)
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: StoreError.interrupted) {
            try TripleStore(folder: scratch.path, cancellation: cancellation)
        }
        #expect(try version() == UInt8(format.version))
        #expect(try Listing(TripleStore(folder: scratch.path).reader()).text == format.listing)
        #expect(try version() == 3)
    }

    /// The version that the database's mark says.
    private func version() throws -> UInt8? {
        let environment = try Environment(folder: scratch.path)
        let meta = try environment.databases([DatabaseName("meta")])![0]
        return try environment.read().snapshot.value(of: Array("format".utf8), in: meta) { $0[8] }
    }

    /// A program that reads on while another brings the database to its format sees the old state, then the new.
    @Test func aReaderGoesOnBesideAnUpgrade() throws {
        let format = EarlierFormat.two
        try format.unpack(to: scratch.path)
        // One environment of this process, opened for writing first: a reader's could not be written through.
        let environment = try Environment(folder: scratch.path)
        try withExtendedLifetime(environment) {
            let old = try TripleStore(folder: scratch.path, options: Self.readOnly)
            let before = try old.reader()
            _ = try TripleStore(folder: scratch.path)
            #expect(!before.hasSums)
            #expect(try Listing(before).text == format.listing)
            #expect(try old.reader().hasSums && Listing(old.reader()).text == format.listing)
        }
    }
}
