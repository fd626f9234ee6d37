import Graph
import Query
import TestSupport
import Testing

@Suite struct ShortestPathsTests {
    /// All paths of `length` steps between two nodes, by trying every walk.
    private func walks(_ world: RandomGraph, _ edges: EdgeChoice, from start: NodeID, to goal: NodeID, length: Int)
        -> Set<Path>
    {
        var front = [Path(at: start)]
        for _ in 0..<length {
            front = front.flatMap { path in
                world.steps(from: path.end, by: edges).map { next, triple in
                    let isInverse = triple.tail == path.end && (triple.head != path.end || edges.direction == .in)
                    return path.appending(Path.Step(relation: triple.relation, isInverse: isInverse), to: next)
                }
            }
        }
        return Set(front.filter { $0.end == goal })
    }

    @Test(arguments: 1...30) func findsAllOfThem(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 14, edges: 22, relations: 2)
        let query = GraphQuery(world.graph)
        for direction in [Direction.both, .out, .in] {
            let edges = EdgeChoice(.all, direction)
            for start in world.nodes.prefix(5) {
                let distances = world.distances(from: start, by: edges)
                for goal in world.nodes where goal != start {
                    let found = try query.shortestPaths(from: start, to: goal, by: edges, hops: 4, limit: 1_000)
                    let near = distances[goal].flatMap { $0 <= 4 ? $0 : nil }
                    let expected = near.map { walks(world, edges, from: start, to: goal, length: $0) } ?? []
                    #expect(Set(found.paths) == expected)
                    #expect(found.paths.count == expected.count)
                }
            }
        }
    }

    @Test(arguments: 1...10) func aSearchFromManyAgreesWithOneEach(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 14, edges: 22, relations: 2)
        let query = GraphQuery(world.graph)
        let (goal, sources) = (world.nodes[0], Array(world.nodes.dropFirst()))
        let lists = try query.shortestPaths(fromEach: sources, to: goal, hops: 3, limit: 5)
        for (source, list) in zip(sources, lists) {
            #expect(list == (try query.shortestPaths(from: source, to: goal, hops: 3, limit: 5)))
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
        let all = try GraphQuery(graph).shortestPaths(from: start, to: goal, limit: 100)
        let few = try GraphQuery(graph).shortestPaths(from: start, to: goal, limit: 3)
        #expect(all.paths.count == 8 && !all.isCapped)
        #expect(few.paths == Array(all.paths.prefix(3)) && few.isCapped)
    }

    @Test func aNodeReachesItselfInNoStep() throws {
        let world = RandomGraph(seed: 1, nodes: 4, edges: 6, relations: 1)
        let found = try GraphQuery(world.graph).shortestPaths(from: world.nodes[0], to: world.nodes[0])
        #expect(found.paths == [Path(at: world.nodes[0])])
    }

    @Test func twoSidesMeetBeforeEitherCrossesTheGraph() throws {
        let world = RandomGraph(seed: 5, nodes: 1_000, edges: 2_000, relations: 1)
        let query = GraphQuery(world.graph)
        var (met, crossed) = (0, 0)
        for (start, goal) in zip(world.nodes.prefix(10), world.nodes.suffix(10)) {
            let within = try query.neighbourhood(of: start, hops: 1...8).members
            let distance = try #require(within.first { $0.node == goal }?.hop)
            let before = world.graph.cost.seeks
            #expect(try query.shortestPaths(from: start, to: goal, hops: 8, limit: 1).paths.first?.length == distance)
            met += world.graph.cost.seeks - before
            crossed += within.filter { $0.hop < distance }.count
        }
        #expect(met * 3 < crossed)
    }
}
