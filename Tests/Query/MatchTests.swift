import Graph
import Query
import TestSupport
import Testing

@Suite struct MatchTests {
    /// Compares an answer with the naive one: as a list where it has an order, else as a bag, of which a limit may
    /// pick any rows.
    private func compare(_ world: RandomMatch, _ pattern: MatchPattern, _ wanted: MatchReturn) throws {
        let naive = NaiveMatch(graph: world.graph, nodes: world.nodes, triples: world.triples, pattern: pattern)
        let expected = try naive.rows(wanted)
        let rows = try GraphQuery(world.graph).match(pattern, returning: wanted).rows
        let found = (0..<rows.count).map { row in rows.columns.map { $0[row] } }
        if wanted.order != nil {
            #expect(found == Array(expected.prefix(wanted.limit ?? .max)), "\(pattern) \(wanted)")
            return
        }
        #expect(found.count == min(expected.count, wanted.limit ?? .max), "\(pattern) \(wanted)")
        let (bag, whole) = (counts(found), counts(expected))
        #expect(bag.allSatisfy { $0.value <= whole[$0.key] ?? 0 }, "\(pattern) \(wanted)")
    }

    private func counts(_ rows: [[Datum]]) -> [[Datum]: Int] {
        Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test(arguments: 1...60) func findsWhatANaiveSearchFinds(seed: Int) throws {
        var world = RandomMatch(seed: UInt64(seed))
        for _ in 0..<12 {
            let pattern = world.pattern()
            let columns = pattern.nodes.count + pattern.edges.count
            try compare(world, pattern, MatchReturn((0..<columns).map { .value(.column($0)) }))
            try compare(world, pattern, world.wanted(of: pattern))
        }
    }

    @Test(arguments: 1...80) func countsWhatANaiveSearchFinds(seed: Int) throws {
        var world = RandomMatch(seed: UInt64(seed) &+ 1_000)
        for _ in 0..<12 {
            let pattern = world.pattern(isPlain: true)
            try compare(world, pattern, world.counted(pattern))
        }
    }
}

/// What a random search comes across too seldom.
@Suite struct MatchCaseTests {
    private let graph = MemoryGraph()

    private func count(_ pattern: MatchPattern) throws -> [[Datum]] {
        let count = MatchReturn.Item.aggregate(.count, of: nil)
        return try GraphQuery(graph).match(pattern, returning: MatchReturn([count])).rows.columns
    }

    @Test func aConditionOnNoVariableHoldsForAllAnswersOrNone() throws {
        let nodes = (0..<3).map { graph.node("n", "\($0)") }
        graph.edge(nodes[0], "to", nodes[1])
        graph.edge(nodes[1], "to", nodes[2])
        let to = EdgeChoice(.of([graph.relation("to")]), .out)
        for (number, expected) in [(1, 1), (2, 0)] {
            // The second variable is bound first.
            let pattern = MatchPattern(
                nodes: [.init(), .init(candidates: [nodes[1]])], edges: [.init(from: 0, to: 1, to)],
                where: .comparison(.constant(.integer(1)), .equal, .constant(.integer(Int64(number)))))
            let answer = try GraphQuery(graph).match(pattern, returning: MatchReturn([.value(.column(0))]))
            #expect(answer.rows.columns == [expected == 0 ? [] : [.node(nodes[0])]])
            #expect(try count(pattern) == [[.integer(Int64(expected))]])
        }
    }

    @Test func loopsOfAVariableThatIsOneNodeCountOnce() throws {
        let (song, artist) = (graph.node("song", "1"), graph.node("artist", "1"))
        graph.edge(song, "r1", song)
        graph.edge(song, "r2", song)
        graph.edge(song, "sungBy", artist)
        let loops = EdgeChoice(.of([graph.relation("r1"), graph.relation("r2")]), .out)
        let pattern = MatchPattern(
            nodes: [.init(candidates: [song]), .init()],
            edges: [
                .init(from: 0, to: 0, loops),
                .init(from: 0, to: 1, EdgeChoice(.of([graph.relation("sungBy")]), .out)),
            ])
        #expect(try count(pattern) == [[.integer(2)]])
    }

    @Test func countsThatNoIntegerHoldsAreNumbers() throws {
        let nodes = (0..<2).map { graph.node("n", "\($0)") }
        func any(_ variables: Int, where condition: Condition? = nil) -> MatchPattern {
            MatchPattern(nodes: Array(repeating: .init(), count: variables), where: condition)
        }
        #expect(try count(any(62)) == [[.integer(1 << 62)]])
        #expect(try count(any(63)) == [[.number(0x1p63)]])
        #expect(try count(any(64)) == [[.number(0x1p64)]])
        // Of the four pairs of the first two, and of the next two, two are left.
        let apart = [(0, 1), (2, 3)].map { Condition.comparison(.column($0), .unequal, .column($1)) }
        #expect(try count(any(66, where: .all(apart))) == [[.number(0x1p64)]])
        let items: [MatchReturn.Item] = [.value(.column(0)), .aggregate(.count, of: nil)]
        for limit in [nil, 2] {
            let wanted = MatchReturn(items, order: .init(by: 1, isDescending: true), limit: limit)
            let groups = try GraphQuery(graph).match(any(66, where: .all(apart)), returning: wanted).rows
            #expect(groups.columns == [nodes.map(Datum.node), [.number(0x1p63), .number(0x1p63)]])
        }
    }
}

/// Counts for a group against the same counts beside a figure that no shortcut can make.
@Suite struct MatchCountTests {
    @Test(arguments: 1...40) func theLargestCountsAreThoseOfTheWholeList(seed: Int) throws {
        var library = SongLibrary(seed: UInt64(seed))
        for isApart in [true, false] {
            for _ in 0..<6 {
                let pattern = library.sharedTags(isApart: isApart)
                let limit = 1 + library.random.below(12)
                let count = MatchReturn.Item.aggregate(.count, of: .column(2))
                let plain = MatchReturn.Item.aggregate(.max, of: .column(2))
                let group = MatchReturn.Item.value(.column(4))
                let order = MatchReturn.Order(by: 1, isDescending: true)
                let query = GraphQuery(library.graph)
                let quick = try query.match(
                    pattern, returning: MatchReturn([group, count], order: order, limit: limit))
                let slow = try query.match(
                    pattern, returning: MatchReturn([group, count, plain], order: order, limit: limit))
                #expect(quick.rows.columns == Array(slow.rows.columns.prefix(2)))
            }
        }
    }
}
