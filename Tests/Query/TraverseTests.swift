import Graph
import Query
import TestSupport
import Testing

@Suite struct TraverseTests {
    /// A seeded random pattern of a few parts, some with conditions.
    private func pattern(
        _ relations: [RelationID], _ rules: [Rule], depth: Int, _ random: inout SeededGenerator
    ) -> PathPattern {
        func part() -> PathPattern { pattern(relations, rules, depth: depth - 1, &random) }
        switch depth == 0 ? 0 : random.below(8) {
        case 1: return .sequence([part(), part()])
        case 2: return .alternatives([part(), part()])
        case 3:
            let minimum = random.below(3)
            return .repeated(part(), minimum: minimum, maximum: random.once(in: 2) ? nil : minimum + 1)
        case 4: return part().reversed
        case 5: return part().eitherWay
        case 6, 7: return .filtered(part(), where: rules[random.below(rules.count)].condition)
        default:
            let way = [Direction.out, .in, .both][random.below(3)]
            return .step(EdgeChoice(.only([relations[random.below(relations.count)]]), way))
        }
    }

    @Test(arguments: 1...60) func agreesWithFollowingThePatternAsWritten(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 12, edges: 26, relations: 3)
        var random = SeededGenerator(seed: UInt64(seed) &* 977)
        let rules = Rule.all(of: world)
        let naive = NaiveWalks(world: world, rules: rules)
        let query = GraphQuery(world.graph)
        for _ in 0..<6 {
            let pattern = pattern(world.relations, rules, depth: 4, &random)
            for start in world.nodes.prefix(4) {
                let reached = try query.traverse(from: start, by: pattern).members
                #expect(Set(reached.map(\.node)) == naive.ends(from: start, by: pattern))
                #expect(Set(reached.map(\.node)).count == reached.count)
            }
        }
    }

    @Test(arguments: 1...40) func theReversedPatternLeadsBack(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 8, edges: 20, relations: 2)
        var random = SeededGenerator(seed: UInt64(seed) &* 31)
        let query = GraphQuery(world.graph)
        for _ in 0..<6 {
            let pattern = pattern(world.relations, Rule.all(of: world), depth: 4, &random)
            var (there, back): (Set<[NodeID]>, Set<[NodeID]>) = ([], [])
            for start in world.nodes {
                for member in try query.traverse(from: start, by: pattern).members {
                    there.insert([start, member.node])
                }
                for member in try query.traverse(from: start, by: pattern.reversed).members {
                    back.insert([member.node, start])
                }
            }
            #expect(there == back)
        }
    }

    @Test(arguments: 1...30) func trailsAreThoseOfThePatternAsWritten(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 6, edges: 10, relations: 2)
        var random = SeededGenerator(seed: UInt64(seed) &* 613)
        let rules = Rule.all(of: world)
        let naive = NaiveWalks(world: world, rules: rules, trailLength: 3)
        for _ in 0..<3 {
            let pattern = pattern(world.relations, rules, depth: 3, &random)
            for start in world.nodes.prefix(3) {
                let trails = try GraphQuery(world.graph).trails(from: start, by: pattern, limit: 100_000, hops: 3).paths
                #expect(Set(trails) == naive.paths(from: start, by: pattern))
                #expect(Set(trails).count == trails.count)
                #expect(trails.map(\.length) == trails.map(\.length).sorted())
            }
        }
    }

    @Test func aConditionSpeaksOfTheNodeReachedAndTheEdgeWalked() throws {
        let graph = MemoryGraph()
        let (user, often, once) = (graph.node("user", "1"), graph.node("song", "often"), graph.node("song", "once"))
        graph.edge(user, "played", often, weight: 17)
        graph.edge(user, "played", once, weight: 1)
        let played = PathPattern.step(EdgeChoice(.only([graph.relation("played")]), .out))
        let count = Term.field(.property("count"), of: .column(1))
        let many = PathPattern.filtered(played, where: .comparison(count, .greater, .constant(.integer(5))))
        let query = GraphQuery(graph)
        #expect(try query.traverse(from: user, by: many).members.map(\.node) == [often])
        #expect(try query.traverse(from: often, by: many.reversed).members.map(\.node) == [user])
        #expect(try query.traverse(from: once, by: many.reversed).members.isEmpty)
        #expect(try query.traverse(from: user, by: .sequence([many, many.reversed])).members.map(\.node) == [user])
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

    @Test func aWholeFrontierIsFollowedAndAskedAtOnce() throws {
        let world = RandomGraph(seed: 9, nodes: 300, edges: 900, relations: 1)
        let trace = Trace()
        let large = Rule.all(of: world)[0].condition
        let pattern = PathPattern.repeated(.filtered(.step(EdgeChoice()), where: large), minimum: 1, maximum: nil)
        let reached = try GraphQuery(world.graph, trace: trace).traverse(from: world.nodes[2], by: pattern).members
        let hops = reached.map(\.hop).max() ?? 0
        #expect(trace.steps.count <= 2 * (hops + 1))
        let walked = trace.steps.filter { if case .hop = $0.work { true } else { false } }
        // Each node reached is left once in each of the two states of `+`.
        #expect(walked.reduce(0) { $0 + $1.cost.seeks } <= 2 * reached.count + 1)
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
