import Foundation
import Graph
import LMDB
import TestSupport
import Testing
import TripleStore

/// A transaction that is undone leaves the database as it was, but for numbers of nodes that it gave out.
@Suite struct UndoTests {
    let scratch = Scratch()
    let store: TripleStore

    init() throws {
        store = try scratch.open()
        try store.write { writer in
            let nodes = try writer.add(
                (0..<12).map { place in
                    NewNode(
                        type: try writer.type(named: place < 6 ? "user" : "song"), key: "k\(place)",
                        label: place % 2 == 0 ? "Same" : nil, properties: [Property("n", .integer(Int64(place)))])
                })
            let played = try writer.relation(named: "played")
            try writer.load((0..<5).map { Triple(nodes[$0], played, nodes[6 + $0]) }, weights: [1, 2, 3, .nan, 5])
            try writer.set([Property("at", .string("home"))], of: Triple(nodes[0], played, nodes[6]))
            try writer.setAlias("me", to: nodes[1])
            try writer.putSplit(
                name: "s", rows: [SplitRow(user: nodes[0], train: [nodes[6]], test: nodes[7], negatives: [nodes[8]])])
        }
    }

    /// The pairs of every database but `meta`, which has the count of numbers given out.
    private func pairs() throws -> [StorePart: [RawStore.Pair]] {
        let environment = try RawStore.environment(scratch.path)
        var found: [StorePart: [RawStore.Pair]] = [:]
        for part in StorePart.allCases where part != .meta {
            let database = try environment.databases([RawStore.name(of: part)])![0]
            found[part] = try RawStore.pairs(environment.read().snapshot, database)
        }
        return found
    }

    private func expectUndone(_ change: (StoreWriter) throws -> Void) throws {
        let (before, limit) = (try pairs(), try store.reader().nodeLimit)
        let log = UndoLog()
        try store.write(recording: log, change)
        #expect(log.hasChanges)
        let changed = try store.reader().nodeLimit
        #expect(try pairs() != before)
        try store.undo(log)
        let after = try pairs()
        for part in StorePart.allCases { #expect(after[part] == before[part], "\(part)") }
        let reader = try store.reader()
        #expect(try reader.findings().isEmpty && reader.nodeLimit == changed && changed >= limit)
    }

    @Test func whatWasAddedIsGone() throws {
        try expectUndone { writer in
            let type = try writer.type(named: "artist")
            let node = try writer.add(
                type: type, key: "a", label: "New", properties: [Property("born", .integer(1951))]
            ).id
            try writer.add(Triple(NodeID(6), writer.relation(named: "sungBy"), node), weight: 2)
            try writer.setAlias("it", to: node)
        }
    }

    @Test func whatWasRemovedIsThereAgain() throws {
        try expectUndone { writer in
            try writer.remove(node: NodeID(0))
            try writer.remove(node: NodeID(1))
            try writer.removeSplit(name: "s")
        }
        #expect(try store.reader().alias(named: "me") == NodeID(1))
    }

    @Test func whatWasChangedIsAsItWas() throws {
        try expectUndone { writer in
            let played = try #require(writer.vocabulary.relation(named: "played"))
            let type = try writer.type(named: "song")
            try writer.add(type: type, key: "k6", label: "Other", properties: [Property("n", .string("x"))])
            try writer.add(Triple(NodeID(0), played, NodeID(6)), weight: 9)
            try writer.set([Property("at", .string("work"))], of: Triple(NodeID(0), played, NodeID(6)))
            try writer.setAlias("me", to: NodeID(2))
            try writer.putSplit(name: "s", rows: [])
        }
    }

    @Test(arguments: 1...12) func anyMixOfChangesAndALoad(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try expectUndone { writer in
            let relations = try ["played", "likes"].map { try writer.relation(named: $0) }
            let type = try writer.type(named: "song")
            let nodes = (0..<40).map { _ in NewNode(type: type, key: "k\(random.below(60))", label: "Same") }
            var there = try writer.add(nodes) + (0..<12).map { NodeID($0) }
            let triples = (0..<300).map { _ in
                Triple(there[random.below(there.count)], relations[random.below(2)], there[random.below(there.count)])
            }
            try writer.load(triples, weights: triples.map { _ in Float(random.below(9)) })
            for _ in 0..<40 {
                switch random.below(4) {
                case 0 where there.count > 2: try writer.remove(node: there.remove(at: random.below(there.count)))
                case 1: try writer.remove(triples[random.below(triples.count)])
                default:
                    let (head, tail) = (there[random.below(there.count)], there[random.below(there.count)])
                    try writer.add(Triple(head, relations[random.below(2)], tail), weight: Float(random.below(5)))
                }
                there.removeAll { (try? writer.node($0)) == nil }
            }
        }
    }

    @Test func anotherWriterSinceIsNotUndoneWithIt() throws {
        let log = UndoLog()
        try store.write(recording: log) { try $0.remove(node: NodeID(0)) }
        try TripleStore(folder: scratch.path).write { try $0.remove(node: NodeID(1)) }
        let before = try pairs()
        #expect(throws: StoreError.changedSince) { try store.undo(log) }
        #expect(try pairs() == before)
    }

    @Test func moreThanTheLogHoldsIsNotUndone() throws {
        let log = UndoLog(limit: 200)
        try store.write(recording: log) { writer in
            for place in 0..<50 { try writer.add(type: writer.type(named: "song"), key: "new\(place)") }
        }
        #expect(log.hasChanges)
        #expect(throws: StoreError.tooManyChanges) { try store.undo(log) }
        #expect(try store.reader().findings().isEmpty)
    }

    @Test func nothingChangedIsNothingToUndo() throws {
        let log = UndoLog()
        try store.write(recording: log) { try $0.add(type: $0.type(named: "song"), key: "k6") }
        #expect(!log.hasChanges)
    }
}
