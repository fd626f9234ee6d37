import Graph
import Recommender
import TestSupport
import Testing

/// What would change a rank, against a graph in which it is so.
@Suite struct CounterfactualTests {
    /// Bands, and a listener of these plays and likes.
    private static func bands(plays: [Int], likes: [Int] = []) -> (bands: Bands, user: NodeID) {
        let bands = Bands()
        let user = bands.listener("u", of: plays)
        for like in likes { bands.say(user, "liked", bands.songs[like], at: 1) }
        return (bands, user)
    }

    private static func changes(
        of song: Int, _ user: NodeID, _ model: Model, _ bands: Bands, within budget: Duration = .seconds(60)
    ) throws -> (explanation: Explanation, found: Counterfactuals) {
        let explanation = try Explanation(
            of: bands.songs[song], for: Taste(of: user), by: model, changing: budget, in: bands.graph)
        return (explanation, try #require(explanation.counterfactuals))
    }

    /// The model knows nothing of the listener; each change is what it answers of a graph where it is made.
    @Test(arguments: [ModelKind.segue, .paper, .itemknn, .userknn, .als, .bpr, .lightgcn, .ncf])
    func aChangeIsWhatTheModelAnswersOfAGraphWithIt(kind: ModelKind) throws {
        let model = try Bands().model(kind) { $0.epochs = 5 }
        let plays = [0, 1, 2, 6]
        let (bands, user) = Self.bands(plays: plays, likes: [3])
        let (explanation, found) = try Self.changes(of: 8, user, model, bands)
        #expect(found.without.count == 5 && found.plays == 5 && !found.isCut)
        for change in found.without {
            let gone = try #require(bands.songs.firstIndex(of: change.songs[0]))
            let (other, same) = Self.bands(plays: plays.filter { $0 != gone }, likes: [3].filter { $0 != gone })
            #expect(change.rank == (try SongRank(of: other.songs[8], for: Taste(of: same), by: model, in: other.graph)))
        }
        let losses = found.without.map(\.rank.score)
        #expect(losses == losses.sorted())
        #expect(explanation.rank?.of == 7)
    }

    /// More songs than the top has, so that a song can leave it.
    private struct Crowd {
        let graph = MemoryGraph()
        let songs: [NodeID]

        init() {
            let graph = graph
            songs = (0..<60).map { graph.node("song", "\($0)") }
            // Songs of a decade are played together, and so are some of neighbouring ones.
            for user in 0..<40 {
                let node = graph.node("user", "\(user)")
                for turn in 0..<8 { graph.edge(node, "played", songs[(user * 3 + turn * turn) % 60], weight: 2) }
            }
        }

        func listener(_ key: String, _ plays: [NodeID]) -> NodeID {
            let user = graph.node("user", key)
            for song in plays { graph.edge(user, "played", song, weight: 2) }
            return user
        }

        func model(_ kind: ModelKind = .itemknn) throws -> Model {
            var settings = try Checkerboard.settings(kind)
            settings.holdout = .none
            return try Trainer.train(settings, on: TrainingData(reading: graph, settings: settings))
        }
    }

    @Test func theSmallestLossTakesTheSongOutAndNoFewerDo() throws {
        let model = try Crowd().model()
        var sizes: Set<Int> = []
        for first in 0..<12 {
            let crowd = Crowd()
            let plays = [0, 1, 4, 9, 16, 25].map { crowd.songs[(first * 5 + $0) % 60] }
            let user = crowd.listener("u", plays)
            let best = try Recommendation(for: Taste(of: user), by: model, in: crowd.graph).rows[first % 5].song
            let explanation = try Explanation(
                of: best, for: Taste(of: user), by: model, changing: .seconds(60), in: crowd.graph)
            let found = try #require(explanation.counterfactuals)
            #expect(found.bringing == nil && (explanation.rank?.rank ?? 99) <= 10)
            guard let smallest = found.smallest else {
                // Then no loss of all but one play takes it out.
                continue
            }
            func rank(without gone: [NodeID]) throws -> SongRank {
                let taste = Taste(of: user, playing: plays.filter { !gone.contains($0) })
                return try SongRank(of: best, for: taste, by: model, in: crowd.graph)
            }
            #expect(try rank(without: smallest.songs) == smallest.rank && smallest.rank.rank > 10)
            for back in smallest.songs where smallest.songs.count > 1 {
                #expect(try rank(without: smallest.songs.filter { $0 != back }).rank <= 10)
            }
            if smallest.songs.count > 1 { #expect(found.without.allSatisfy { $0.rank.rank <= 10 }) }
            sizes.insert(smallest.songs.count)
        }
        #expect(sizes.count > 1, "\(sizes)")
    }

    @Test func likesThatBringASongInAreChecked() throws {
        let crowd = Crowd()
        for (place, song) in crowd.songs.enumerated() {
            crowd.graph.edge(song, "sungBy", crowd.graph.node("artist", "\(place / 4)"))
        }
        let model = try crowd.model(.als)
        let user = crowd.listener("u", [crowd.songs[3], crowd.songs[12]])
        var brought = 0
        for song in crowd.songs {
            let explanation = try Explanation(
                of: song, for: Taste(of: user), by: model, changing: .seconds(60), in: crowd.graph)
            // Some songs were never played, so that there is no score of them.
            guard let found = explanation.counterfactuals, let bringing = found.bringing else { continue }
            brought += 1
            var feedback = Feedback()
            for like in bringing.songs { feedback.like(like) }
            let rank = try SongRank(
                of: song, for: Taste(of: user, saying: feedback), by: model, in: crowd.graph)
            #expect(rank == bringing.rank && rank.rank <= 10 && bringing.songs.count <= 3)
            #expect((explanation.rank?.rank ?? 0) > 10 && found.smallest == nil)
        }
        #expect(brought > 5, "\(brought)")
    }

    @Test func aBudgetThatBitesIsSaid() throws {
        let model = try Bands().model(.itemknn)
        let (bands, user) = Self.bands(plays: [0, 1, 2, 6])
        let found = try Self.changes(of: 8, user, model, bands, within: .zero).found
        #expect(found.isCut && found.without.isEmpty && found.plays == 4)
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: RecommenderError.graph(.interrupted)) {
            try Explanation(
                of: bands.songs[8], for: Taste(of: user), by: model, changing: .seconds(60), in: bands.graph,
                cancellation: cancellation)
        }
    }

    @Test func theOnlyPlayIsNotTakenAway() throws {
        let model = try Bands().model(.itemknn)
        let (bands, user) = Self.bands(plays: [0])
        let found = try Self.changes(of: 1, user, model, bands).found
        #expect(found.without.isEmpty && found.smallest == nil && !found.isCut)
    }

    @Test func changesAreLookedForOnlyWhereAsked() throws {
        let (bands, user) = Self.bands(plays: [0, 1])
        let model = try bands.model(.itemknn)
        let explanation = try Explanation(of: bands.songs[2], for: Taste(of: user), by: model, in: bands.graph)
        #expect(explanation.counterfactuals == nil && explanation.account != nil)
    }
}
