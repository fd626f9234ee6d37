import Graph
import Query
import TestSupport
import Testing

@Suite struct SimplePathsTests {
    @Test(arguments: 1...30) func allOfThemInOrder(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 9, edges: 16, relations: 2)
        let query = GraphQuery(world.graph)
        for (way, hops) in [(Direction.both, 1...4), (.out, 1...6), (.in, 2...5), (.both, 3...3)] {
            for goal in world.nodes.dropFirst() {
                var request = PathRequest(
                    from: world.nodes[0], to: goal, by: EdgeChoice(.all, way), hops: hops,
                    avoiding: seed % 2 == 0 ? [world.nodes[3], goal] : [], limit: 10_000)
                let expected = world.simplePaths(request)
                #expect(try query.allPaths(request).paths == expected)
                request.limit = 5
                let few = try query.allPaths(request)
                #expect(few.paths == Array(expected.prefix(5)) && few.isCapped == (expected.count > 5))
            }
        }
    }

    /// A start with 50 neighbours, of whom each has 20 more; the goal is next to one of these alone.
    private func bush() -> (graph: MemoryGraph, start: NodeID, goal: NodeID) {
        let graph = MemoryGraph()
        let (start, goal) = (graph.node("n", "start"), graph.node("n", "goal"))
        for branch in 0..<50 {
            let node = graph.node("n", "\(branch)")
            graph.edge(start, "to", node)
            for twig in 0..<20 { graph.edge(node, "to", graph.node("n", "\(branch) \(twig)")) }
        }
        graph.edge(graph.node("n", "7 7"), "to", goal)
        return (graph, start, goal)
    }

    @Test func deadEndsAreNotEntered() throws {
        let (graph, start, goal) = bush()
        let before = graph.cost.seeks
        #expect(try GraphQuery(graph).allPaths(PathRequest(from: start, to: goal, hops: 1...3)).paths.count == 1)
        // Back from the goal two hops; then the start at each length, and once each node of the one path.
        #expect(graph.cost.seeks - before <= 2 + 3 + 2)
    }

    @Test func aLimitStopsBeforeLongerOnesAreLookedFor() throws {
        let (graph, start, goal) = bush()
        graph.edge(start, "to", goal)
        graph.edge(start, "at", goal)
        let before = graph.cost.seeks
        let found = try GraphQuery(graph).allPaths(PathRequest(from: start, to: goal, limit: 1))
        #expect(found.isCapped && graph.cost.seeks - before == 1)
    }

    @Test func anInterruptStopsTheSearch() {
        let (graph, start, goal) = bush()
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: GraphError.interrupted) {
            try GraphQuery(graph, cancellation: cancellation).allPaths(PathRequest(from: start, to: goal))
        }
    }
}
