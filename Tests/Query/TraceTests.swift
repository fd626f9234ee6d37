import Graph
import Query
import TestSupport
import Testing

@Suite struct TraceTests {
    private let world = RandomGraph(seed: 4, nodes: 60, edges: 150, relations: 2)

    /// What a query's steps cost together, and the cost that the graph counted.
    private func costs(_ run: (GraphQuery<MemoryGraph>) throws -> Void) rethrows -> (told: Cost, counted: Cost) {
        let (trace, before) = (Trace(), world.graph.cost)
        try run(GraphQuery(world.graph, trace: trace))
        var told = Cost()
        for step in trace.steps {
            told.seeks += step.cost.seeks
            told.visits += step.cost.visits
        }
        return (told, world.graph.cost - before)
    }

    @Test func everyWalkTellsAllThatItReads() throws {
        let (start, goal) = (world.nodes[0], world.nodes[40])
        let request = PathRequest(from: start, to: goal)
        let pattern = PathPattern.filtered(.step(EdgeChoice()), where: Rule.all(of: world)[0].condition)
        let walks: [(GraphQuery<MemoryGraph>) throws -> Void] = [
            { _ = try $0.neighbourhood(of: start, hops: 1...3) },
            { _ = try $0.neighbourCount(of: start, hops: 1...3) },
            { _ = try $0.traverse(from: start, by: .sequence([pattern, pattern])) },
            { _ = try $0.trails(from: start, by: .sequence([pattern, pattern])) },
            { _ = try $0.shortestPaths(request) },
            { _ = try $0.allPaths(request) },
            { _ = try $0.cheapestPaths(request, by: .weight) },
            { _ = try $0.similar(to: start) },
        ]
        for walk in walks {
            let (told, counted) = try costs(walk)
            #expect(told == counted)
            #expect(told.seeks > 0)
        }
    }

    @Test func aHopIsExpectedToFanOutAsTheGraphDoes() throws {
        let trace = Trace()
        let query = GraphQuery(world.graph, trace: trace)
        let found = try query.neighbourhood(of: world.nodes[0], hops: 1...2, by: EdgeChoice(.all, .out)).members
        #expect(trace.steps.map(\.work) == [1, 2].map { .hop($0, EdgeChoice(.all, .out)) })
        let fanOut = Double(world.triples.count) / 60
        let near = found.filter { $0.hop == 1 }.count
        #expect(trace.steps.map(\.estimated) == [fanOut, Double(near) * fanOut])
        #expect(trace.steps[0].rows == world.steps(from: world.nodes[0], by: EdgeChoice(.all, .out)).count)
    }
}
