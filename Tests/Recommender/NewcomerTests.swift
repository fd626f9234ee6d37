import Graph
import Recommender
import Testing

/// Listeners of whom training knew nothing are answered by their plays.
@Suite struct NewcomerTests {
    private static func settings(_ kind: ModelKind, seed: UInt64) -> TrainingSettings {
        var settings = TrainingSettings(kind)
        (settings.seed, settings.epochs, settings.patience, settings.rate) = (seed, 15, 15, 0.01)
        (settings.embedding, settings.state, settings.hidden, settings.layers) = (16, 16, 16, [16, 8, 4])
        if kind == .segue { (settings.negatives, settings.batch, settings.folds, settings.epochs) = (20, 320, 1, 8) }
        // In a graph of one relation all songs of an artist look alike from two hops on.
        if kind == .paper { (settings.hops, settings.nodeRate, settings.epochs) = (1, 0.05, 20) }
        return settings
    }

    /// The share of newcomers whose hidden song is among the first ten of all songs that they have not played.
    private static func hitRatio(
        of model: Model, for newcomers: [TasteWorld.Newcomer], in world: TasteWorld
    ) throws -> Double {
        var hits = 0.0
        for one in newcomers {
            let standing = try SongRank(of: one.hidden, for: Taste(of: one.user), by: model, in: world.graph)
            #expect(standing.of == model.songs.count - 3 && model.place(ofUser: one.user) == nil)
            hits += standing.rank <= 10 ? 1 : 0
        }
        return hits / Double(newcomers.count)
    }

    @Test(arguments: [ModelKind.segue, .paper, .ncf], [1, 2, 3] as [UInt64])
    func threePlaysAreEnoughToBeatPopularity(kind: ModelKind, seed: UInt64) throws {
        var world = TasteWorld(seed: seed)
        let settings = Self.settings(kind, seed: seed)
        let knowledge = try SongKnowledge(reading: world.graph, settings: settings)
        let data = try TrainingData(reading: world.graph, settings: settings).knowing(knowledge)
        let model = try Trainer.train(settings, on: data)
        let popularity = try Trainer.train(Self.settings(.popularity, seed: seed), on: data)
        let newcomers = (0..<100).map { _ in world.newcomer() }
        let (hits, usual) = try (
            Self.hitRatio(of: model, for: newcomers, in: world),
            Self.hitRatio(of: popularity, for: newcomers, in: world)
        )
        #expect(hits >= usual + 0.2, "\(kind) hits \(hits), popularity \(usual)")
        for one in newcomers.prefix(10) {
            let songs = try Recommendation(for: Taste(of: one.user), by: model, in: world.graph).rows.map(\.song)
            #expect(songs.count == 10 && Set(songs).isDisjoint(with: one.played))
        }
    }
}
