import Foundation
import Graph
import Recommender
import TestSupport
import Testing

/// Six songs: four by x, the best scored, then one by y and one by z, which is of the year of the first.
private struct Shelf {
    let graph = MemoryGraph()
    let songs: [NodeID]

    init() {
        let graph = graph
        songs = (0..<6).map { graph.node("song", "\($0)") }
        for (song, artist) in zip(songs, ["x", "x", "x", "x", "y", "z"]) {
            graph.edge(song, "sungBy", graph.node("artist", artist))
        }
        for place in [0, 5] { graph.edge(songs[place], "releasedIn", graph.node("year", "1985")) }
    }

    func list(_ tradeoff: Double, top: Int = 3) throws -> Diversification {
        // Scores by plays: song 0 has the most.
        for (place, song) in songs.enumerated() {
            for user in 0..<(10 - place) { graph.edge(graph.node("user", "\(user)"), "played", song) }
        }
        let settings = try TrainingSettings(.popularity, [("holdout", .text("none"))])
        let model = try Trainer.train(settings, on: TrainingData(reading: graph, settings: settings))
        let rows = try Recommendation(for: Taste(playing: []), by: model, in: graph).rows
        return try Diversification(of: rows, top: top, tradeoff: tradeoff, in: graph)
    }
}

@Suite struct DiversificationTests {
    @Test func noTradeOffChangesNothing() throws {
        let shelf = Shelf()
        let list = try shelf.list(0)
        #expect(list.rows.map(\.song) == Array(shelf.songs.prefix(3)))
        #expect(list.likeness.before == list.likeness.now && list.score.before == list.score.now)
        #expect(list.rows.map(\.score) == [10, 9, 8] && list.score.now == 9)
    }

    @Test func differenceAloneTakesWhatSharesNothing() throws {
        let shelf = Shelf()
        let list = try shelf.list(1)
        // After the first the first of those that share nothing with it, and then one that shares the least.
        #expect(list.rows.map(\.song).prefix(2) == [shelf.songs[0], shelf.songs[4]])
        #expect(list.rows[2].song == shelf.songs[5])
        #expect(list.likeness.now < list.likeness.before && list.score.now < list.score.before)
    }

    @Test func inBetweenScoreAndDifferenceAreWeighed() throws {
        let shelf = Shelf()
        // Songs 0 and 1 share x, of four edges, and 0 has a year of two edges beside it.
        let x = 1 / log2(6.0), year = 1 / log2(4.0)
        let alike = x / (x + year)
        // Relevance falls by a fifth a place; song 4 overtakes 1 where (1 - t)(0.8 - 0.2) < t · likeness.
        let even = 0.6 / (0.6 + alike)
        #expect(try shelf.list(even - 0.02, top: 2).rows[1].song == shelf.songs[1])
        #expect(try shelf.list(even + 0.02, top: 2).rows[1].song == shelf.songs[4])
    }

    @Test func aListWithoutKnowledgeStaysAsItIs() throws {
        let graph = MemoryGraph()
        let songs = (0..<4).map { graph.node("song", "\($0)") }
        for (place, song) in songs.enumerated() {
            for user in 0..<(5 - place) { graph.edge(graph.node("user", "\(user)"), "played", song) }
        }
        let settings = try TrainingSettings(.popularity, [("holdout", .text("none"))])
        let model = try Trainer.train(settings, on: TrainingData(reading: graph, settings: settings))
        let rows = try Recommendation(for: Taste(playing: []), by: model, in: graph).rows
        let list = try Diversification(of: rows, top: 3, tradeoff: 0.9, in: graph)
        #expect(list.rows == Array(rows.prefix(3)) && list.likeness == (0, 0))
        #expect(try Diversification(of: [], top: 3, tradeoff: 0.5, in: graph).rows.isEmpty)
    }
}
