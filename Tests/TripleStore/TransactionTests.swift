import Graph
import Testing
import TripleStore

@Suite struct TransactionTests {
    let scratch = Scratch()
    let store: TripleStore

    init() throws { store = try scratch.open() }

    @Test func readerOpenedBeforeACommitDoesNotSeeIt() throws {
        let (nodes, relation) = try store.write { (try $0.makeNodes(3), try $0.relation(named: "r")) }
        let before = try store.reader()
        try store.write { try $0.add(Triple(nodes[0], relation, nodes[1])) }
        #expect(try before.neighbours(of: [nodes[0]]).nodes.isEmpty)
        #expect(before.vocabulary[relation].count == 0)
        let after = try store.reader()
        #expect(try after.neighbours(of: [nodes[0]]).nodes == [nodes[1]])
        #expect(after.vocabulary[relation].count == 1)
    }

    @Test func writerSeesItsOwnWritesAndNobodyElseDoes() throws {
        let writer = try store.begin()
        let nodes = try writer.makeNodes(3)
        #expect(try writer.nodes(nodes).map(\.key) == ["n0", "n1", "n2"])
        #expect(try store.reader().nodeLimit == 0)
        writer.abort()
        #expect(throws: GraphError.self) { try writer.nodes(nodes) }
        #expect(throws: StoreError.self) { try writer.commit() }
        #expect(try store.reader().nodeLimit == 0)
    }

    @Test func droppedWriterAborts() throws {
        func begin() throws { _ = try store.begin().makeNodes(3) }
        try begin()
        #expect(try store.reader().nodeLimit == 0)
        #expect(try store.write { try $0.makeNodes(1) } == [NodeID(0)])
    }

    @Test func throwingBodyAborts() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try store.write { writer in
                _ = try writer.makeNodes(3)
                throw Stop()
            }
        }
        #expect(try store.reader().nodeLimit == 0)
    }

    @Test func secondWriterOfAThreadIsRefused() throws {
        let writer = try store.begin()
        #expect(throws: StoreError.locked) { try store.begin() }
        writer.abort()
    }

    @Test func writersOfOtherThreadsTakeTurns() async throws {
        let store = store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<25 {
                        try store.write { writing in
                            let type = try writing.type(named: "t\(writer)")
                            try writing.add(type: type, key: "\(number)")
                        }
                        #expect(try store.reader().nodeLimit > number)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.reader().nodeLimit == 100)
        #expect(try store.reader().vocabulary.types.map(\.count) == [25, 25, 25, 25])
    }

    @Test func numbersAreNeverGivenOutAgain() throws {
        try store.write { writer in
            let nodes = try writer.makeNodes(3)
            try writer.remove(node: nodes[2])
        }
        let again = try store.write { try $0.makeNodes(3) }
        #expect(again.map(\.index) == [0, 1, 3])
    }

    @Test func namesAreFoundInAnyCase() throws {
        try store.write { writer in
            let type = try writer.type(named: "Song")
            #expect(try writer.type(named: "SONG") == type)
            #expect(try writer.relation(named: "sungBy") == writer.relation(named: "SUNGBY"))
        }
        #expect(try store.reader().vocabulary.types.map(\.name) == ["Song"])
    }

    @Test func aliasesGoWithTheirNode() throws {
        let nodes = try store.write { writer in
            let nodes = try writer.makeNodes(2)
            try writer.setAlias("me", to: nodes[0])
            try writer.setAlias("you", to: nodes[1])
            return nodes
        }
        #expect(try store.reader().alias(named: "me") == nodes[0])
        try store.write { try $0.remove(node: nodes[0]) }
        #expect(try store.reader().aliases.map(\.name) == ["you"])
        #expect(throws: StoreError.noSuchNode(nodes[0])) { try store.write { try $0.setAlias("me", to: nodes[0]) } }
        #expect(throws: StoreError.emptyName) { try store.write { try $0.setAlias("", to: nodes[1]) } }
    }

    @Test func splitsComeBackInFileOrder() throws {
        let rows = (0..<500).map { place in
            SplitRow(
                user: NodeID(1000 - place), train: (0..<place % 7).map(NodeID.init),
                test: place % 3 == 0 ? nil : NodeID(place), negatives: (0..<99).map { NodeID(99 - $0) })
        }
        try store.write { writer in
            _ = try writer.makeNodes(1001)
            try writer.putSplit(name: "taste", rows: rows)
            try writer.putSplit(name: "tast", rows: Array(rows.prefix(2)))
            try writer.putSplit(name: "other", rows: Array(rows.suffix(3)))
        }
        let reader = try store.reader()
        #expect(try reader.splitNames == ["other", "tast", "taste"])
        #expect(try reader.split(named: "taste") == rows)
        #expect(try reader.split(named: "tast") == Array(rows.prefix(2)))
        #expect(try reader.split(named: "none") == nil)
        try store.write { try $0.putSplit(name: "taste", rows: Array(rows.prefix(1))) }
        #expect(try store.reader().split(named: "taste") == Array(rows.prefix(1)))
        #expect(try store.write { try $0.removeSplit(name: "taste") })
        #expect(try store.reader().splitNames == ["other", "tast"])
    }
}
