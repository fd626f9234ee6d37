import Foundation
import Graph
import Query
import TestSupport
import Testing

@Suite struct SimilarityTests {
    /// What two nodes share, each with its weight, by the definition.
    private func shared(_ world: RandomGraph, _ one: NodeID, _ other: NodeID) -> [NodeID: Double] {
        var shared: [NodeID: Double] = [:]
        for step in world.steps(from: one) {
            let alike = Set(
                world.steps(from: step.node, by: EdgeChoice(.only([step.triple.relation]), step.isInverse ? .out : .in))
                    .map(\.node))
            if alike.contains(other) { shared[step.node, default: 0] += 1 / log2(Double(1 + alike.count)) }
        }
        return shared
    }

    @Test(arguments: 1...20) func scoresAreTheSumsOfWhatIsShared(seed: Int) throws {
        let world = RandomGraph(seed: UInt64(seed), nodes: 20, edges: 60, relations: 2, types: 2)
        let node = world.nodes[seed % 20]
        let alike = world.nodes.filter { $0 != node && $0.index % 2 == node.index % 2 }
            .map { (node: $0, shared: shared(world, node, $0)) }.filter { !$0.shared.isEmpty }
        let found = try GraphQuery(world.graph).similar(to: node, limit: 100).members
        #expect(Set(found.map(\.node)) == Set(alike.map(\.node)))
        for member in found {
            let expected = shared(world, node, member.node)
            #expect(abs(member.score - expected.values.reduce(0, +)) < 1e-12)
            #expect(Set(member.shared) == Set(expected.keys) && member.shared.count == expected.count)
            let weights = member.shared.map { expected[$0] ?? 0 }
            #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 })
        }
        for (one, next) in zip(found, found.dropFirst()) {
            #expect(one.score > next.score || one.score == next.score && one.node < next.node)
        }
        #expect(try GraphQuery(world.graph).similar(to: node, limit: 3).members == Array(found.prefix(3)))
    }

    @Test func whatFewShareCountsMoreAndPlaysCountOnlyWhenAskedFor() throws {
        let graph = MemoryGraph()
        let songs = (0..<30).map { graph.node("song", "\($0)") }
        let (year, artist, user) = (graph.node("year", "1985"), graph.node("artist", "Phil"), graph.node("user", "1"))
        for song in songs { graph.edge(song, "releasedIn", year) }
        for song in [songs[0], songs[20]] { graph.edge(song, "sungBy", artist) }
        for song in [songs[0], songs[9]] { graph.edge(user, "played", song) }
        let query = GraphQuery(graph)
        let alike = try query.similar(to: songs[0], limit: 2).members
        #expect(alike.map(\.node) == [songs[20], songs[1]])
        #expect(alike[0].shared == [artist, year])
        let played = try query.similar(to: songs[0], by: .only([graph.relation("played")])).members
        #expect(played.map(\.node) == [songs[9]])
    }

    @Test func aHubIsReadOnceAndOnlyTheBestNodesAreLookedUp() throws {
        let graph = MemoryGraph()
        let (year, songs) = (graph.node("year", "1985"), (0..<2_000).map { graph.node("song", "\($0)") })
        for song in songs { graph.edge(song, "releasedIn", year) }
        let before = graph.cost
        #expect(try GraphQuery(graph).similar(to: songs[5], limit: 10).members.count == 10)
        let cost = graph.cost - before
        #expect(cost.visits == 1 + 2_000)
        // The song, its year, the song's type and the ten found.
        #expect(cost.seeks == 1 + 1 + 1 + 10)
    }
}
