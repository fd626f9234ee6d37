import Graph
import TestSupport
import Testing
import TripleStore

@Suite struct LabelTests {
    let scratch = Scratch()
    let store: TripleStore

    init() throws { store = try scratch.open() }

    private func add(_ labels: [String]) throws -> [NodeID] {
        try store.write { writer in
            let type = try writer.type(named: "song")
            return try labels.enumerated().map { try writer.add(type: type, key: "\($0)", label: $1).id }
        }
    }

    @Test func caseAndNormalFormDoNotMatter() throws {
        let ids = try add(["\u{C9}t\u{E9}", "E\u{301}TE\u{301}", "ete", "Stra\u{DF}e", "STRASSE", "strasse"])
        let reader = try store.reader()
        #expect(try reader.nodes(labelled: "e\u{301}t\u{E9}") == [ids[0], ids[1]])
        #expect(try reader.nodes(labelled: "ETE") == [ids[2]])
        #expect(try reader.nodes(labelled: "stra\u{DF}e") == [ids[3], ids[4], ids[5]])
        #expect(try reader.nodes(labelPrefix: "STRAS", limit: 2) == [ids[3], ids[4]])
        #expect(try reader.node(ids[1]).label == "E\u{301}TE\u{301}")
        #expect(try reader.nodes(labelled: "") == [])
    }

    /// Labels longer than LMDB's keys share a cut key; their records tell them apart.
    @Test func longLabelsSharingAPrefix() throws {
        let stem = String(repeating: "é", count: 300)
        let ids = try add([stem + "b", stem + "a", stem, stem + "B", String(stem.dropLast(61))])
        let reader = try store.reader()
        #expect(try reader.nodes(labelled: stem + "b") == [ids[0], ids[3]])
        #expect(try reader.nodes(labelled: stem) == [ids[2]])
        #expect(try reader.nodes(labelled: stem + "c") == [])
        #expect(try reader.nodes(labelPrefix: stem, limit: 9) == [ids[2], ids[1], ids[0], ids[3]])
        #expect(try reader.nodes(labelPrefix: stem + "a", limit: 9) == [ids[1]])
        #expect(try reader.nodes(labelPrefix: "é", limit: 2) == [ids[4], ids[2]])
        #expect(try store.write { try $0.remove(node: ids[2]) } == 0)
        #expect(try store.reader().nodes(labelled: stem) == [])
        #expect(try store.reader().nodes(labelled: stem + "a") == [ids[1]])
    }

    /// Keys and labels that agree for long, written by the hundred into a database that fills up.
    @Test(arguments: 1...4) func manyKeysAndLabelsAreFoundInOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func text() -> String {
            let stem = String(repeating: "same ", count: random.below(4))
            return stem + (0..<random.below(30)).map { _ in ["a", "b", "\0", "é"][random.below(4)] }.joined()
        }
        var keys: [String: NodeID] = [:]
        for _ in 0..<3 {
            try store.write { writer in
                let types = try ["song", "artist"].map { try writer.type(named: $0) }
                let nodes = (0..<300).map { _ in NewNode(type: types[random.below(2)], key: text(), label: text()) }
                let ids = try writer.add(nodes)
                #expect(ids.count == nodes.count)
                for (node, id) in zip(nodes, ids) {
                    let key = "\(node.type.rawValue) \(node.key)"
                    #expect(keys[key] == nil || keys[key] == id)
                    keys[key] = id
                }
            }
        }
        let reader = try store.reader()
        #expect(try reader.findings() == [])
        let all = try reader.nodes((0..<reader.nodeLimit).map(NodeID.init))
        #expect(all.count == keys.count)
        let labels = all.filter { $0.label != nil }
            .map { (label: Array(foldedLabel($0.label!).utf8), id: $0.id, type: $0.type) }
            .sorted { $0.label == $1.label ? $0.id < $1.id : $0.label.lexicographicallyPrecedes($1.label) }
        #expect(try reader.nodes(labelPrefix: "", limit: 1000) == labels.map(\.id))
        for type in reader.vocabulary.types.indices.map({ TypeID(rawValue: UInt16($0)) }) {
            let expected = labels.filter { $0.type == type }.map(\.id)
            #expect(try reader.nodes(labelPrefix: "", type: type, limit: 1000) == expected)
            #expect(try reader.nodes(labelPrefix: "", type: type, limit: 7) == Array(expected.prefix(7)))
        }
    }

    @Test func longKeyIsAnError() throws {
        let limit = 509
        let writer = try store.begin()
        let type = try writer.type(named: "song")
        let key = String(repeating: "k", count: limit)
        let id = try writer.add(type: type, key: key).id
        #expect(try writer.node(type: type, key: key) == id)
        #expect(throws: StoreError.keyTooLong(limit: limit)) { try writer.add(type: type, key: key + "k") }
        #expect(throws: StoreError.keyTooLong(limit: limit)) {
            try writer.add([NewNode(type: type, key: key + "k")])
        }
        #expect(try writer.node(type: type, key: key + "k") == nil)
    }

    /// A key is found as it was written, byte for byte.
    @Test func keysAreExact() throws {
        let writer = try store.begin()
        let type = try writer.type(named: "song")
        let (composed, decomposed) = (
            try writer.add(type: type, key: "\u{E9}"), try writer.add(type: type, key: "e\u{301}")
        )
        #expect(composed.id != decomposed.id)
        #expect(try writer.add([NewNode(type: type, key: "\u{E9}"), NewNode(type: type, key: "007")]).last?.index == 2)
        #expect(try writer.node(type: type, key: "7") == nil)
    }
}
