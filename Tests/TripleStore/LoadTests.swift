import Graph
import TestSupport
import Testing
import TripleStore

@Suite struct LoadTests {
    private func triples(_ count: Int, among nodes: [NodeID], relations: Int, seed: UInt64) -> [Triple] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            // Low numbers are hubs.
            let head = Int.random(in: 0..<nodes.count, using: &random)
            let tail = Int.random(in: 0...head, using: &random) / 4
            return Triple(
                nodes[head], RelationID(rawValue: UInt16.random(in: 0..<UInt16(relations), using: &random)),
                nodes[tail])
        }
    }

    private func prepare(_ writer: StoreWriter, relations: Int) throws -> [NodeID] {
        for number in 0..<relations { _ = try writer.relation(named: "r\(number)") }
        return try writer.makeNodes(300) + writer.makeNodes(200, type: "other")
    }

    private func expectSame(_ left: StoreReader, _ right: StoreReader, _ triples: [Triple]) throws {
        let all = (0..<left.nodeLimit).map(NodeID.init)
        let (leftEdges, rightEdges) = (try left.neighbours(of: all), try right.neighbours(of: all))
        #expect(leftEdges.runs == rightEdges.runs)
        #expect(leftEdges.nodes == rightEdges.nodes)
        #expect(left.vocabulary == right.vocabulary)
        #expect(try left.findings() == [] && right.findings() == [])
        #expect(try left.weights(of: triples) == right.weights(of: triples))
        for relation in left.vocabulary.relations.indices.map({ RelationID(rawValue: UInt16($0)) }) {
            #expect(try left.heads(of: relation) == right.heads(of: relation))
            #expect(try left.tails(of: relation) == right.tails(of: relation))
        }
    }

    /// Into an empty database, and in pieces into one that fills up.
    @Test(arguments: [1, 2, 7])
    func loadEqualsAddingOneByOne(pieces: Int) throws {
        let (loaded, added) = (Scratch(), Scratch())
        let (bulk, single) = (try loaded.open(), try added.open())
        var all: [Triple] = []
        try bulk.write { writer in
            let nodes = try prepare(writer, relations: 3)
            all = triples(20_000, among: nodes, relations: 3, seed: UInt64(pieces))
            var random = SeededGenerator(seed: 9)
            let weights = all.map { _ in Float.random(in: 0..<4, using: &random) < 1 ? Float.nan : 3 }
            let size = all.count / pieces + 1
            for start in stride(from: 0, to: all.count, by: size) {
                let range = start..<min(start + size, all.count)
                try writer.load(Array(all[range]), weights: Array(weights[range]))
            }
            try single.write { one in
                _ = try prepare(one, relations: 3)
                for (triple, weight) in zip(all, weights) { try one.add(triple, weight: weight) }
            }
        }
        try expectSame(bulk.reader(), single.reader(), all)
    }

    @Test func lastWeightWins() throws {
        let scratch = Scratch()
        let store = try scratch.open()
        let triple = try store.write { writer in
            let (nodes, relation) = (try writer.makeNodes(2), try writer.relation(named: "played"))
            let triple = Triple(nodes[0], relation, nodes[1])
            #expect(try writer.load([triple, triple, triple], weights: [1, 5, .nan]) == 1)
            return triple
        }
        #expect(try store.reader().weights(of: [triple]) == [5])
        #expect(try store.write { try $0.load([triple], weights: [7]) } == 0)
        #expect(try store.reader().weights(of: [triple]) == [7])
        #expect(try store.reader().vocabulary.relations[0].weightName == "count")
    }

    @Test func unknownNodeIsAnError() throws {
        let scratch = Scratch()
        let store = try scratch.open()
        #expect(throws: StoreError.noSuchNode(NodeID(9))) {
            try store.write { writer in
                let (nodes, relation) = (try writer.makeNodes(2), try writer.relation(named: "r"))
                try writer.load([Triple(nodes[0], relation, nodes[1]), Triple(nodes[0], relation, NodeID(9))])
            }
        }
        #expect(try store.reader().nodeLimit == 0)
    }

    /// One listener more of a song that eighteen thousand have heard rewrites a path of pages, not the list.
    @Test func hubGrowsInPlace() throws {
        let scratch = Scratch()
        let store = try scratch.open()
        let (nodes, relation) = try store.write { writer in
            let (nodes, relation) = (try writer.makeNodes(18_002), try writer.relation(named: "heard"))
            try writer.load(nodes[1...18_000].map { Triple($0, relation, nodes[0]) })
            return (nodes, relation)
        }
        let writer = try store.begin()
        let before = writer.cost
        #expect(try writer.add(Triple(nodes[18_001], relation, nodes[0])))
        #expect(writer.cost.seeks - before.seeks <= 1)
        #expect(writer.cost.visits == before.visits)
        let pages = try store.pages()
        try writer.commit()
        // A list of 18 thousand takes 18 pages; the paths of eleven databases at most three each.
        #expect(try store.pages() - pages <= 30)
        #expect(try store.reader().degrees(of: [nodes[0]]) == [18_001])
    }

    @Test func raisedFlagInterruptsAndChangesNothing() throws {
        let scratch = Scratch()
        let cancellation = Cancellation()
        let store = try TripleStore(folder: scratch.path, options: .init(creates: true), cancellation: cancellation)
        #expect(throws: StoreError.interrupted) {
            try store.write { writer in
                let (nodes, relation) = (try writer.makeNodes(100), try writer.relation(named: "r"))
                cancellation.raise()
                try writer.load(nodes.map { Triple($0, relation, nodes[0]) })
            }
        }
        #expect(try store.reader().nodeLimit == 0)
    }
}
