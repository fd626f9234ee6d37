import Foundation
import Graph
import Recommender
import Testing

private func model(
    _ kind: ModelKind, _ pairs: [(name: String, value: SettingValue)] = []
) throws -> Model {
    let settings = try TrainingSettings(kind, pairs + [("holdout", .text("none")), ("positive", .text("any"))])
    return try Trainer.train(settings, on: TrainingData(reading: smallGraph().graph, settings: settings))
}

private func expect(
    _ scores: [Float], near expected: [Double], sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(
        scores.count == expected.count && zip(scores, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 },
        "\(scores)", sourceLocation: sourceLocation)
}

@Test func popularityCountsListeners() throws {
    try expect(model(.popularity).scorer.scores(for: History(user: 0, songs: [0])), near: [2, 3, 2, 1])
}

@Test func cosineOfItemsByHand() throws {
    // Listeners: A {1, 2}, B {1, 2, 3}, C {2, 3}, D {1}; user 3 has B and C.
    let (ab, bc, ac, bd) = (2 / sqrt(6.0), 2 / sqrt(6.0), 1 / 2.0, 1 / sqrt(3.0))
    let plain = try model(.itemknn, [("k", .integer(3)), ("shrink", .integer(0))])
    expect(plain.scorer.scores(for: History(user: 2, songs: [1, 2])), near: [ab + ac, bc, bc, bd])
    // With one neighbour: A→B, B→A (B and C tie, A comes first), C→B, D→A.
    let one = try model(.itemknn, [("k", .integer(1)), ("shrink", .integer(0))])
    expect(one.scorer.scores(for: History(user: 2, songs: [1, 2])), near: [ab, 0, bc, 0])
    let shrunk = try model(.itemknn, [("k", .integer(3)), ("shrink", .number(1.5))])
    expect(
        shrunk.scorer.scores(for: History(user: 2, songs: [1, 2])),
        near: [2 / (sqrt(6.0) + 1.5) + 1 / 3.5, 2 / (sqrt(6.0) + 1.5), 2 / (sqrt(6.0) + 1.5), 1 / (sqrt(3.0) + 1.5)])
}

@Test func jaccardOfItemsByHand() throws {
    let pairs: [(name: String, value: SettingValue)] = [
        ("k", .integer(3)), ("shrink", .integer(0)), ("similarity", .text("jaccard")),
    ]
    // A∩B 2 of 3, A∩C 1 of 3, B∩C 2 of 3, B∩D 1 of 3.
    try expect(
        model(.itemknn, pairs).scorer.scores(for: History(user: 2, songs: [1, 2])),
        near: [1, 2.0 / 3, 2.0 / 3, 1.0 / 3])
}

@Test func easeByHand() throws {
    // B of the small graph at λ = 1; each listener is a row of X. The figures are numpy's, by the formula.
    let positives = SongSets([[0, 1, 3], [0, 1, 2], [1, 2]])
    var settings = try TrainingSettings(.ease, [("regularization", .integer(1))])
    let history = History(songs: [1, 2])
    func scores(groups: SongSets? = nil) throws -> [Float] {
        try EASE(positives, songCount: 4, groups: groups, groupWeight: 2, settings: settings).scores(for: history)
    }
    try expect(scores(), near: [6.0 / 13, 7.0 / 13, 7.0 / 13, 0])
    // A and D share an artist: a row more in X, of weight 2.
    try expect(scores(groups: SongSets([[0, 3]])), near: [0.4137931, 0.5862069, 0.48571429, -0.1875])
    // One entry a song: A is made from D, B from C, C from B, D from A.
    settings.keep = 1
    try expect(scores(), near: [5.0 / 13, 7.0 / 13, 7.0 / 13, 0])
}

/// With fewer listeners than songs the listeners' side is solved, with as many or more the songs' side.
@Test func bothSidesOfEaseGiveTheSame() throws {
    let data = try Checkerboard(users: 9, songs: 14).data(TrainingSettings(.ease))
    let (few, settings) = (data.interactions.positives, try TrainingSettings(.ease, [("regularization", .integer(3))]))
    let many = SongSets((0..<14).map { $0 < 9 ? Array(few[$0]) : [] })
    let (groups, history) = (SongSets([[0, 3], [1, 2, 6]]), History(songs: [0, 4, 5]))
    func scores(_ positives: SongSets) throws -> [Double] {
        try EASE(positives, songCount: 14, groups: groups, groupWeight: 2.5, settings: settings).scores(for: history)
            .map(Double.init)
    }
    try expect(scores(few).map(Float.init), near: scores(many))
}

@Test func easeRefusesWhatItCannotTake() throws {
    let (settings, sets) = (TrainingSettings(.ease), SongSets([[0, 1]]))
    let many = SongSets([[Int32]](repeating: [0], count: 30_001))
    #expect(throws: RecommenderError.catalogueTooLarge(songs: 30_001, most: 30_000, kind: .ease)) {
        try EASE(many, songCount: 30_001, settings: settings)
    }
    let cancellation = Cancellation()
    cancellation.raise()
    #expect(throws: RecommenderError.graph(.interrupted)) {
        try EASE(sets, songCount: 2, settings: settings, cancellation: cancellation)
    }
    #expect(throws: RecommenderError.graph(.interrupted)) {
        try ItemKNN(sets, songCount: 2, settings: settings, cancellation: cancellation)
    }
}

/// At a solved row the gradient of what is minimised is zero: `Σ_S (w·h - 1) h + α₀ Σ_I (w·h) h + λ (|S| + α₀ |I|)^ν
/// w`.
@Test func solvedFactorsOfAListenerLeaveNoGradient() throws {
    let settings = try TrainingSettings(
        .als,
        [
            ("factors", .integer(3)), ("unobserved", .number(0.2)), ("regularization", .number(0.05)),
            ("exponent", .number(0.5)), ("holdout", .text("none")), ("epochs", .integer(5)),
        ])
    let model = try Trainer.train(settings, on: Checkerboard(users: 9, songs: 8).data(settings))
    let als = try #require(model.scorer as? ALS)
    let history = History(songs: [0, 2, 5])
    let (row, scores) = (als.user(of: history).values, als.scores(for: history))
    let ridge = 0.05 * (3 + 0.2 * 8).squareRoot()
    for factor in 0..<3 {
        var gradient = ridge * Double(row[factor])
        for song in 0..<8 {
            let value = Double(als.songs[song, factor])
            gradient += 0.2 * Double(scores[song]) * value
            if history.songs.contains(Int32(song)) { gradient += (Double(scores[song]) - 1) * value }
        }
        #expect(abs(gradient) < 1e-5, "factor \(factor): \(gradient)")
    }
}

@Test func alsLowersItsLossAndDoesNotDependOnThreads() throws {
    var settings = try Checkerboard.settings(.als)
    settings.epochs = 4
    let data = try Checkerboard(users: 12, songs: 10).data(settings)
    var losses: [Double] = []
    let two = try Trainer.train(settings, on: data) { losses.append($0.loss) }
    #expect(losses.count == 4 && zip(losses, losses.dropFirst()).allSatisfy { $1 < $0 }, "\(losses)")
    settings.threads = 1
    let history = History(songs: [0, 1])
    #expect(try Trainer.train(settings, on: data).scorer.scores(for: history) == two.scorer.scores(for: history))
}

@Test func listenersAlikeByHand() throws {
    // u1 {A, B, D}, u2 {A, B, C}, u3 {B, C}: u3 is √6/3 from u2 and 1/√6 from u1; a new listener of C is like u2 and
    // u3.
    let (near, far) = (2 / sqrt(6.0), 1 / sqrt(6.0))
    let plain: [(name: String, value: SettingValue)] = [("k", .integer(3)), ("shrink", .integer(0))]
    let all = try model(.userknn, plain).scorer
    expect(all.scores(for: History(user: 2, songs: [1, 2])), near: [near + far, near + far, near, far])
    expect(
        all.scores(for: History(songs: [2])),
        near: [1 / sqrt(3), 1 / sqrt(3) + 1 / sqrt(2), 1 / sqrt(3) + 1 / sqrt(2), 0])
    let one = try model(.userknn, [("k", .integer(1)), ("shrink", .integer(0))]).scorer
    expect(one.scores(for: History(user: 2, songs: [1, 2])), near: [near, near, near, 0])
}

/// With one layer a listener's embedding is `(e_u + Σ e_i / √(d_u d_i)) / 2`: folding in leaves out e_u alone.
@Test func aFoldedInListenerIsANewNodeOfTheGraph() throws {
    let settings = try TrainingSettings(
        .lightgcn,
        [
            ("depth", .integer(1)), ("factors", .integer(4)), ("holdout", .text("none")), ("epochs", .integer(2)),
            ("batch", .integer(4)),
        ])
    let data = try TrainingData(reading: smallGraph().graph, settings: settings)
    let model = try Trainer.train(settings, on: data)
    let scorer = try #require(model.scorer as? LightGCN)
    // The songs' own embeddings, from what they bring: times 2 √d_i. d = 2, 3, 2, 1.
    let own = [2.0, 3, 2, 1].enumerated().map { song, degree in
        scorer.brought.row(song).map { Double($0) * 2 * degree.squareRoot() }
    }
    let user = (0..<4).map { (own[1][$0] / sqrt(6.0) + own[2][$0] / 2) / 2 }
    let expected = (0..<4).map { song in zip(user, scorer.songs.row(song)).reduce(0) { $0 + $1.0 * Double($1.1) } }
    expect(scorer.scores(for: History(songs: [1, 2])), near: expected)
}

@Test func aHalfOfANetworkHasNoOtherHalf() throws {
    for (kind, count) in [(ModelKind.gmf, 4), (.mlp, 10)] {
        let model = try model(kind, [("epochs", .integer(1))])
        #expect(model.scorer.parts.count == count)
        #expect(!kind.settingNames.contains(kind == .gmf ? "layers" : "factors"))
    }
}
