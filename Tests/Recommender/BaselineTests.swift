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
