import Foundation
import Graph
import Recommender
import TestSupport
import Testing

@Test func ranksCountTiesAgainstTheModelAndNaNNeverWins() {
    #expect(Ranking.rank(of: 2, among: [3, 2, 1] as [Float]) == 3)
    #expect(Ranking.rank(of: 2, among: [.nan, 1, .nan] as [Float]) == 1)
    #expect(Ranking.rank(of: .nan, among: [.nan, 1] as [Float]) == 3)
    #expect(Ranking.rank(of: 1, among: [] as [Float]) == 1)
    #expect(Ranking.rank(of: 0, among: [0, 0] as [Float]) == 3)
}

@Test func theBestAreThoseOfAWholeSort() {
    var random = SeededGenerator(seed: 3)
    let scores = (0..<400).map { _ in
        Int.random(in: 0..<9, using: &random) == 0 ? .nan : Float(Int.random(in: 0..<60, using: &random))
    }
    let sorted = scores.indices.filter { $0 % 3 > 0 && !scores[$0].isNaN }
        .sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    for count in [0, 1, 2, 10, 100, 101, 1_000] {
        #expect(Ranking.best(count, of: scores) { $0 % 3 > 0 } == Array(sorted.prefix(count)))
    }
}

@Test func measuresOfARank() {
    #expect(Metric.hr.value(rank: 10, cutoff: 10) == 1 && Metric.hr.value(rank: 11, cutoff: 10) == 0)
    #expect(Metric.ndcg.value(rank: 1, cutoff: 10) == 1)
    #expect(abs(Metric.ndcg.value(rank: 3, cutoff: 10) - 0.5) < 1e-12)
    #expect(Metric.ndcg.value(rank: 11, cutoff: 10) == 0)
    #expect(Metric.mrr.value(rank: 4, cutoff: 4) == 0.25 && Metric.mrr.value(rank: 5, cutoff: 4) == 0)
    for rank in [1, 7, 10, 11, nil] {
        #expect(Metric.recall.value(rank: rank, cutoff: 10) == Metric.hr.value(rank: rank, cutoff: 10))
    }
    for metric in Metric.allCases { #expect(metric.value(rank: nil, cutoff: .max) == 0) }
    let quality = Quality(ranks: [1, 3, 11], cutoff: 10)
    #expect(abs(quality.hr - 2.0 / 3) < 1e-12 && abs(quality.ndcg - 0.5) < 1e-12)
}

/// Popularity of songs a…e is 2 1 1 1 0. User 1 has a b and is tested with c among {a, e}: a is in front (it is in
/// train, but given negatives stay). User 2 has a c and is tested with b among {d, e}: d ties. Over all songs outside
/// train, user 1's c meets d (a tie) and e; user 2's b meets d (a tie) and e.
struct HandWorkedSplit {
    let users = [NodeID(0), NodeID(1), NodeID(2)]
    let songs = (3...7).map { NodeID($0) }
    let data: TrainingData
    let model: Model

    init() throws {
        let (a, b, c, d, e) = (songs[0], songs[1], songs[2], songs[3], songs[4])
        let rows = [
            SplitRow(user: users[0], train: [a, b], test: c, negatives: [a, e]),
            SplitRow(user: users[1], train: [a, c], test: b, negatives: [d, e]),
            SplitRow(user: users[2], train: [d], test: nil, negatives: []),
        ]
        let settings = TrainingSettings(.popularity)
        data = try TrainingData(split: rows, named: "hand", settings: settings)
        model = try Trainer.train(settings, on: data)
    }
}

@Test func agreesWithAHandWorkedSplit() throws {
    let hand = try HandWorkedSplit()
    let sampled = try Evaluation(hand.model, on: hand.data, rivals: .sampled99)
    #expect(sampled.ranks.map(\.user) == Array(hand.users.prefix(2)) && sampled.ranks.map(\.rank) == [2, 2])
    #expect(sampled.ranks.map(\.known) == [2, 2] && sampled.ranks.allSatisfy { $0.list.isEmpty })
    let full = try Evaluation(hand.model, on: hand.data, rivals: .full)
    #expect(full.ranks.map(\.rank) == [2, 2] && hand.data.holdout.untested == 1)
    #expect(full.ranks.map(\.list) == [[2, 3, 4].map { hand.songs[$0] }, [1, 3, 4].map { hand.songs[$0] }])
    #expect(sampled.mean(.hr, at: 1) == 0 && sampled.mean(.ndcg, at: 10) == 1 / log2(3))
    let report = try EvaluationReport(
        [.init("m", [sampled])], on: hand.data, in: KnowledgeGraph(), cutoffs: [1, 10], seed: 3)
    #expect(report.lines.map(\.k) == [1, 10] && report.lines.allSatisfy { $0.model == "m" && $0.group == .all })
    #expect(report.lines[0].figures.map(\.value) == [0, 0, 0, 0])
    #expect(report.lines[1].figures.map(\.value) == [1, 1 / log2(3), 1, 0.5])
    #expect(report.lines[1].figures.map(\.measure.name) == ["hr", "ndcg", "recall", "mrr"])
    #expect(report.lines[1].figures.allSatisfy { $0.users == 2 && $0.lead == nil && $0.leadInterval == nil })
    #expect(report.lines[1].figures[0].interval == 1...1)
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
    var plan = Evaluation.Plan()
    plan.sample = 2
    #expect(try Evaluation(model, on: data, rivals: .sampled99, plan: plan).ranks.count == 2)
}

extension TrainingSettings {
    fileprivate func with(holdout: HoldoutRule) -> TrainingSettings {
        var other = self
        other.holdout = holdout
        return other
    }
}
