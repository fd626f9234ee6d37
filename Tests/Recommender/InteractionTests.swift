import Foundation
import Graph
import Recommender
import Tensor
import TestSupport
import Testing

@Suite struct AnswerersTests {
    private static func data(seed: UInt64 = 1) throws -> TrainingData {
        var settings = TrainingSettings(.itemknn)
        settings.seed = seed
        return try TrainingData(reading: TasteWorld(seed: 5).graph, settings: settings)
    }

    @Test func nothingIsLearnedOfThoseWhoAnswer() throws {
        let data = try Self.data()
        let answerers = try Answerers(data, seed: 1)
        #expect(answerers.count == 40)
        let users = Set(answerers.users)
        #expect(users.count == 40)
        for user in data.interactions.users.indices {
            let rest = answerers.rest.interactions
            #expect(
                rest.positives[user].isEmpty == users.contains(user)
                    && rest.played[user].isEmpty == users.contains(user))
            #expect(answerers.rest.holdout.known[user].isEmpty == users.contains(user))
        }
        #expect(answerers.rest.holdout.test.allSatisfy { !users.contains(Int($0.user)) })
        #expect(answerers.rest.interactions.songs == data.interactions.songs)
    }

    @Test func whatIsKnownAndWhatIsHiddenIsAllTheyPlay() throws {
        let data = try Self.data()
        for known in [0, 3] {
            let answerers = try Answerers(data, seed: 2)
            for place in 0..<answerers.count {
                let (shown, hidden) = answerers.plays(of: place, known: known)
                #expect(shown.count == known && hidden.isDisjoint(with: shown))
                #expect(hidden.union(shown) == Set(data.interactions.positives[answerers.users[place]]))
            }
        }
    }

    @Test func theSeedAndThePartDrawOthers() throws {
        let data = try Self.data()
        let (first, again) = (try Answerers(data, seed: 1), try Answerers(data, seed: 1))
        #expect(first.users == again.users)
        #expect(try Answerers(data, seed: 2).users != first.users)
        #expect(Set(try Answerers(data, seed: 1, part: 1).users).isDisjoint(with: first.users))
        let some = try Answerers(data, sample: 7, seed: 1)
        // The others are held out of learning all the same.
        #expect(some.count == 7 && Set(some.users).isSubset(of: first.users))
        #expect(some.rest.fingerprint == first.rest.fingerprint)
    }

    @Test func listenersOfFewSongsCannotAnswer() throws {
        let settings = TrainingSettings(.itemknn)
        let data = try TrainingData(reading: smallGraph().graph, settings: settings)
        #expect(throws: RecommenderError.nothingHeldOut) { try Answerers(data, seed: 1) }
    }
}

@Suite struct InteractionReportTests {
    private static func report(_ kind: ModelKind, sample: Int? = nil) throws -> InteractionReport {
        var settings = try Checkerboard.settings(kind)
        settings.epochs = 10
        let world = TasteWorld(listeners: 300, seed: 9)
        let data = try TrainingData(reading: world.graph, settings: settings)
        let answerers = try Answerers(data, sample: sample, seed: 3)
        let model = try Trainer.train(settings, on: answerers.rest)
        return try InteractionReport([.init("m", model)], with: answerers, known: 1, steps: 6, seed: 3)
    }

    private static func value(_ report: InteractionReport, _ policy: Course.Policy, at k: Int = 6) throws -> Double {
        try #require(report.lines.first { $0.policy == policy && $0.k == k }).value
    }

    /// In a world of plain tastes whoever listens finds more, and chance the least.
    @Test func listeningPays() throws {
        let report = try Self.report(.als)
        #expect(report.listeners == 60 && report.steps == 6 && report.lines.count == 5 * 6)
        let feedback = try Self.value(report, .feedback)
        let list = try Self.value(report, .list)
        let popularity = try Self.value(report, .popularity)
        let (bandit, random) = (try Self.value(report, .bandit), try Self.value(report, .random))
        #expect(feedback > list && list > popularity, "\(feedback) \(list) \(popularity)")
        #expect(bandit > popularity && random < popularity, "\(bandit) \(random) \(popularity)")
        // At the first step nobody has answered yet.
        #expect(try Self.value(report, .feedback, at: 1) == Self.value(report, .list, at: 1))
        for line in report.lines {
            let interval = try #require(line.interval)
            #expect(
                interval.lowerBound <= line.value && line.value <= interval.upperBound && line.value <= Double(line.k))
            let isFirst = line.policy == .feedback
            #expect((line.lead == nil) == isFirst)
            if !isFirst {
                #expect(abs((line.lead ?? 0) - (try Self.value(report, .feedback, at: line.k) - line.value)) < 1e-9)
            }
        }
    }

    @Test func aModelWithoutVectorsHasNoBandit() throws {
        let report = try Self.report(.itemknn, sample: 10)
        #expect(report.listeners == 10 && !report.lines.contains { $0.policy == .bandit })
    }

    @Test func figuresDoNotDependOnThreads() throws {
        var settings = try Checkerboard.settings(.als)
        settings.epochs = 3
        let data = try TrainingData(reading: TasteWorld(seed: 9).graph, settings: settings)
        let answerers = try Answerers(data, seed: 3)
        let model = try Trainer.train(settings, on: answerers.rest)
        let reports = try [1, 2].map {
            try InteractionReport([.init("m", model)], with: answerers, known: 3, steps: 4, seed: 3, threads: $0)
        }
        #expect(reports[0].lines == reports[1].lines)
    }
}

@Suite struct LinearBanditTests {
    /// The bandit against the equations solved anew: `A = ridge I + Σ x xᵀ`, `b = Σ r x`.
    @Test func answersAreThoseOfTheEquations() throws {
        var random = RandomSource(seed: 4)
        let songs = Matrix.normal(rows: 9, columns: 3, deviation: 1, from: &random)
        let vectors = try #require(BanditVectors(Vectors(songs: songs), songCount: 9))
        var bandit = LinearBandit(vectors, knowing: History(songs: [2]), exploration: 0.7, ridge: 2)
        let answers: [(Int32, Bool)] = [(4, true), (1, false), (4, false), (8, true)]
        for (song, isLiked) in answers { bandit.hear(song, isLiked: isLiked) }
        let (matrix, sum) = (Matrix(rows: 3, columns: 3), Matrix(rows: 1, columns: 3))
        for place in 0..<3 { matrix[place, place] = 2 }
        for (song, isLiked) in [(2, true)] + answers {
            let x = vectors.table.row(Int(song))
            for i in 0..<3 {
                for j in 0..<3 { matrix[i, j] += x[i] * x[j] }
                if isLiked { sum[0, i] += x[i] }
            }
        }
        #expect(matrix.invert(threads: 1))
        let inverse = matrix
        for (song, score) in bandit.scores().enumerated() {
            let x = vectors.table.row(song)
            var (expected, variance): (Float, Float) = (0, 0)
            for i in 0..<3 {
                for j in 0..<3 {
                    expected += x[i] * inverse[i, j] * sum[0, j]
                    variance += x[i] * inverse[i, j] * x[j]
                }
            }
            #expect(abs(score - expected - 0.7 * variance.squareRoot()) < 1e-4)
        }
        let squares = vectors.squares.reduce(0, +) / 9
        #expect(abs(squares - 1) < 1e-5)
    }

    /// A scorer of nothing but vectors.
    private struct Vectors: Scorer {
        let songs: Matrix
        var parts: [ModelPart] { [] }
        func scores(for history: History) -> [Float] { [Float](repeating: 0, count: songs.rows) }
        func embedding(of song: Int) -> [Float]? { songs.row(song) }
    }
}
