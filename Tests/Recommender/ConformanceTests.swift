import Graph
import Recommender
import Tensor
import TestSupport
import Testing

/// What every kind of model keeps to.
@Suite(.serialized) struct ConformanceTests {
    private static func trained(
        _ kind: ModelKind, users: Int = 10, songs: Int = 12, epochs: Int? = 3, seed: Int = 7
    ) throws -> Model {
        var settings = try Checkerboard.settings(kind, seed: seed)
        if let epochs { settings.epochs = epochs }
        return try Trainer.train(settings, on: Checkerboard(users: users, songs: songs).data(settings))
    }

    /// All kinds but the one that knows nothing of tastes.
    static let tastes = ModelKind.allCases.filter { $0 != .popularity }

    @Test(arguments: tastes) func theCheckerboardIsSolved(kind: ModelKind) throws {
        let board = Checkerboard()
        let settings = try Checkerboard.settings(kind)
        let data = try board.data(settings)
        let model = try Trainer.train(settings, on: data)
        let ranked = try Evaluation(model, on: data, rivals: .full)
        // At most three songs of the user's own colour are unplayed beside the held-out one; chance would hit .36.
        #expect(ranked.mean(.hr, at: 5) >= 0.85)
        for history in [[0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9, 11]] as [[Int32]] {
            let scores = model.scorer.scores(for: History(songs: history))
            let best = scores.indices.filter { !history.contains(Int32($0)) }.sorted { scores[$0] > scores[$1] }
            #expect(best.prefix(5).allSatisfy { $0 % 2 == history[0] % 2 }, "\(kind) folds in \(history): \(best)")
        }
    }

    @Test(arguments: ModelKind.allCases) func everySongHasAScoreForWhomeverAsks(kind: ModelKind) throws {
        let model = try Self.trained(kind)
        let histories = [
            History(user: 0, songs: [0, 2]), History(songs: [1]), History(songs: []), History(user: 1, songs: []),
            History(songs: 0..<Int32(model.songs.count)),
        ]
        for history in histories {
            let scores = model.scorer.scores(for: history)
            #expect(scores.count == model.songs.count && scores.allSatisfy(\.isFinite), "\(kind) \(history)")
            let some = model.scorer.scores(for: history, songs: [3, 0])
            #expect(some.isClose(to: [scores[3], scores[0]], within: 1e-5), "\(some)")
            #expect(model.scorer.scores(for: history) == scores)
        }
    }

    @Test(arguments: ModelKind.allCases) func theSameSeedGivesTheSameBytes(kind: ModelKind) throws {
        let bytes = try (0..<2).map { _ in try ModelFile.bytes(of: Self.trained(kind)) }
        #expect(bytes[0] == bytes[1])
        #expect(try ModelFile.bytes(of: Self.trained(kind, seed: 8)) != bytes[0])
    }

    @Test(arguments: ModelKind.allCases) func modelsComeBackWhole(kind: ModelKind) throws {
        let model = try Self.trained(kind)
        let bytes = ModelFile.bytes(of: model)
        let again = try ModelFile.model(from: bytes, file: "m")
        #expect(again.settings == (try TrainingSettings(kind, model.settings.pairs)))
        #expect(again.split == .drawn && again.plays == model.plays && again.fingerprint == model.fingerprint)
        #expect(again.users == model.users && again.songs == model.songs && again.bestEpoch == model.bestEpoch)
        for user in [nil] + model.users.indices.map(Optional.init) {
            let history = History(user: user, songs: [0, 1])
            #expect(again.scorer.scores(for: history) == model.scorer.scores(for: history))
        }
        #expect(ModelFile.bytes(of: again) == bytes)
    }

    @Test func aRankerWithoutEvidenceComesBackToo() throws {
        var settings = try Checkerboard.settings(.segue)
        (settings.evidence, settings.epochs) = ([], 2)
        let model = try Trainer.train(settings, on: Checkerboard(users: 8, songs: 8).data(settings))
        let again = try ModelFile.model(from: ModelFile.bytes(of: model), file: "m")
        let history = History(songs: [0, 2])
        #expect(again.scorer.scores(for: history) == model.scorer.scores(for: history))
    }

    @Test(arguments: ModelKind.allCases) func partsOfAnotherShapeAreRefused(kind: ModelKind) throws {
        let model = try Self.trained(kind)
        let (parts, songs) = (model.scorer.parts, model.songs.count)
        func scorer(_ parts: [ModelPart], songs: Int? = nil) -> (any Scorer)? {
            Model.scorer(
                parts, settings: model.settings, users: model.users.count, songs: songs ?? model.songs.count)
        }
        #expect(scorer(parts) != nil)
        #expect(scorer(parts, songs: songs - 1) == nil && scorer(parts, songs: songs + 1) == nil)
        #expect(scorer(parts + [.integers([0])]) == nil && scorer(parts.dropLast()) == nil && scorer([]) == nil)
        for place in parts.indices {
            for wrong in parts[place].damaged {
                var others = parts
                others[place] = wrong
                #expect(scorer(others) == nil, "part \(place) of \(kind)")
            }
        }
    }

    @Test(arguments: ModelKind.allCases) func workThatIsCancelledBeforeItStartsKeepsNothing(kind: ModelKind) throws {
        let settings = try Checkerboard.settings(kind)
        let data = try Checkerboard(users: 8, songs: 8).data(settings)
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: RecommenderError.graph(.interrupted)) {
            try Trainer.train(settings, on: data, cancellation: cancellation)
        }
    }
}

extension ModelPart {
    /// Parts of the same type that no scorer may take in its stead.
    fileprivate var damaged: [ModelPart] {
        switch self {
        case .matrix(let matrix):
            [
                .matrix(Matrix(rows: matrix.rows + 1, columns: matrix.columns)),
                .matrix(Matrix(rows: matrix.rows, columns: matrix.columns + 1)), .integers([]),
            ]
        case .integers(let numbers):
            [
                .integers(numbers + [numbers.last ?? 0]), .integers(numbers.dropLast()),
                .integers([-1] + numbers.dropFirst()), .integers(numbers.dropLast() + [.max]),
                .matrix(Matrix(rows: 1, columns: numbers.count)),
            ]
        }
    }
}
