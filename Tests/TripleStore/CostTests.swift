import Graph
import Testing
import TripleStore

/// What answers cost, counted: a slower plan fails here without a clock.
@Suite struct CostTests {
    let scratch = Scratch()
    let store: TripleStore
    let nodes: [NodeID]
    let relations: [RelationID]

    init() throws {
        let store = try scratch.open()
        self.store = store
        (nodes, relations) = try store.write { writer in
            let nodes = try writer.makeNodes(50)
            let relations = try (0..<10).map { try writer.relation(named: "r\($0)") }
            for relation in relations {
                for other in nodes[1...] {
                    try writer.add(Triple(nodes[0], relation, other))
                    try writer.add(Triple(other, relation, nodes[0]))
                }
            }
            return (nodes, relations)
        }
    }

    private func cost(_ via: RelationSet, _ direction: Direction) throws -> [Int] {
        let reader = try store.reader()
        let adjacency = try reader.neighbours(of: [nodes[0]], via: via, direction: direction)
        #expect(
            adjacency.runs
                == adjacency.runs.sorted { ($0.isInverse ? 1 : 0, $0.relation) < ($1.isInverse ? 1 : 0, $1.relation) })
        #expect(adjacency.nodes.count == reader.cost.visits)
        return [reader.cost.seeks, reader.cost.visits]
    }

    @Test func allRelationsCostOneSeekANode() throws {
        #expect(try cost(.all, .both) == [1, 980])
        #expect(try cost(.all, .out) == [1, 490])
        #expect(try cost(.all, .in) == [1, 490])
    }

    @Test func fewRelationsAreSoughtExactly() throws {
        #expect(try cost(.of([relations[3]]), .out) == [1, 49])
        #expect(try cost(.of([relations[3]]), .both) == [2, 98])
        #expect(try cost(.of([relations[9], relations[0]]), .in) == [2, 98])
        #expect(try cost(.of([]), .both) == [0, 0])
    }

    @Test func manyRelationsAreScanned() throws {
        #expect(try cost(.of(relations.prefix(5)), .both) == [1, 490])
        #expect(try cost(.of(relations.suffix(5)), .in) == [1, 245])
    }

    @Test func degreesReadNoLists() throws {
        let reader = try store.reader()
        #expect(try reader.degrees(of: [nodes[0], nodes[1]]) == [980, 20])
        #expect(reader.cost.seeks == 2)
        #expect(reader.cost.visits == 0)
    }

    @Test func lookingNodesUpCostsASeekEachAndListsTheirLength() throws {
        let reader = try store.reader()
        let type = try #require(reader.vocabulary.type(named: reader.vocabulary.types[0].name))
        let node = try reader.node(nodes[0])
        #expect(reader.cost.seeks == 1 && reader.cost.visits == 0)
        #expect(try reader.node(type: node.type, key: node.key) == node.id)
        #expect(reader.cost.seeks == 2 && reader.cost.visits == 0)
        #expect(try reader.nodes(ofType: type).count == 50)
        #expect(reader.cost.seeks == 3 && reader.cost.visits == 50)
        _ = try reader.nodes(nodes)
        #expect(reader.cost.seeks == 53)
        #expect(try reader.heads(of: relations[0]).count + reader.tails(of: relations[0]).count == 100)
        #expect(reader.cost.seeks == 55 && reader.cost.visits == 150)
        _ = try reader.nodes(labelled: "nothing is called so")
        _ = try reader.nodes(labelPrefix: "nothing is called so", limit: 20)
        #expect(reader.cost.seeks == 57 && reader.cost.visits == 150)
    }

    @Test func propertiesOfEdgesAreSoughtWhereThereAreAny() throws {
        let triples = nodes[1...].map { Triple(nodes[0], relations[2], $0) }
        func seeks(_ reader: StoreReader) throws -> Int {
            _ = try reader.properties(of: triples)
            return reader.cost.seeks
        }
        #expect(try seeks(store.reader()) == 0)
        try store.write { try $0.set([Property("year", .integer(1999))], of: triples[7]) }
        #expect(try seeks(store.reader()) == triples.count)
        try store.write { try $0.remove(triples[7]) }
        #expect(try seeks(store.reader()) == 0)
    }

    @Test func unsortedFrontierWithRepeats() throws {
        let adjacency = try store.reader().neighbours(
            of: [nodes[5], nodes[0], nodes[5]], via: .of([relations[1]]), direction: .out)
        #expect(adjacency.runs.map(\.source) == [0, 1, 2])
        #expect(adjacency.nodes == [nodes[0]] + nodes[1...] + [nodes[0]])
    }
}
