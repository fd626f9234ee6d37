import Graph
import Query
import TestSupport
import Testing

@Suite struct ShortestPathsTests {
    /// The shortest of all simple paths, in order.
    private func shortest(_ world: RandomGraph, _ request: PathRequest) -> [Path] {
        let all = world.simplePaths(request)
        return all.filter { $0.length == all[0].length }
    }

    @Test(arguments: 1...30) func findsAllOfThemInOrder(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 12, edges: 22, relations: 2)
        let query = GraphQuery(world.graph)
        for direction in [Direction.both, .out, .in] {
            for start in world.nodes.prefix(5) {
                for goal in world.nodes where goal != start {
                    let request = PathRequest(from: start, to: goal, by: EdgeChoice(.all, direction), limit: 1_000)
                    #expect(try query.shortestPaths(request).paths == shortest(world, request))
                }
            }
        }
    }

    @Test(arguments: 1...20) func ofLongerOnesTheShortestInTheRange(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 9, edges: 14, relations: 2)
        let query = GraphQuery(world.graph)
        for (start, goal) in zip(world.nodes, world.nodes.dropFirst()) {
            for hops in [2...3, 3...5, 4...4] {
                var request = PathRequest(
                    from: start, to: goal, hops: hops, avoiding: [world.nodes[8], start], limit: 1_000)
                let expected = shortest(world, request)
                #expect(try query.shortestPaths(request).paths == expected)
                request.limit = 2
                let few = try query.shortestPaths(request)
                #expect(few.paths == Array(expected.prefix(2)) && few.isCapped == (expected.count > 2))
            }
        }
    }

    @Test(arguments: 1...10) func aSearchFromManyAgreesWithOneEach(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 14, edges: 22, relations: 2)
        let query = GraphQuery(world.graph)
        let (goal, sources) = (world.nodes[0], Array(world.nodes.dropFirst()))
        let lists = try query.shortestPaths(fromEach: sources, to: goal, hops: 3, limit: 5)
        #expect(lists.count == sources.count)
        for (source, list) in zip(sources, lists) {
            #expect(list == (try query.shortestPaths(PathRequest(from: source, to: goal, hops: 1...3, limit: 5))))
        }
    }

    @Test func fewerThanAllAreTheFirst() throws {
        let graph = MemoryGraph()
        let (start, goal) = (graph.node("n", "a"), graph.node("n", "z"))
        for middle in 0..<8 {
            let node = graph.node("n", "\(middle)")
            graph.edge(start, "to", node)
            graph.edge(node, "to", goal)
        }
        let all = try GraphQuery(graph).shortestPaths(PathRequest(from: start, to: goal, limit: 100))
        let few = try GraphQuery(graph).shortestPaths(PathRequest(from: start, to: goal, limit: 3))
        #expect(all.paths.count == 8 && !all.isCapped)
        #expect(few.paths == Array(all.paths.prefix(3)) && few.isCapped)
    }

    @Test func aNodeReachesItselfInNoStep() throws {
        let world = RandomGraph(seed: 1, nodes: 4, edges: 6, relations: 1)
        let request = PathRequest(from: world.nodes[0], to: world.nodes[0])
        let query = GraphQuery(world.graph)
        #expect(try query.shortestPaths(request).paths == [Path(at: world.nodes[0])])
        #expect(try query.allPaths(request).paths == [Path(at: world.nodes[0])])
        #expect(try query.cheapestPaths(request, by: .weight).costs == [0])
    }

    @Test func twoSidesMeetBeforeEitherCrossesTheGraph() throws {
        let world = RandomGraph(seed: 5, nodes: 1_000, edges: 2_000, relations: 1)
        let query = GraphQuery(world.graph)
        var (met, crossed) = (0, 0)
        for (start, goal) in zip(world.nodes.prefix(10), world.nodes.suffix(10)) {
            let within = try query.neighbourhood(of: start, hops: 1...8).members
            guard let distance = within.first(where: { $0.node == goal })?.hop else { continue }
            let before = world.graph.cost.seeks
            let request = PathRequest(from: start, to: goal, hops: 1...8, limit: 1)
            #expect(try query.shortestPaths(request).paths.first?.length == distance)
            met += world.graph.cost.seeks - before
            crossed += within.filter { $0.hop < distance }.count
        }
        #expect(met > 0 && met * 3 < crossed)
    }

    @Test func noListIsReadTwice() throws {
        let graph = MemoryGraph()
        let chain = ["start", "hub", "middle", "other hub", "goal"].map { graph.node("n", $0) }
        for (here, there) in zip(chain, chain.dropFirst()) { graph.edge(here, "to", there) }
        for leaf in 0..<1_000 {
            graph.edge(chain[1], "to", graph.node("leaf", "\(leaf)"))
            graph.edge(chain[3], "to", graph.node("other leaf", "\(leaf)"))
        }
        let before = graph.cost
        let found = try GraphQuery(graph).shortestPaths(PathRequest(from: chain[0], to: chain[4]))
        #expect(found.paths.map(\.nodes) == [chain])
        let cost = graph.cost - before
        #expect(cost.seeks == 4 && cost.visits == 2 * (1 + 1_002))
    }
}
