import Graph
import Recommender
import Tensor
import TestSupport
import Testing

/// Two tastes of six songs by two artists each; twelve listeners like one taste alone.
struct Bands {
    let graph = MemoryGraph()
    let songs: [NodeID]
    let users: [NodeID]

    init() {
        let graph = graph
        songs = (0..<12).map { graph.node("song", "\($0)") }
        for (place, song) in songs.enumerated() {
            graph.edge(song, "sungBy", graph.node("artist", "\(place / 3)"))
            graph.edge(song, "releasedIn", graph.node("year", "\(1980 + place % 5)"))
        }
        users = (0..<12).map { graph.node("user", "\($0)") }
        for (place, user) in users.enumerated() {
            // Each leaves one song of the taste out.
            for song in 0..<6 where song != (place / 2) % 6 {
                graph.edge(user, "played", songs[6 * (place % 2) + song], weight: 2)
            }
        }
    }

    /// A listener with these plays.
    func listener(_ key: String, of places: [Int]) -> NodeID {
        let user = graph.node("user", key)
        for place in places { graph.edge(user, "played", songs[place], weight: 2) }
        return user
    }

    func say(_ user: NodeID, _ relation: String, _ node: NodeID, at time: Int64? = nil) {
        graph.edge(user, relation, node, properties: time.map { [Property("time", .integer($0))] } ?? [])
    }

    func model(_ kind: ModelKind, _ change: (inout TrainingSettings) -> Void = { _ in }) throws -> Model {
        var settings = try Checkerboard.settings(kind)
        settings.holdout = .none
        change(&settings)
        let data = try TrainingData(reading: graph, settings: settings)
            .knowing(SongKnowledge(reading: graph, settings: settings))
        return try Trainer.train(settings, on: data)
    }
}

@Suite struct FeedbackTests {
    @Test func whatWasSaidLastCounts() {
        var feedback = Feedback()
        let (a, b, c) = (NodeID(1), NodeID(2), NodeID(3))
        feedback.like(a)
        feedback.like(b)
        feedback.like(a)
        #expect(feedback.liked == [b, a])
        feedback.skip(b)
        feedback.ban(c)
        #expect(feedback.liked == [a] && feedback.skipped == [b] && feedback.banned == [c])
        var later = Feedback()
        later.like(c)
        later.ban(a)
        let all = feedback.followed(by: later)
        #expect(all.liked == [c] && all.skipped == [b] && all.banned == [a] && !all.isEmpty && Feedback().isEmpty)
    }

    @Test func likedSongsBringTheirTasteAtOnceAndAreNotRecommendedAgain() throws {
        let bands = Bands()
        let user = bands.listener("u", of: [0])
        for kind in [ModelKind.itemknn, .ease, .segue] {
            let model = try bands.model(kind)
            var feedback = Feedback()
            feedback.like(bands.songs[6])
            feedback.like(bands.songs[7])
            let before = try SongRank(of: bands.songs[8], for: Taste(of: user), by: model, in: bands.graph)
            let taste = Taste(of: user, saying: feedback)
            let after = try SongRank(of: bands.songs[8], for: taste, by: model, in: bands.graph)
            #expect(after.rank < before.rank, "\(kind): \(before.rank) → \(after.rank)")
            let rows = try Recommendation(for: taste, by: model, in: bands.graph).rows.map(\.song)
            #expect(!rows.contains(bands.songs[6]) && !rows.contains(bands.songs[0]), "\(kind)")
        }
    }

    /// Songs of the skipped one's artist fall more than those of other tastes, by any model that knows of either.
    @Test(arguments: [ModelKind.itemknn, .ease, .als, .segue])
    func aSkipPushesAwayWhatItSharesPathsWith(kind: ModelKind) throws {
        let world = TasteWorld(listeners: 150, seed: 8)
        var settings = try Checkerboard.settings(kind)
        (settings.epochs, settings.holdout) = (15, .none)
        let data = try TrainingData(reading: world.graph, settings: settings)
            .knowing(SongKnowledge(reading: world.graph, settings: settings))
        let model = try Trainer.train(settings, on: data)
        var (near, far) = (0.0, 0.0)
        for user in data.interactions.users.prefix(20) {
            let song = try Recommendation(for: Taste(of: user), by: model, in: world.graph).rows[0].song
            var feedback = Feedback()
            feedback.skip(song)
            let taste = Taste(of: user, saying: feedback)
            let rows = try Recommendation(for: taste, by: model, in: world.graph)
            #expect(!rows.rows.map(\.song).contains(song) && rows.unwantedLeftOut == 1)
            let place = try #require(world.songs.firstIndex(of: song))
            func fall(_ places: [Int]) throws -> Double {
                var sum = 0.0
                for other in places {
                    let ranks = try [Taste(of: user), taste].map {
                        try SongRank(of: world.songs[other], for: $0, by: model, in: world.graph).score
                    }
                    #expect(ranks[1] <= ranks[0])
                    sum += Double(ranks[0] - ranks[1])
                }
                return sum / Double(places.count)
            }
            near += try fall((place / 5 * 5..<place / 5 * 5 + 5).filter { $0 != place })
            far += try fall((0..<5).map { (place + 20 + 20 * $0) % 100 }.filter { $0 / 20 != place / 20 })
        }
        #expect(near > 1.1 * far && near > 0, "\(kind): \(near) near, \(far) far")
    }

    @Test func whatIsBannedAndAllThatIsOneStepFromItIsLeftOut() throws {
        let bands = Bands()
        let user = bands.listener("u", of: [0, 6])
        let model = try bands.model(.itemknn)
        var feedback = Feedback()
        feedback.ban(bands.graph.node("artist", "3"))
        feedback.ban(bands.songs[1])
        let found = try Recommendation(for: Taste(of: user, saying: feedback), by: model, in: bands.graph)
        let banned = Set(bands.songs[9..<12] + [bands.songs[1]])
        #expect(banned.isDisjoint(with: found.rows.map(\.song)) && found.unwantedLeftOut == 4 && !found.rows.isEmpty)
        // As the graph keeps it, it counts the same.
        for node in feedback.banned { bands.say(user, "banned", node) }
        let kept = try Recommendation(for: Taste(of: user), by: model, in: bands.graph)
        #expect(kept.rows == found.rows)
    }

    /// What is said now and what the graph has kept of it are the same to a model.
    @Test(arguments: [ModelKind.segue, .itemknn, .paper, .lightgcn]) func whatIsKeptCountsAsWhatIsSaid(kind: ModelKind)
        throws
    {
        let bands = Bands()
        let (talking, stored) = (bands.listener("t", of: [0, 6]), bands.listener("s", of: [0, 6]))
        var feedback = Feedback()
        feedback.like(bands.songs[9])
        feedback.like(bands.songs[7])
        feedback.skip(bands.songs[2])
        bands.say(stored, "liked", bands.songs[9], at: 1)
        bands.say(stored, "liked", bands.songs[7], at: 2)
        bands.say(stored, "skipped", bands.songs[2], at: 3)
        // The model knows neither of the two.
        var settings = try Checkerboard.settings(kind)
        settings.holdout = .none
        let plain = Bands()
        let data = try TrainingData(reading: plain.graph, settings: settings)
            .knowing(SongKnowledge(reading: plain.graph, settings: settings))
        let model = try Trainer.train(settings, on: data)
        let said = try Recommendation(for: Taste(of: talking, saying: feedback), by: model, in: bands.graph)
        let kept = try Recommendation(for: Taste(of: stored), by: model, in: bands.graph)
        #expect(said.rows == kept.rows && !said.rows.isEmpty && kept.playedLeftOut == 2 && kept.likedLeftOut == 2)
    }

    /// What a skip takes off is of the songs alone: of a listener whom the model has learned as of anybody with them.
    @Test(arguments: [ModelKind.bpr, .lightgcn, .ncf]) func aSkipIsTheSameForALearnedListener(kind: ModelKind) throws {
        let bands = Bands()
        let model = try bands.model(kind) { $0.epochs = 10 }
        let plays = (1..<6).map { bands.songs[$0] }
        var feedback = Feedback()
        feedback.skip(bands.songs[7])
        func falls(_ taste: (Feedback) -> Taste) throws -> [Float] {
            try bands.songs.map { song in
                let scores = try [Feedback(), feedback].map {
                    try SongRank(of: song, for: taste($0), by: model, in: bands.graph).score
                }
                return scores[0] - scores[1]
            }
        }
        #expect(model.history(of: bands.users[0], played: plays).user == 0)
        let learned = try falls { Taste(of: bands.users[0], saying: $0) }
        let folded = try falls { Taste(playing: plays, saying: $0) }
        #expect(learned.isClose(to: folded, within: 1e-3), "\(learned) \(folded)")
        #expect(learned.contains { $0 > 0 })
    }

    /// A song that was played and is skipped or banned is no play any more, but still left out.
    @Test func aSkipUndoesAPlay() throws {
        let bands = Bands()
        let user = bands.listener("u", of: [0, 1, 6])
        let model = try bands.model(.itemknn)
        for ban in [false, true] {
            var feedback = Feedback()
            if ban { feedback.ban(bands.songs[6]) } else { feedback.skip(bands.songs[6]) }
            let taste = Taste(of: user, saying: feedback)
            let two = try SongRank(
                of: bands.songs[8], for: Taste(playing: [bands.songs[0], bands.songs[1]]), by: model, in: bands.graph)
            let rank = try SongRank(of: bands.songs[8], for: taste, by: model, in: bands.graph)
            #expect(rank.score <= two.score)
            let found = try Recommendation(for: taste, by: model, in: bands.graph)
            #expect(!found.rows.map(\.song).contains(bands.songs[6]))
            #expect(found.playedLeftOut == 2 && found.unwantedLeftOut == 1 && found.likedLeftOut == 0)
        }
    }

    @Test func aNewListenerMayHaveSaidNothing() throws {
        let bands = Bands()
        let (model, idle) = (try bands.model(.segue), bands.graph.node("user", "idle"))
        #expect(throws: RecommenderError.userWithoutPlays(idle)) {
            try Recommendation(for: Taste(of: idle), by: model, in: bands.graph)
        }
        for taste in [Taste(of: idle), Taste(playing: [])] {
            let rows = try Recommendation(for: taste, mayBeNew: true, by: model, in: bands.graph).rows
            #expect(rows.count == 10 && rows.allSatisfy { $0.score.isFinite })
        }
    }
}

@Suite struct LearningFromFeedbackTests {
    @Test func likesArePositivesAndSkipsAreNone() throws {
        let bands = Bands()
        let user = bands.listener("u", of: [0, 1, 2])
        bands.say(user, "liked", bands.songs[6])
        bands.say(user, "liked", bands.songs[0])
        bands.say(user, "skipped", bands.songs[1])
        let fan = bands.graph.node("user", "fan")
        bands.say(fan, "liked", bands.songs[3])
        for positive in [Interactions.Positive.any, .repeated] {
            let data = try Interactions(reading: bands.graph, positive: positive)
            let place = try #require(data.users.firstIndex(of: user))
            #expect(Array(data.positives[place]) == [0, 2, 6] && Array(data.played[place]) == [0, 2, 6])
            #expect(Array(data.skipped[place]) == [1])
            #expect(Array(data.positives[try #require(data.users.firstIndex(of: fan))]) == [3])
            #expect(data.edgeCount == 12 * 5 + 3 + 3)
        }
    }

    @Test func likesAreTheNewestPlaysByTheirTimes() throws {
        let bands = Bands()
        let user = bands.listener("u", of: [0, 1, 2])
        bands.say(user, "liked", bands.songs[6], at: 9)
        bands.say(user, "liked", bands.songs[1], at: 4)
        let data = try Interactions(reading: bands.graph, positive: .any)
        let place = try #require(data.users.firstIndex(of: user))
        #expect(data.order.places(of: [0, 1, 2, 6], user: place) == [0, 1, 0, 2])
    }

    @Test func feedbackIsPartOfTheFingerprint() throws {
        let (plain, skipped) = (Bands(), Bands())
        skipped.say(skipped.users[0], "skipped", skipped.songs[11])
        let settings = TrainingSettings(.ncf)
        let prints = try [plain, skipped].map { try TrainingData(reading: $0.graph, settings: settings).fingerprint }
        #expect(prints[0] != prints[1])
    }

    /// Half of the negatives of whoever has skipped something are of it, whatever draws them.
    @Test func skippedSongsAreDrawnAsNegatives() throws {
        let (positives, skipped) = (SongSets([Array(0..<30), [2], []]), SongSets([[50, 60], [], [40]]))
        var random = RandomSource(seed: 3)
        let samples = SampleDraw(positives: positives, songCount: 90, negatives: 4, skipped: skipped)
            .samples(of: Array(0..<3), from: &random)
        #expect(samples.count == 5 * 31)
        let negatives = (0..<samples.count).filter { samples.targets[$0] == 0 }
        let own = negatives.filter { samples.users[$0] == 0 && [50, 60].contains(samples.songs[$0]) }
        #expect((45...80).contains(own.count), "\(own.count) of 120")
        #expect(!negatives.contains { samples.users[$0] == 1 && samples.songs[$0] == 40 })
        let triples = TripleDraw(positives: positives, songCount: 90, skipped: skipped).triples(from: &random)
        let over = (0..<triples.count).filter { triples.users[$0] == 0 && [50, 60].contains(triples.others[$0]) }
        #expect(triples.count == 31 && (8...23).contains(over.count), "\(over.count) of 30")
        var settings = TrainingSettings(.paper)
        settings.negatives = 4
        let cases = PositiveCases(
            positives, skipped: skipped, order: PlayOrder(), songCount: 90, settings: settings
        ).cases(from: &random)
        let candidates = cases.candidates.count { [50, 60].contains($0) }
        #expect((45...80).contains(candidates), "\(candidates) of 120")
    }

    /// The default preset's cases have them too, each once.
    @Test func casesOfTheFirstStageHaveSkippedSongs() throws {
        let world = TasteWorld(listeners: 20, seed: 8)
        let user = world.graph.node("user", "u0")
        for song in world.songs.suffix(3) { world.graph.edge(user, "skipped", song) }
        var settings = try Checkerboard.settings(.segue)
        (settings.folds, settings.negatives, settings.holdout) = (1, 20, .none)
        let data = try TrainingData(reading: world.graph, settings: settings)
        let (place, skipped) = (try #require(data.interactions.users.firstIndex(of: user)), data.interactions.skipped)
        let (stage, train) = (FirstStage(settings, data), data.holdout.train)
        let cases = try stage.cases(of: train, in: stage.folds(of: train)).all
        let own = Set(skipped[place])
        #expect(own.count > 0 && place == 0)
        let first = try #require(cases.first)
        #expect(Set(first.candidates).isSuperset(of: own) && Set(first.candidates).count == 21)
    }

    /// Each of some listeners skips the song that stands first for them: after the next training it stands behind the one
    /// that stood second, by models that remember listeners.
    @Test(arguments: [ModelKind.ncf, .bpr, .lightgcn]) func theNextTrainingHeedsASkip(kind: ModelKind) throws {
        let world = TasteWorld(listeners: 120, seed: 8)
        var settings = try Checkerboard.settings(kind)
        (settings.epochs, settings.holdout) = (15, .none)
        func trained() throws -> (model: Model, data: TrainingData) {
            let data = try TrainingData(reading: world.graph, settings: settings)
                .knowing(SongKnowledge(reading: world.graph, settings: settings))
            return (try Trainer.train(settings, on: data), data)
        }
        let (before, data) = try trained()
        let users = Array(data.interactions.users.prefix(30))
        func history(_ place: Int, _ model: Model) -> History {
            let played = data.interactions.played[place].map { data.interactions.songs[Int($0)] }
            return model.history(of: users[place], played: played)
        }
        let firsts = users.indices.map { place -> [Int] in
            let scores = before.scorer.scores(for: history(place, before))
            return Ranking.best(2, of: scores) { !data.interactions.played.contains(user: place, song: Int32($0)) }
        }
        for (user, best) in zip(users, firsts) { world.graph.edge(user, "skipped", before.songs[best[0]]) }
        let (after, _) = try trained()
        let behind = users.indices.count { place in
            let scores = after.scorer.scores(for: history(place, after))
            return scores[firsts[place][0]] < scores[firsts[place][1]]
        }
        #expect(behind >= 24, "\(kind): \(behind) of 30")
    }
}
