import Graph
import Query
import TestSupport
import Testing

@Suite struct NeighbourhoodTests {
    @Test func nearestHopWinsAndRelationsAreNamed() throws {
        let graph = MemoryGraph()
        let easy = graph.node("song", "easy")
        let sussudio = graph.node("song", "sussudio")
        let phil = graph.node("artist", "Phil Collins")
        let year = graph.node("year", "1985")
        graph.edge(easy, "sungBy", phil)
        graph.edge(sussudio, "sungBy", phil)
        graph.edge(sussudio, "releasedIn", year)
        graph.edge(phil, "singerOf", easy)

        let found = try GraphQuery(graph).neighbourhood(of: easy, hops: 1...2)
        #expect(found.members.map(\.node) == [phil, sussudio])
        #expect(found.members.map(\.hop) == [1, 2])
        #expect(found.members[0].via.map { graph.vocabulary[$0].name } == ["sungBy", "singerOf"])
    }

    @Test func onlyTheHopsAskedFor() throws {
        let graph = MemoryGraph()
        let chain = (0..<5).map { graph.node("n", "\($0)") }
        for (a, b) in zip(chain, chain.dropFirst()) { graph.edge(a, "next", b) }
        let found = try GraphQuery(graph).neighbourhood(of: chain[0], hops: 2...3, by: EdgeChoice(.all, .out))
        #expect(found.members.map(\.node) == [chain[2], chain[3]])
        let back = try GraphQuery(graph).neighbourhood(of: chain[0], hops: 1...4, by: EdgeChoice(.all, .in))
        #expect(back.members.isEmpty)
    }

    @Test func theLimitSaysHowManyAreLeft() throws {
        let graph = MemoryGraph()
        let hub = graph.node("year", "1985")
        for song in 0..<20 { graph.edge(graph.node("song", "\(song)"), "releasedIn", hub) }
        let found = try GraphQuery(graph).neighbourhood(of: hub, limit: 3)
        #expect(found.members.count == 3)
        #expect(found.left == 17)
    }

    @Test func aLoopDoesNotMakeANodeItsOwnNeighbour() throws {
        let graph = MemoryGraph()
        let node = graph.node("n", "a")
        graph.edge(node, "knows", node)
        #expect(try GraphQuery(graph).neighbourhood(of: node, hops: 1...3).members.isEmpty)
    }

    @Test(arguments: 1...20) func agreesWithTheDistancesOfANaiveSearch(seed: Int) throws {
        let random = RandomGraph(seed: UInt64(seed), nodes: 30, edges: 45, relations: 3)
        let query = GraphQuery(random.graph)
        for start in random.nodes.prefix(10) {
            let found = try query.neighbourhood(of: start, hops: 1...3)
            let expected = random.distances(from: start).filter { (1...3).contains($0.value) }
            #expect(Dictionary(uniqueKeysWithValues: found.members.map { ($0.node, $0.hop) }) == expected)
            #expect(
                found.members.map { [$0.hop, $0.node.index] }
                    == found.members.map { [$0.hop, $0.node.index] }.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    @Test(arguments: 1...20) func theCountIsThatOfTheMembers(seed: Int) throws {
        let random = RandomGraph(seed: UInt64(seed), nodes: 40, edges: 60, relations: 3)
        let query = GraphQuery(random.graph)
        for (start, hops) in zip(random.nodes, [1...1, 1...2, 1...4, 2...2, 2...3, 3...6, 1...1, 4...4]) {
            let edges = EdgeChoice(.all, seed % 2 == 0 ? .both : .out)
            let found = try query.neighbourhood(of: start, hops: hops, by: edges)
            let before = random.graph.cost
            #expect(try query.neighbourCount(of: start, hops: hops, by: edges) == found.members.count)
            #expect(random.graph.cost.visits - before.visits <= 2 * random.triples.count)
            let few = try query.neighbourhood(of: start, hops: hops, by: edges, limit: 2)
            #expect(few.members == Array(found.members.prefix(2)))
            #expect(few.left == found.members.count - few.members.count)
        }
    }

    @Test func oneQuestionAHop() throws {
        let random = RandomGraph(seed: 7, nodes: 200, edges: 400, relations: 2)
        let before = random.graph.cost.seeks
        let found = try GraphQuery(random.graph).neighbourhood(of: random.nodes[0], hops: 1...2)
        let frontier = 1 + found.members.filter { $0.hop == 1 }.count
        #expect(random.graph.cost.seeks - before == frontier)
    }

    @Test func anInterruptStopsTheWalk() throws {
        let random = RandomGraph(seed: 7, nodes: 20, edges: 40, relations: 2)
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: GraphError.interrupted) {
            try GraphQuery(random.graph, cancellation: cancellation).neighbourhood(of: random.nodes[0])
        }
    }
}
