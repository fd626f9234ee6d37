import Foundation
import Graph
import Recommender
import Tensor
import TestSupport
import Testing

@Suite struct FoldTests {
    private static let positives = SongSets([
        [], [5], [1, 4], [0, 2, 9], Array(0..<19), Array(3..<23), Array(0..<40),
    ])

    @Test func foldsHoldOutATenthAndOneAtLeast() {
        let folds = Folds(Self.positives, count: 4, seed: 7).all
        #expect(folds.count == 4)
        for fold in folds {
            #expect((0..<7).map { fold.held[$0].count } == [0, 0, 0, 1, 1, 2, 4])
            for user in 0..<7 {
                #expect(Set(fold.held[user]).isDisjoint(with: fold.rest[user]))
                #expect((fold.held[user] + fold.rest[user]).sorted() == Array(Self.positives[user]))
            }
        }
    }

    @Test func foldsAreDrawnApartAndBySeed() {
        let folds = Folds(Self.positives, count: 3, seed: 7).all
        #expect(folds[0].held != folds[1].held && folds[1].held != folds[2].held)
        for user in 0..<Self.positives.userCount {
            let held = Set(folds.flatMap { $0.held[user] })
            let common = Folds(Self.positives, count: 3, seed: 7).common[user]
            #expect(Array(common) == Self.positives[user].filter { !held.contains($0) })
        }
        #expect(Folds(Self.positives, count: 3, seed: 7).all.map(\.held) == folds.map(\.held))
        #expect(Folds(Self.positives, count: 3, seed: 8).all.map(\.held) != folds.map(\.held))
        // A fold is the same however many there are.
        #expect(Folds(Self.positives, count: 1, seed: 7).all[0].held == folds[0].held)
    }
}

@Suite struct EvidenceTests {
    /// Plays as in `smallGraph`, each a positive; A and D have a node in common, and B, C and D.
    private static let positives = SongSets([[0, 1, 3], [0, 1, 2], [1, 2]])
    private static let groups = SongGroups([[0, 3], [1, 2, 3]], by: "sungBy", songCount: 4)
    private static let rows = SongSets([[0, 3]])

    private static func evidence(_ kinds: [TrainingSettings.EvidenceKind]) throws -> Evidence {
        var settings = TrainingSettings(.segue)
        settings.evidence = kinds
        return try Evidence(
            positives, relations: [groups, groups], rows: rows, settings: settings, songCount: 4,
            fitting: { _ in }, cancellation: Cancellation())
    }

    /// Whether numbers are the same but for rounding: of a single song's product and of all songs' at once.
    private static func alike(_ left: [Float], _ right: [Float]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 }
    }

    @Test func eachColumnIsItsModelsScore() throws {
        let history = History(songs: [0, 1])
        let values = try Self.evidence(TrainingSettings.EvidenceKind.allCases).values(for: history)
        #expect(values.count == 6)
        let settings = TrainingSettings(.segue)
        let ease = try EASE(
            Self.positives, songCount: 4, groups: Self.rows, groupWeight: settings.groupWeight,
            settings: TrainingSettings(.ease))
        #expect(values[0] == ease.scores(for: history) && values[0] != [0, 0, 0, 0])
        let factors = try TrainingSettings(.als, [("holdout", .text("none"))])
        let als = try Trainer.train(factors, on: TrainingData(reading: smallGraph().graph, settings: factors))
        #expect(values[1] == als.scorer.scores(for: history))
        #expect(values[2] == [2, 3, 2, 1].map { log1p($0) })
        // A shares a node with itself, B with B and C with B, D with A and with B.
        #expect(values[3] == [1, 1, 1, 2].map { log1p($0) } && values[4] == values[3])
        #expect(values[5] == [Float](repeating: log1p(2), count: 4))
    }

    @Test func columnsAreThoseAskedFor() throws {
        let history = History(songs: [0])
        let values = try Self.evidence([.popularity, .activity]).values(for: history)
        #expect(values == [[2, 3, 2, 1].map { log1p($0) }, [Float](repeating: log1p(1), count: 4)])
        #expect(try Self.evidence([]).values(for: history).isEmpty)
    }

    @Test func theTableIsLessTheMeansAndOverTheDeviations() throws {
        var evidence = try Self.evidence([.popularity, .activity])
        let history = History(songs: [1, 2])
        #expect(evidence.table(for: history).row(3) == [log1p(1), log1p(2)])
        (evidence.scale.means, evidence.scale.inverses) = ([0.5, 1], [2, 4])
        let table = evidence.table(for: history)
        #expect(table.rows == 4 && table.columns == 2)
        let (listeners, played): (Float, Float) = (log1p(3), log1p(2))
        #expect(table.row(1) == [(listeners - 0.5) * 2, (played - 1) * 4])
    }

    @Test func evidenceComesBackFromItsParts() throws {
        for kinds in [TrainingSettings.EvidenceKind.allCases, [.ease, .relations], [.popularity], []] {
            var (evidence, settings) = (try Self.evidence(kinds), TrainingSettings(.segue))
            settings.evidence = kinds
            let width = evidence.scale.means.count
            evidence.scale.means = (0..<width).map { Float($0) / 8 }
            evidence.scale.inverses = (0..<width).map { Float($0 + 1) }
            var parts = (evidence.parts + [.integers([42])])[...]
            let again = try #require(Evidence(takenFrom: &parts, settings: settings, songs: 4))
            #expect(parts.count == 1)
            for songs in [[], [0], [1, 3]] as [[Int32]] {
                let history = History(songs: songs)
                #expect(again.table(for: history).values == evidence.table(for: history).values)
            }
            // Relations alone would fit a longer list of songs, but no shorter one.
            var others = evidence.parts[...]
            #expect(kinds.isEmpty || Evidence(takenFrom: &others, settings: settings, songs: 3) == nil)
        }
    }

    /// Each held-out song is met again after a few of the listener's songs, with what the stage says of those alone.
    @Test func casesComeAgainAfterAFewSongs() throws {
        let board = Checkerboard(users: 12, songs: 40)
        var settings = try Checkerboard.settings(.segue)
        (settings.folds, settings.negatives, settings.beginnings) = (2, 5, 1)
        let data = try board.data(settings)
        let train = data.holdout.train
        let stage = FirstStage(settings, data)
        let cases = try stage.cases(of: train, in: stage.folds(of: train)).all
        var lengths: Set<Int> = []
        var next = 0
        for fold in Folds(train, count: 2, seed: settings.seed).all {
            let evidence = try stage.evidence(of: fold.rest)
            for user in 0..<train.userCount {
                let held = fold.held[user]
                let again = cases[next + held.count..<next + 2 * held.count]
                #expect(cases[next..<next + held.count].map { $0.candidates[0] } == Array(held))
                #expect(again.map { $0.candidates[0] } == Array(held))
                next += 2 * held.count
                for one in again {
                    #expect(one.history.count <= 5 && Set(one.history).isSubset(of: fold.rest[user]))
                    let values = evidence.values(for: History(songs: one.history))
                    #expect(Self.alike(one.extras, one.candidates.flatMap { song in values.map { $0[Int(song)] } }))
                    lengths.insert(one.history.count)
                }
            }
        }
        #expect(next == cases.count && lengths == [0, 1, 2, 3, 4, 5])
    }

    /// What a case says of a candidate is what the rest of its fold says, of which the held-out songs are no part.
    @Test func heldOutSongsSayNothingOfThemselves() throws {
        let board = Checkerboard(users: 12, songs: 14)
        for (place, song) in board.songs.enumerated() {
            board.graph.edge(song, "sungBy", board.graph.node("artist", "\(place % 3)"))
        }
        var settings = try Checkerboard.settings(.segue)
        (settings.folds, settings.negatives, settings.beginnings) = (2, 5, 0)
        let knowledge = try SongKnowledge(reading: board.graph, settings: settings)
        let data = try board.data(settings).knowing(knowledge)
        let train = data.holdout.train
        let stage = FirstStage(settings, data)
        var cases = try stage.cases(of: train, in: stage.folds(of: train)).all[...]
        let whole = try stage.evidence(of: train)
        var differing = 0
        for fold in Folds(train, count: 2, seed: settings.seed).all {
            let evidence = try stage.evidence(of: fold.rest)
            for user in 0..<train.userCount {
                let listener = History(songs: fold.rest[user])
                let (values, peeking) = (evidence.values(for: listener), whole.values(for: listener))
                for song in fold.held[user] {
                    let next = cases.popFirst()
                    let one = try #require(next)
                    #expect(one.candidates.first == song && one.history.sorted() == Array(fold.rest[user]))
                    #expect(one.candidates.dropFirst().allSatisfy { !train.contains(user: user, song: $0) })
                    func extras(_ values: [[Float]]) -> [Float] {
                        one.candidates.flatMap { candidate in values.map { $0[Int(candidate)] } }
                    }
                    #expect(Self.alike(one.extras, extras(values)))
                    differing += Self.alike(one.extras, extras(peeking)) ? 0 : 1
                }
            }
        }
        #expect(cases.isEmpty && differing > 0)
    }

    /// The vectors that embeddings start from are the same whatever the folds hold out, and others by any other play.
    @Test func heldOutSongsAreNoPartOfTheVectors() throws {
        var settings = try Checkerboard.settings(.segue)
        (settings.folds, settings.embedding, settings.threads) = (2, 4, 1)
        let data = try Checkerboard(users: 12, songs: 14).data(settings)
        let train = data.holdout.train
        let stage = FirstStage(settings, data)
        let vectors = try #require(try stage.vectors(of: stage.folds(of: train)))
        let common = Folds(train, count: 2, seed: settings.seed).common
        var own = TrainingSettings(.als)
        (own.seed, own.factors, own.threads) = (settings.seed, 4, 1)
        let (users, songs) = (data.interactions.users, data.interactions.songs)
        let rest = Interactions(users: users, songs: songs, positives: common, played: common)
        let alone = TrainingData(interactions: rest, holdout: Holdout(nothingOf: rest), split: .drawn)
        let factors = try #require(try Trainer.train(own, on: alone).scorer as? ALS).songs
        func deviation(_ matrix: Matrix) -> Float {
            (matrix.values.reduce(0) { $0 + $1 * $1 } / Float(matrix.count)).squareRoot()
        }
        let scale = 0.05 / deviation(factors)
        #expect(abs(deviation(vectors) - 0.05) < 1e-5)
        #expect(vectors.values.isClose(to: factors.values.map { scale * $0 }, within: 1e-5))
        settings.initial = .random
        let random = FirstStage(settings, data)
        #expect(try random.vectors(of: random.folds(of: train)) == nil)
        (settings.initial, settings.folds) = (.als, 100)
        let many = FirstStage(settings, data)
        #expect(try many.vectors(of: many.folds(of: train)) == nil, "a hundred folds leave nothing")
    }
}
