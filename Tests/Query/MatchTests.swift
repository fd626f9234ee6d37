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
