import Graph
import Query
import TestSupport
import Testing

/// Bounds on what matches ask of the graph, and the order in which they do.
@Suite struct MatchPlanTests {
    private let library = SongLibrary(seed: 3, songs: 4_000, artists: 400, tags: 40, years: 10, isMixed: false)
    private var song: TypeID { library.graph.type("song") }

    /// What a match cost and how it went.
    private func measure(
        _ pattern: MatchPattern, _ items: [MatchReturn.Item], in graph: MemoryGraph, limit: Int? = nil,
        order: MatchReturn.Order? = nil
    ) throws -> (rows: Rows, isCapped: Bool, cost: Cost, trace: Trace) {
        let (before, trace) = (graph.cost, Trace())
        let answer = try GraphQuery(graph, trace: trace).match(
            pattern, returning: MatchReturn(items, order: order, limit: limit))
        return (answer.rows, answer.isCapped, graph.cost - before, trace)
    }

    private func works(_ trace: Trace) -> [MatchWork] {
        trace.steps.compactMap { if case .match(let work) = $0.work { work } else { nil } }
    }

    @Test func theStartIsTheSelectiveEndHoweverThePatternIsWritten() throws {
        let one = library.songs[7]
        let known = MatchPattern.Node(type: song, candidates: [one])
        let other = MatchPattern.Node(type: song)
        let (sung, back) = (library.choice("sungBy"), library.choice("sungBy", .in))
        let written = [
            MatchPattern(
                nodes: [known, .init(), other], edges: [.init(from: 0, to: 1, sung), .init(from: 1, to: 2, back)]),
            MatchPattern(
                nodes: [other, .init(), known], edges: [.init(from: 0, to: 1, sung), .init(from: 1, to: 2, back)]),
            MatchPattern(
                nodes: [.init(), other, known], edges: [.init(from: 0, to: 1, back), .init(from: 2, to: 0, sung)]),
        ]
        var costs: [Cost] = []
        for pattern in written {
            let items = pattern.nodes.indices.map { MatchReturn.Item.value(.column($0)) }
            let found = try measure(pattern, items, in: library.graph)
            let place = pattern.nodes.firstIndex { $0.candidates != nil } ?? 0
            #expect(works(found.trace).first == .start(node: place, from: .candidates))
            #expect(found.rows.count > 0)
            #expect(found.cost.seeks <= 2)
            #expect(found.cost.visits <= found.rows.count + 2)
            costs.append(found.cost)
        }
        #expect(costs.allSatisfy { $0 == costs[0] })
    }

    @Test func aSmallTypeGoesBeforeALargeOne() throws {
        let pattern = MatchPattern(
            nodes: [.init(type: song), .init(type: library.graph.type("year"))],
            edges: [.init(from: 0, to: 1, library.choice("releasedIn"))])
        let found = try measure(pattern, [.value(.column(0))], in: library.graph)
        #expect(
            works(found.trace) == [
                .start(node: 1, from: .type(library.graph.type("year"))), .expand(node: 0, along: [0]),
            ])
        #expect(found.cost.seeks <= 11)
    }

    @Test func aConditionIsLookedAtAsSoonAsItsVariableIsBound() throws {
        let graph = MemoryGraph()
        let hub = graph.node("hub", "0")
        for spoke in 0..<100 {
            let node = graph.node("spoke", "\(spoke)", properties: [Property("size", .integer(Int64(spoke)))])
            graph.edge(hub, "to", node)
            for leaf in 0..<5 { graph.edge(node, "has", graph.node("leaf", "\(spoke) \(leaf)")) }
        }
        let (to, has) = (graph.relation("to"), graph.relation("has"))
        let pattern = MatchPattern(
            nodes: [.init(candidates: [hub]), .init(), .init()],
            edges: [
                .init(from: 0, to: 1, EdgeChoice(.of([to]), .out)), .init(from: 1, to: 2, EdgeChoice(.of([has]), .out)),
            ],
            where: .comparison(.field(.property("size"), of: .column(1)), .equal, .constant(.integer(3))))
        let found = try measure(pattern, [.value(.column(2))], in: graph)
        #expect(found.rows.count == 5)
        // The spokes, a hundred properties, and the hub and the leaves of the one that fits.
        #expect(found.cost.seeks <= 103)
        #expect(found.trace.steps.first { $0.work == .filter }?.rows == 1)
    }

    @Test func trianglesAroundHubsNeverMakeThePairs() throws {
        let graph = MemoryGraph()
        let nodes = (0..<300).map { graph.node("n", "\($0)") }
        // Three hubs that everyone knows and that know everyone: of pairs of neighbours there are 90,000 at each.
        for hub in nodes.prefix(3) {
            for node in nodes where node != hub {
                graph.edge(hub, "knows", node)
                graph.edge(node, "knows", hub)
            }
        }
        let knows = EdgeChoice(.of([graph.relation("knows")]), .out)
        let triangle = MatchPattern(
            nodes: [.init(), .init(), .init()],
            edges: [.init(from: 0, to: 1, knows), .init(from: 1, to: 2, knows), .init(from: 2, to: 0, knows)])
        let edges = graph.vocabulary.relations[0].count
        let found = try measure(triangle, [.aggregate(.count, of: nil)], in: graph)
        let joined = nodes.reduce(0) { $0 + (($1.index < 3 ? 299 : 3) * ($1.index < 3 ? 299 : 3)) }
        #expect(found.rows.columns == [[.integer(Int64(3 * (2 * 297 * 3) + 6))]])
        #expect(found.cost.visits <= 3 * edges + nodes.count)
        #expect(found.cost.visits * 30 < joined)
        #expect(works(found.trace).contains { if case .expand(_, let along) = $0 { along.count == 2 } else { false } })
    }

    @Test func anEdgeBetweenBoundNodesIsLookedForAtItsPoorerEnd() throws {
        let graph = MemoryGraph()
        let (hub, one) = (graph.node("hub", "0"), graph.node("n", "one"))
        for number in 0..<1_000 { graph.edge(graph.node("n", "\(number)"), "to", hub) }
        graph.edge(one, "to", hub)
        let pattern = MatchPattern(
            nodes: [.init(candidates: [hub]), .init(candidates: [one])],
            edges: [.init(from: 0, to: 1, EdgeChoice(.of([graph.relation("to")]), .in))])
        let found = try measure(pattern, [.value(.column(0))], in: graph)
        #expect(found.rows.count == 1)
        #expect(found.cost.visits == 1)
    }

    @Test func countsDoNotListWhatTheyCount() throws {
        let pattern = MatchPattern(
            nodes: [.init(), .init(), .init()],
            edges: [
                .init(from: 0, to: 1, library.choice("sungBy")), .init(from: 2, to: 1, library.choice("sungBy")),
            ])
        let found = try measure(pattern, [.aggregate(.count, of: nil)], in: library.graph)
        guard case .integer(let count) = found.rows.columns[0][0] else { return #expect(Bool(false)) }
        let edges = library.graph.vocabulary.relations[Int(library.graph.relation("sungBy").rawValue)].count
        #expect(count > Int64(4 * edges))
        #expect(found.cost.visits <= 4 * edges + 2 * 400)
    }

    @Test func aCountHasOneEstimatedStepAVariable() throws {
        let (sung, back) = (library.choice("sungBy"), library.choice("sungBy", .in))
        let pattern = MatchPattern(
            nodes: [.init(candidates: [library.songs[0]]), .init(), .init(), .init()],
            edges: [.init(from: 0, to: 1, sung), .init(from: 1, to: 2, back), .init(from: 2, to: 3, sung)],
            where: .comparison(.column(1), .unequal, .column(3)))
        let steps = try measure(pattern, [.aggregate(.count, of: nil)], in: library.graph).trace.steps
        #expect(counted(steps) == [0, 3, 2, 1])
        #expect(steps.allSatisfy { $0.estimated != nil })
    }

    /// The variables that are counted, step by step.
    private func counted(_ steps: [Trace.Step]) -> [Int] {
        steps.compactMap { if case .match(.count(let node)) = $0.work { node } else { nil } }
    }

    @Test func theFirstOfManyCountsAreFoundBeforeAllAreCounted() throws {
        var library = library
        let items: [MatchReturn.Item] = [.value(.column(4)), .aggregate(.count, of: .column(2))]
        let order = MatchReturn.Order(by: 1, isDescending: true)
        let tries = try (0..<20).map { _ in
            let pattern = library.sharedTags(isApart: true, withYear: true)
            return (pattern, try measure(pattern, items, in: library.graph))
        }
        let (pattern, all) = try #require(tries.max { $0.1.rows.count < $1.1.rows.count })
        let top = try measure(pattern, items, in: library.graph, limit: 3, order: order)
        #expect(top.rows.count == 3)
        #expect(works(top.trace).contains(.top(node: 4)))
        #expect(top.cost.seeks * 2 < all.cost.seeks)
    }

    @Test func aLimitEndsTheWorkEarly() throws {
        let pattern = MatchPattern(
            nodes: [.init(), .init()], edges: [.init(from: 0, to: 1, library.choice("sungBy"))])
        let found = try measure(pattern, [.value(.column(0)), .value(.column(1))], in: library.graph, limit: 2)
        #expect(found.rows.count == 2)
        #expect(found.cost.seeks <= 3)
    }

    @Test func aLimitEndsTheLookAtAConditionEarly() throws {
        let graph = MemoryGraph()
        let hub = graph.node("hub", "0")
        for spoke in 0..<1_000 { graph.edge(hub, "to", graph.node("spoke", "\(spoke)")) }
        let spoke = MatchPattern.Node(type: graph.type("spoke"))
        let touched = { (node: Int) in
            Condition.comparison(.field(.degree, of: .column(node)), .greater, .constant(.integer(0)))
        }
        let to = EdgeChoice(.of([graph.relation("to")]), .out)
        let patterns = [
            MatchPattern(nodes: [spoke], where: touched(0)),
            MatchPattern(
                nodes: [.init(candidates: [hub]), spoke], edges: [.init(from: 0, to: 1, to)], where: touched(1)),
        ]
        for pattern in patterns {
            let found = try measure(pattern, [.value(.column(0))], in: graph, limit: 3)
            #expect(found.rows.count == 3)
            #expect(found.cost.seeks <= 1 + 3)
        }
    }

    @Test func theStepsOfATraceCostWhatTheMatchDoes() throws {
        var library = library
        let pattern = library.sharedTags(isApart: true, withYear: true)
        let count = MatchReturn.Item.aggregate(.count, of: .column(2))
        let order = MatchReturn.Order(by: 1, isDescending: true)
        for items in [[.value(.column(4)), count], [.value(.column(4)), count, .aggregate(.max, of: .column(2))]] {
            let found = try measure(pattern, items, in: library.graph, limit: 3, order: order)
            var sum = Cost()
            for step in found.trace.steps {
                sum.seeks += step.cost.seeks
                sum.visits += step.cost.visits
            }
            #expect(sum == found.cost)
        }
    }

    @Test func anInterruptStopsAMatch() {
        let cancellation = Cancellation()
        cancellation.raise()
        let query = GraphQuery(library.graph, cancellation: cancellation)
        let pattern = MatchPattern(
            nodes: [.init(), .init()], edges: [.init(from: 0, to: 1, library.choice("sungBy"))])
        for item in [MatchReturn.Item.value(.column(0)), .aggregate(.count, of: nil)] {
            #expect(throws: GraphError.interrupted) { try query.match(pattern, returning: MatchReturn([item])) }
        }
    }

    @Test func aTrailWithoutAMaximumIsCappedAndThatIsSaid() throws {
        let graph = MemoryGraph()
        let chain = (0..<9).map { graph.node("n", "\($0)") }
        for (a, b) in zip(chain, chain.dropFirst()) { graph.edge(a, "next", b) }
        func reach(_ start: Int, _ maximum: Int?) throws -> MatchAnswer {
            let next = EdgeChoice(.of([graph.relation("next")]), .out)
            let pattern = MatchPattern(
                nodes: [.init(candidates: [chain[start]]), .init()],
                edges: [.init(from: 0, to: 1, next, repetition: .init(minimum: 1, maximum: maximum))])
            return try GraphQuery(graph).match(pattern, returning: MatchReturn([.value(.column(1))]))
        }
        let (capped, whole, bounded) = try (reach(0, nil), reach(2, nil), reach(0, 8))
        #expect(capped.rows.count == 6 && capped.isCapped)
        #expect(whole.rows.count == 6 && !whole.isCapped)
        #expect(bounded.rows.count == 8 && !bounded.isCapped)
    }

    @Test func aTrailIsCappedHoweverLargeItsMaximumIs() throws {
        let graph = MemoryGraph()
        let most = MatchPattern.Repetition.lengthLimit
        let chain = (0..<most + 2).map { graph.node("n", "\($0)") }
        for (a, b) in zip(chain, chain.dropFirst()) { graph.edge(a, "next", b) }
        let next = EdgeChoice(.of([graph.relation("next")]), .out)
        for (start, minimum, expected) in [(0, 1, most), (1, 1, most), (2, 1, most - 1), (0, most + 1, 0)] {
            let pattern = MatchPattern(
                nodes: [.init(candidates: [chain[start]]), .init()],
                edges: [.init(from: 0, to: 1, next, repetition: .init(minimum: minimum, maximum: .max))])
            let found = try measure(pattern, [.value(.column(1))], in: graph)
            #expect(found.rows.count == expected)
            #expect(found.isCapped == (start == 0))
        }
    }
}
