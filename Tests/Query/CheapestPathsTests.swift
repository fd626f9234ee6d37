import Graph
import Query
import TestSupport
import Testing

@Suite struct CheapestPathsTests {
    private func cost(_ path: Path, _ world: RandomGraph) -> Double? {
        let weights = path.triples.map { world.weights[$0] }
        return weights.contains(nil) ? nil : weights.reduce(0) { $0 + Double($1 ?? 0) }
    }

    @Test(arguments: 1...30) func theSumsOfWeightsDecide(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 9, edges: 18, relations: 2)
        let query = GraphQuery(world.graph)
        for (way, hops) in [(Direction.both, 1...4), (.out, 1...9), (.in, 2...5), (.both, 1...20)] {
            for goal in world.nodes.dropFirst(4) {
                let request = PathRequest(
                    from: world.nodes[0], to: goal, by: EdgeChoice(.all, way), hops: hops,
                    avoiding: seed % 2 == 0 ? [world.nodes[3], goal] : [], limit: 6)
                let expected = world.simplePaths(request).compactMap { path in cost(path, world).map { ($0, path) } }
                    .sorted { $0 < $1 }
                let found = try query.cheapestPaths(request, by: .weight)
                #expect(found.paths == expected.prefix(6).map(\.1))
                #expect(found.costs == expected.prefix(6).map(\.0))
                #expect(found.isCapped == (expected.count > 6))
            }
        }
    }

    /// Two ways from a to z: a long cheap one and a short dear one by `km`.
    private func roads(dear: PropertyValue) -> (graph: MemoryGraph, ends: [NodeID]) {
        let graph = MemoryGraph()
        let nodes = ["a", "b", "c", "z"].map { graph.node("town", $0) }
        for (here, there) in zip(nodes, nodes.dropFirst()) {
            graph.edge(here, "road", there, properties: [Property("km", .number(1.5))])
        }
        graph.edge(nodes[0], "road", nodes[3], properties: [Property("km", dear)])
        graph.edge(nodes[0], "path", nodes[3])
        return (graph, nodes)
    }

    @Test func aPropertyOfEdgesMayBeTheCost() throws {
        let (graph, ends) = roads(dear: .integer(9))
        let found = try GraphQuery(graph).cheapestPaths(
            PathRequest(from: ends[0], to: ends[3]), by: .property("km"))
        #expect(found.paths.map(\.length) == [3, 1])
        #expect(found.costs == [4.5, 9])
    }

    @Test func aCostBelowZeroIsAnError() throws {
        let (graph, ends) = roads(dear: .integer(-1))
        #expect(throws: QueryError.negativeCost(Triple(ends[0], graph.relation("road"), ends[3]))) {
            try GraphQuery(graph).cheapestPaths(PathRequest(from: ends[0], to: ends[3]), by: .property("km"))
        }
    }

    @Test func theSearchEndsWhereTheGoalIsNear() throws {
        let graph = MemoryGraph()
        let chain = (0..<500).map { graph.node("n", "\($0)") }
        for (here, there) in zip(chain, chain.dropFirst()) { graph.edge(here, "to", there, weight: 1) }
        let before = graph.cost.seeks
        let found = try GraphQuery(graph).cheapestPaths(
            PathRequest(from: chain[250], to: chain[253], hops: 1...1_000), by: .weight)
        #expect(found.costs == [3])
        // Each node that is walked from is looked up once, however many searches there are, and each edge's weight.
        #expect(graph.cost.seeks - before <= 3 * 500)
    }
}

private func < (left: (Double, Path), right: (Double, Path)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0 < right.0
}
