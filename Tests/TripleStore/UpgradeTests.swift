import Foundation
import Graph
import LMDB
import TestSupport
import Testing
import TripleStore

/// A database of format 1 becomes one of this format when it is opened for writing.
@Suite struct UpgradeTests {
    let old = Scratch()
    let new = Scratch()

    /// A graph in `new`, and in `old` what format 1 makes of it.
    private func fill() throws {
        var random = SeededGenerator(seed: 5)
        try new.open().write { writer in
            let nodes = try writer.makeNodes(40) + writer.makeNodes(30, type: "other")
            for node in nodes where random.once(in: 3) {
                let stored = try writer.node(node)
                try writer.add(type: stored.type, key: stored.key, label: "Label \(random.below(9))")
                let properties = [Property("year", .integer(1999)), Property("genre", .string("Pop"))]
                try writer.add(
                    type: stored.type, key: stored.key, properties: Array(properties.prefix(1 + random.below(2))))
            }
            let relations = try ["played", "sungBy", "never"].map { try writer.relation(named: $0) }
            try writer.load(
                (0..<300).map { _ in
                    Triple(nodes[random.below(70)], relations[random.below(2)], nodes[random.below(70)])
                }, weights: (0..<300).map { $0 % 3 == 0 ? .nan : Float($0) })
            try writer.setAlias("me", to: nodes[3])
        }
        try FormatOne.copy(new.path, to: old.path)
    }

    @Test func openingForWritingBringsItUpToDate() throws {
        try fill()
        let (upgraded, expected) = (
            try TripleStore(folder: old.path).reader(), try TripleStore(folder: new.path).reader()
        )
        #expect(try upgraded.findings() == [])
        #expect(upgraded.vocabulary == expected.vocabulary)
        #expect(upgraded.vocabulary.properties.count == 2)
        let all = (0..<expected.nodeLimit).map(NodeID.init)
        #expect(try upgraded.nodes(all) == expected.nodes(all))
        #expect(try upgraded.neighbours(of: all).nodes == expected.neighbours(of: all).nodes)
        for label in (0..<9).map({ "label \($0)" }) {
            let other = upgraded.vocabulary.type(named: "other")
            #expect(try upgraded.nodes(labelled: label) == expected.nodes(labelled: label))
            #expect(
                try upgraded.nodes(labelled: label, type: other) == expected.nodes(labelled: label, type: other))
        }
        #expect(try !upgraded.nodes(labelPrefix: "label", limit: 1).isEmpty)
        #expect(try upgraded.alias(named: "me") == NodeID(3))
    }

    @Test func openingForReadingSaysThatItIsOld() throws {
        try fill()
        let readOnly = TripleStore.Options(readOnly: true)
        #expect(throws: StoreError.outdatedFormat(found: 1, supported: 2)) {
            try TripleStore(folder: old.path, options: readOnly)
        }
        _ = try TripleStore(folder: old.path)
        #expect(try TripleStore(folder: old.path, options: readOnly).reader().findings() == [])
    }

    @Test func anInterruptedUpgradeLeavesTheOldFormat() throws {
        try fill()
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: StoreError.interrupted) { try TripleStore(folder: old.path, cancellation: cancellation) }
        #expect(throws: StoreError.outdatedFormat(found: 1, supported: 2)) {
            try TripleStore(folder: old.path, options: .init(readOnly: true))
        }
        #expect(try TripleStore(folder: old.path).reader().findings() == [])
    }
}

/// Format 1, made from this program's: no lists of tails, no properties of edges, fewer counts.
private enum FormatOne {
    static let names: [DatabaseName] = [
        DatabaseName("meta"), DatabaseName("names"), DatabaseName("nodes", .integerKey), DatabaseName("keys"),
        DatabaseName("labels", [.duplicates, .fixedSize, .integerDuplicates]),
        DatabaseName("adjacency", .integerSets), DatabaseName("weights", .integerSets),
        DatabaseName("members", .integerSets), DatabaseName("aliases"), DatabaseName("splits"),
    ]

    static func copy(_ source: String, to target: String) throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        var options = Environment.Options()
        options.creates = true
        let (from, into) = (
            try Environment(folder: source, options: options), try Environment(folder: target, options: options)
        )
        let (all, made) = (try from.databases(names)!, try into.databases(names, creates: true)!)
        let reading = try from.read()
        let writing = try into.write()
        for (place, name) in names.enumerated() {
            var cursor = try reading.snapshot.cursor(in: all[place])
            var more = try cursor.moveToFirst()
            while more {
                let (key, value) = try cursor.read { key, value in
                    (key.indices.map { key[$0] }, value.indices.map { value[$0] })
                }
                if let old = old(key, value, in: name.name) { try writing.put(old, at: key, in: made[place]) }
                more = try cursor.moveToNext()
            }
        }
        try writing.commit()
    }

    /// The value that format 1 has in the place of `value`; nil where it has none.
    private static func old(_ key: [UInt8], _ value: [UInt8], in name: String) -> [UInt8]? {
        switch name {
        case "meta": key == Array("format".utf8) ? Array("segue\0\0\0".utf8) + [1, 0, 0, 0] : value
        case "names": key[0] == 4 ? nil : key[0] == 2 ? Array(value[..<8] + value[24...]) : value
        // Little-endian 2³² + 2¹⁵ + relation.
        case "members": key[4] == 1 && key[1] & 0x80 != 0 ? nil : value
        // Little-endian: the number is the upper half.
        case "labels": Array(value[4...])
        default: value
        }
    }
}
