import Graph
import Recommender
import Tensor
import TestSupport
import Testing

/// Listeners of six songs, each with a time a song or none.
private struct Diary {
    let graph = MemoryGraph()
    let songs: [NodeID]

    init(_ listeners: [[PropertyValue?]]) {
        let graph = graph
        songs = (0..<6).map { graph.node("song", "\($0)") }
        for (user, times) in listeners.enumerated() { listen(graph.node("user", "\(user)"), times) }
    }

    func listen(_ user: NodeID, _ times: [PropertyValue?]) {
        for (song, time) in zip(songs, times) {
            graph.edge(user, "played", song, weight: 2, properties: time.map { [Property("time", $0)] } ?? [])
        }
    }

    func order() throws -> PlayOrder { try Interactions(reading: graph, positive: .any).order }
}

@Suite struct PlayOrderTests {
    @Test func playsStandByTheirTimes() throws {
        let order = try Diary([
            [.integer(30), .number(29.5), nil, .integer(-4), .integer(30)],
            [.string("2024-05-02"), .string("2024-05-01T20:15:00Z"), .integer(9_999_999_999), .truth(true)],
            [.integer(5), .integer(5), nil], [nil, nil],
        ]).order()
        #expect(order.places(of: [0, 1, 2, 3, 4], user: 0) == [3, 2, 0, 1, 3])
        #expect(order.places(of: [0, 1, 2, 3], user: 1) == [3, 2, 1, 0])
        // One time for all is no order, and of some songs only theirs is told.
        #expect(order.places(of: [0, 1, 2], user: 2) == [0, 0, 0] && order.places(of: [0, 1], user: 3) == [0, 0])
        #expect(order.history(of: 0, having: [1, 4]) == History(songs: [1, 4], order: [2, 3]))
    }

    @Test func playsWithoutTimesHaveNoOrder() throws {
        let diary = Diary([[nil, nil, nil], [nil, nil]])
        #expect(try diary.order() == PlayOrder() && diary.order().places(of: [0, 1], user: 0).isEmpty)
        #expect(try diary.order().history(of: 0, having: [0, 1]) == History(songs: [0, 1]))
        // Another edge's time is none of a play's.
        diary.graph.edge(diary.songs[0], "similarTo", diary.songs[1], properties: [Property("time", .integer(3))])
        #expect(try diary.order() == PlayOrder())
    }

    @Test func theSequenceIsOldestFirstAndTheNewestAreKept() {
        var settings = TrainingSettings(.paper)
        settings.history = 3
        #expect(settings.sequence(of: History(songs: [0, 1, 2, 3, 4], order: [3, 2, 5, 1, 4])) == [0, 4, 2])
        settings.history = 50
        let listener = History(songs: [0, 1, 2, 3, 4, 5, 6, 7], order: [0, 2, 0, 1, 0, 2, 0, 2])
        let sequence = settings.sequence(of: listener)
        // Those without a time come first, and they as well as those of one time by the seed.
        #expect(Set(sequence.prefix(4)) == [0, 2, 4, 6] && sequence[4] == 3 && Set(sequence[5...]) == [1, 5, 7])
        #expect(settings.sequence(of: listener) == sequence)
        let others = (0..<20 as Range<UInt64>).map { seed in
            settings.seed = seed
            return settings.sequence(of: listener)
        }
        #expect(Set(others.map { Array($0.prefix(4)) }).count > 1 && Set(others.map { Array($0[5...]) }).count > 1)
    }

    @Test func withoutTimesASongMoreOrLessMovesNoOther() {
        var settings = TrainingSettings(.paper)
        settings.history = 60
        let all = settings.sequence(of: History(songs: 0..<60))
        #expect(all != Array(0..<60) && Set(all) == Set(0..<60))
        let alike = History(songs: Array(0..<60), order: [Int32](repeating: 0, count: 60))
        #expect(settings.sequence(of: alike) == all)
        let fewer = settings.sequence(of: History(songs: (0..<60).filter { $0 != 7 }))
        #expect(fewer == all.filter { $0 != 7 })
        settings.history = 50
        #expect(settings.sequence(of: History(songs: 0..<60)) == Array(all.suffix(50)))
    }

    @Test func likedSongsAreTheNewest() {
        let listener = History(songs: [2, 5, 9], order: [2, 0, 1]).liking([4, 5])
        #expect(listener == History(songs: [2, 4, 5, 9], order: [2, 3, 4, 1]))
        #expect(History(songs: [3, 1]).liking([2]) == History(songs: [1, 2, 3], order: [0, 1, 0]))
        #expect(History(user: 4, songs: [3, 1]).liking([]).user == 4)
    }

    /// What was played later stands in no case of the paper's, what was played at an unknown time in any.
    @Test func casesKnowNothingOfLaterPlays() throws {
        let diary = Diary([[.integer(3), .integer(1), nil, .integer(2), .integer(2)]])
        var settings = TrainingSettings(.paper)
        let data = try Interactions(reading: diary.graph, positive: .any)
        func histories() -> [Int32: [Int32]] {
            let source = PositiveCases(data.positives, order: data.order, songCount: 6, settings: settings)
            var random = RandomSource(seed: 1)
            let cases = source.cases(from: &random)
            var histories: [Int32: [Int32]] = [:]
            for one in 0..<cases.count {
                let song = cases.candidates[Int(cases.candidateOffsets[one])]
                let places = Int(cases.historyOffsets[one])..<Int(cases.historyOffsets[one + 1])
                histories[song] = Array(cases.history[places])
            }
            return histories
        }
        let found = histories()
        #expect(found[1] == [2] && found[3] == [2, 1] && found[4] == [2, 1])
        #expect(found[0] == [2, 1, 3, 4] || found[0] == [2, 1, 4, 3])
        #expect(found[2] == [1, 3, 4, 0] || found[2] == [1, 4, 3, 0])
        settings.history = 2
        #expect(histories()[2]?.last == 0 && histories()[2]?.count == 2)
        settings.sequence = .none
        #expect(histories().values.allSatisfy { $0.isEmpty })
    }

    @Test func orderIsDataAndNoPartOfTheFingerprint() throws {
        let settings = TrainingSettings(.paper)
        let times: [[PropertyValue?]] = [[nil, .integer(1), .integer(2)], [.integer(4), .integer(1), nil]]
        let timed = try TrainingData(reading: Diary(times).graph, settings: settings)
        let plain = try TrainingData(reading: Diary([[nil, nil, nil], [nil, nil, nil]]).graph, settings: settings)
        #expect(timed.fingerprint == plain.fingerprint && timed.interactions != plain.interactions)
    }

    @Test func aSplitIsOrderedByTheGraphsPlays() throws {
        let diary = Diary([[.integer(3), .integer(1), .integer(2)]])
        let row = SplitRow(
            user: diary.graph.node("user", "0"), train: [0, 1, 2].map { diary.songs[$0] }, test: diary.songs[5],
            negatives: [])
        let data = try TrainingData(split: [row], named: "given", settings: TrainingSettings(.paper))
        #expect(data.interactions.order == PlayOrder())
        let ordered = try data.ordered(by: diary.graph)
        #expect(ordered.interactions.order.places(of: [0, 1, 2], user: 0) == [3, 1, 2])
        #expect(ordered.holdout == data.holdout && ordered.fingerprint == data.fingerprint)
    }
}

@Suite struct ListenersOrderTests {
    /// A board whose plays have times, and a model of it.
    private static func trained(_ kind: ModelKind) throws -> (Checkerboard, TrainingData, Model) {
        let board = Checkerboard(users: 12, songs: 16, isTimed: true)
        var settings = try Checkerboard.settings(kind)
        (settings.epochs, settings.nodeRate) = (5, nil)
        let data = try board.data(settings)
        return (board, data, try Trainer.train(settings, on: data))
    }

    @Test(arguments: [ModelKind.segue, .paper]) func anotherOrderIsAnotherListener(kind: ModelKind) throws {
        let (board, _, model) = try Self.trained(kind)
        func scores(_ key: String, _ times: [Int64?]) throws -> [Float] {
            let user = board.graph.node("user", key)
            for (song, time) in zip([0, 2, 4], times) {
                board.graph.edge(
                    user, "played", board.songs[song], weight: 3,
                    properties: time.map { [Property("time", .integer($0))] } ?? [])
            }
            return try [6, 7, 8].map {
                try SongRank(of: board.songs[$0], for: Taste(of: user), by: model, in: board.graph).score
            }
        }
        let up = try scores("up", [1, 2, 3])
        #expect(try scores("down", [3, 2, 1]) != up && scores("same", [10, 20, 30]) == up)
        // Without times all are read in the seed's order, however they came.
        let none = try scores("none", [nil, nil, nil])
        #expect(none == model.scorer.scores(for: History(songs: [0, 2, 4]), songs: [6, 7, 8]))
        #expect(try scores("one", [5, 5, 5]) == none)
    }

    @Test func testingReadsTheOrderThatServingReads() throws {
        let (board, data, model) = try Self.trained(.segue)
        let found = try Evaluation(model, on: data, rivals: .served, in: KnowledgeGraph(reading: board.graph))
        #expect(found.ranks.count == data.holdout.test.count && !found.ranks.isEmpty)
        for (rank, one) in zip(found.ranks, data.holdout.test) {
            let songs = data.holdout.known[Int(one.user)].map { data.interactions.songs[Int($0)] }
            let rows = try Recommendation(for: Taste(of: rank.user, playing: songs), by: model, in: board.graph).rows
            #expect(rank.list == rows.map(\.song))
        }
    }

    @Test(arguments: [ModelKind.segue, .paper]) func trainingReadsTheOrder(kind: ModelKind) throws {
        let (board, data, model) = try Self.trained(kind)
        let plain = try Checkerboard(users: 12, songs: 16).data(model.settings)
        #expect(plain.holdout == data.holdout && plain.fingerprint == data.fingerprint)
        let other = try Trainer.train(model.settings, on: plain)
        #expect(ModelFile.bytes(of: other) != ModelFile.bytes(of: model))
        let again = try Trainer.train(model.settings, on: board.data(model.settings))
        #expect(ModelFile.bytes(of: again) == ModelFile.bytes(of: model))
    }
}
