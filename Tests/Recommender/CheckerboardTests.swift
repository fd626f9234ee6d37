import Graph
import Recommender
import Testing

@Test(arguments: [ModelKind.ncf, .itemknn])
func modelsOfTasteSolveTheCheckerboard(kind: ModelKind) throws {
    let board = Checkerboard()
    let settings = try Checkerboard.settings(kind)
    let data = try board.data(settings)
    let model = try Trainer.train(settings, on: data)
    let ranked = try Evaluation(model, on: data, rivals: .full)
    // At most three songs of the user's own colour are unplayed beside the held-out one; chance would hit .36.
    #expect(ranked.mean(.hr, at: 5) >= 0.85)
}

@Test func popularityCannotSolveTheCheckerboardButRanksByPlays() throws {
    let board = Checkerboard()
    let settings = try Checkerboard.settings(.popularity)
    let data = try board.data(settings)
    let model = try Trainer.train(settings, on: data)
    let scores = model.scorer.scores(for: History(user: 0, songs: [0]))
    let counts = data.holdout.known.inverted(songCount: data.interactions.songs.count)
    for song in scores.indices { #expect(scores[song] == Float(counts[song].count)) }
    // A song that nobody plays ranks last for all.
    #expect(Ranking.rank(of: 0, among: scores) == scores.count + 1)
}

@Test(arguments: ModelKind.allCases)
func theSameSeedGivesTheSameBytes(kind: ModelKind) throws {
    let board = Checkerboard(users: 10, songs: 12)
    var settings = try Checkerboard.settings(kind)
    settings.epochs = 3
    let bytes = try (0..<2).map { _ in try ModelFile.bytes(of: Trainer.train(settings, on: board.data(settings))) }
    #expect(bytes[0] == bytes[1])
    settings.seed = 8
    #expect(try ModelFile.bytes(of: Trainer.train(settings, on: board.data(settings))) != bytes[0])
}

@Test func trainingReportsEpochsKeepsTheBestAndStops() throws {
    let board = Checkerboard(users: 12, songs: 12)
    var settings = try Checkerboard.settings(.ncf)
    (settings.epochs, settings.patience) = (40, 2)
    var reports: [EpochReport] = []
    let model = try Trainer.train(settings, on: board.data(settings)) { reports.append($0) }
    #expect(reports.map(\.epoch) == Array(1...reports.count))
    let best = reports.enumerated().max { left, right in
        let (a, b) = (left.element.validation?.ndcg ?? 0, right.element.validation?.ndcg ?? 0)
        return a == b ? left.offset > right.offset : a < b
    }
    #expect(model.bestEpoch == best?.element.epoch)
    #expect(reports.count < 40 ? reports.count == model.bestEpoch + 2 : true)
    #expect((reports.last?.loss ?? 1) < reports[0].loss)
}

@Test func cancellingKeepsTheBestSoFar() throws {
    let board = Checkerboard(users: 12, songs: 12)
    var settings = try Checkerboard.settings(.ncf)
    let cancellation = Cancellation()
    var reports = 0
    let model = try Trainer.train(
        settings, on: board.data(settings),
        progress: { _ in
            reports += 1
            if reports == 2 { cancellation.raise() }
        }, cancellation: cancellation)
    #expect(reports == 2 && (1...2).contains(model.bestEpoch))
    settings.epochs = 2
    let whole = try Trainer.train(settings, on: board.data(settings))
    #expect(
        whole.scorer.scores(for: History(user: 0, songs: [0])) == model.scorer.scores(for: History(user: 0, songs: [0]))
    )
}

@Test func withoutAHoldoutAllEpochsAreRunAndTheLastKept() throws {
    let board = Checkerboard(users: 8, songs: 8)
    var settings = try Checkerboard.settings(.ncf)
    (settings.holdout, settings.epochs, settings.patience) = (.none, 4, 1)
    var reports: [EpochReport] = []
    let data = try board.data(settings)
    let model = try Trainer.train(settings, on: data) { reports.append($0) }
    #expect(reports.count == 4 && model.bestEpoch == 4 && reports.allSatisfy { $0.validation == nil })
    #expect(throws: RecommenderError.nothingHeldOut) { try Evaluation(model, on: data, rivals: .full) }
}

@Test func aListenerOfAfterTrainingIsFoldedIn() throws {
    let board = Checkerboard()
    var settings = try Checkerboard.settings(.ncf)
    settings.holdout = .none
    let model = try Trainer.train(settings, on: board.data(settings))
    let even = model.scorer.scores(for: History(songs: [0, 2, 4]))
    let order = even.indices.filter { ![0, 2, 4].contains($0) }.sorted { even[$0] > even[$1] }
    #expect(order.prefix(6).allSatisfy { $0 % 2 == 0 }, "\(order)")
    #expect(model.scorer.scores(for: History(songs: [4, 2, 0])) == even)
    // A play more than at training is folded in too; the same plays are not.
    let node = board.users[0]
    let played = board.songs.enumerated().filter { $0.offset % 2 == 0 && $0.offset / 2 % 5 != 0 }.map(\.element)
    #expect(model.history(of: node, played: played).user == 0)
    #expect(model.history(of: node, played: played + [board.songs[23]]).user == nil)
}
