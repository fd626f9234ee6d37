import Foundation
import Graph
import Recommender
import Testing

@Test func ranksCountTiesAgainstTheModelAndNaNNeverWins() {
    #expect(Ranking.rank(of: 2, among: [3, 2, 1] as [Float]) == 3)
    #expect(Ranking.rank(of: 2, among: [.nan, 1, .nan] as [Float]) == 1)
    #expect(Ranking.rank(of: .nan, among: [.nan, 1] as [Float]) == 3)
    #expect(Ranking.rank(of: 1, among: [] as [Float]) == 1)
    #expect(Ranking.rank(of: 0, among: [0, 0] as [Float]) == 3)
}

@Test func measuresOfARank() {
    #expect(Metric.hr.value(rank: 10, cutoff: 10) == 1 && Metric.hr.value(rank: 11, cutoff: 10) == 0)
    #expect(Metric.ndcg.value(rank: 1, cutoff: 10) == 1)
    #expect(abs(Metric.ndcg.value(rank: 3, cutoff: 10) - 0.5) < 1e-12)
    #expect(Metric.ndcg.value(rank: 11, cutoff: 10) == 0)
    let quality = Quality(ranks: [1, 3, 11], cutoff: 10)
    #expect(abs(quality.hr - 2.0 / 3) < 1e-12 && abs(quality.ndcg - 0.5) < 1e-12)
}

/// The same case through `evalkit.py`: ranks 2 and 2, among the negatives and among all.
///
/// Popularity of songs a…e is 2 1 1 1 0. User 1 has a b and is tested with c among {a, e}: a is in front (it is in
/// train, but given negatives stay). User 2 has a c and is tested with b among {d, e}: d ties. Over all songs outside
/// train, user 1's c meets d (a tie) and e; user 2's b meets d (a tie) and e.
@Test func agreesWithAHandWorkedSplit() throws {
    let (one, two, three) = (NodeID(0), NodeID(1), NodeID(2))
    let (a, b, c, d, e) = (NodeID(3), NodeID(4), NodeID(5), NodeID(6), NodeID(7))
    let rows = [
        SplitRow(user: one, train: [a, b], test: c, negatives: [a, e]),
        SplitRow(user: two, train: [a, c], test: b, negatives: [d, e]),
        SplitRow(user: three, train: [d], test: nil, negatives: []),
    ]
    let settings = TrainingSettings(.popularity)
    let data = try TrainingData(split: rows, named: "hand", settings: settings)
    let model = try Trainer.train(settings, on: data)
    let sampled = try Evaluation(model, on: data, rivals: .sampled99)
    #expect(sampled.ranks.map(\.user) == [one, two] && sampled.ranks.map(\.rank) == [2, 2])
    let full = try Evaluation(model, on: data, rivals: .full)
    #expect(full.ranks.map(\.rank) == [2, 2])
    let result = sampled.rows(model: "m", cutoffs: [1, 10], seed: 3)
    #expect(result.map(\.k) == [1, 1, 10, 10] && result.map(\.metric) == [.hr, .ndcg, .hr, .ndcg])
    #expect(result.map(\.value) == [0, 0, 1, 1 / log2(3)])
    #expect(result.allSatisfy { $0.users == 2 && $0.seed == 3 && $0.rivals == .sampled99 && $0.model == "m" })
    #expect(result[2].interval == 1...1)
}

@Test func aSongThatAModelDoesNotKnowIsNeverHitAndAStrangerIsFoldedIn() throws {
    let (graph, users, songs) = smallGraph()
    let settings = try TrainingSettings(.popularity, [("holdout", .text("none"))])
    let model = try Trainer.train(settings, on: TrainingData(reading: graph, settings: settings))
    let stranger = NodeID(99)
    let rows = [
        SplitRow(user: users[0], train: [songs[0]], test: NodeID(98), negatives: [songs[1]]),
        SplitRow(user: stranger, train: [songs[0]], test: songs[1], negatives: [songs[2]]),
        SplitRow(user: users[1], train: [songs[0]], test: songs[1], negatives: [NodeID(98)]),
    ]
    let data = try TrainingData(split: rows, named: "other", settings: settings.with(holdout: .test))
    #expect(try Evaluation(model, on: data, rivals: .sampled99).ranks.map(\.rank) == [2, 1, 1])
    #expect(try Evaluation(model, on: data, rivals: .sampled99, sample: 2).ranks.count == 2)
}

@Test func theBootstrapIsSeededAndHoldsTheMean() {
    let values = (0..<400).map { $0 % 4 == 0 ? 1.0 : 0 }
    let interval = Bootstrap.interval(of: values, seed: 1)
    #expect(interval == Bootstrap.interval(of: values, seed: 1))
    #expect(interval != Bootstrap.interval(of: values, seed: 2))
    // 1.96 standard errors of a share of .25 of 400 are .042.
    #expect(abs(interval.lowerBound - 0.208) < 0.012 && abs(interval.upperBound - 0.292) < 0.012)
}

extension TrainingSettings {
    fileprivate func with(holdout: HoldoutRule) -> TrainingSettings {
        var other = self
        other.holdout = holdout
        return other
    }
}
