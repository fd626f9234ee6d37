import Graph
import Query
import TestSupport
import Testing

@Suite struct TraverseTests {
    /// A seeded random pattern of a few parts.
    private func pattern(_ relations: [RelationID], depth: Int, _ random: inout SeededGenerator) -> PathPattern {
        let kind = depth == 0 ? 0 : Int.random(in: 0..<5, using: &random)
        func part() -> PathPattern { pattern(relations, depth: depth - 1, &random) }
        switch kind {
        case 1: return .sequence([part(), part()])
        case 2: return .alternatives([part(), part()])
        case 3:
            let minimum = Int.random(in: 0...2, using: &random)
            return .repeated(part(), minimum: minimum, maximum: Bool.random(using: &random) ? nil : minimum + 1)
        case 4: return part().reversed
        default:
            let relation = relations.randomElement(using: &random) ?? relations[0]
            let way = [Direction.out, .in, .both].randomElement(using: &random) ?? .out
            return .step(EdgeChoice(.only([relation]), way))
        }
    }

    @Test(arguments: 1...40) func agreesWithTheAlgebraOfRelations(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 12, edges: 20, relations: 3)
        var random = SeededGenerator(seed: UInt64(seed) &* 977)
        for _ in 0..<6 {
            let pattern = pattern(world.relations, depth: 3, &random)
            let pairs = world.pairs(pattern)
            for start in world.nodes.prefix(4) {
                let reached = try GraphQuery(world.graph).traverse(from: start, by: pattern)
                #expect(Set(reached.members.map(\.node)) == Set(pairs.filter { $0[0] == start }.map { $0[1] }))
                #expect(Set(reached.members.map(\.node)).count == reached.members.count)
            }
        }
    }

    @Test func theStartIsAmongThemWhereNoStepIsAllowed() throws {
        let world = RandomGraph(seed: 3, nodes: 8, edges: 12, relations: 1)
        let step = PathPattern.step(EdgeChoice())
        let any = try GraphQuery(world.graph).traverse(
            from: world.nodes[0], by: .repeated(step, minimum: 0, maximum: nil))
        #expect(any.members.first?.node == world.nodes[0])
        #expect(any.members.map(\.hop) == any.members.map(\.hop).sorted())
    }

    @Test func aPatternThatUnrollsTooFarIsRefused() {
        let world = RandomGraph(seed: 3, nodes: 8, edges: 12, relations: 1)
        let long = PathPattern.repeated(.step(EdgeChoice()), minimum: 10_000, maximum: nil)
        #expect(throws: QueryError.patternTooLarge(limit: 512)) {
            try GraphQuery(world.graph).traverse(from: world.nodes[0], by: long)
        }
    }

    @Test(arguments: 1...10) func trailsUseNoEdgeTwiceAndEndWhereTheWalkDoes(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 8, edges: 12, relations: 2)
        let pattern = PathPattern.repeated(.step(EdgeChoice()), minimum: 1, maximum: 3)
        let trails = try GraphQuery(world.graph).trails(from: world.nodes[0], by: pattern, limit: 100_000, hops: 3)
        #expect(!trails.isCapped)
        #expect(Set(trails.paths).count == trails.paths.count)
        for path in trails.paths {
            #expect(Set(path.triples).count == path.length)
            #expect(path.triples.allSatisfy(world.triples.contains))
        }
        #expect(trails.paths.count == naiveTrails(world, from: [world.nodes[0]], used: [], left: 3))
    }

    /// How many trails of one to `left` further edges go on from the last of `nodes`.
    private func naiveTrails(_ world: RandomGraph, from nodes: [NodeID], used: Set<Triple>, left: Int) -> Int {
        guard left > 0, let here = nodes.last else { return 0 }
        return world.steps(from: here).filter { !used.contains($0.1) }.reduce(0) { count, step in
            // A loop can be followed either way and is one trail each.
            count + 1 + naiveTrails(world, from: nodes + [step.0], used: used.union([step.1]), left: left - 1)
        }
    }

    @Test func theLimitOfTrailsIsSaid() throws {
        let graph = MemoryGraph()
        let hub = graph.node("n", "hub")
        for spoke in 0..<50 { graph.edge(hub, "to", graph.node("n", "\(spoke)")) }
        let trails = try GraphQuery(graph).trails(from: hub, by: .step(EdgeChoice(.all, .out)), limit: 10)
        #expect(trails.paths.count == 10)
        #expect(trails.isCapped)
    }
}
