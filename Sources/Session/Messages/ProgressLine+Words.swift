import Recommender

extension ProgressLine {
    /// What a person is told of work that stands so, at this pace.
    init(_ standing: Standing, _ pace: Pace) {
        let epoch = standing.epoch
        name = (standing.words.showingControls, standing.shortWords.showingControls)
        share = standing.share
        // Epochs end early where validation does not get better.
        let atMost = epoch == nil ? ("", "") : ("at most ", "≤ ")
        left = pace.left.map { (atMost.0 + $0.duration + " left", atMost.1 + $0.duration + " left") }
        let learned = epoch?.last.map { report in
            ["loss \(report.loss.shortened)", report.validation.map { "held-out NDCG@10 \($0.ndcg.shortened)" }]
        }
        facts =
            (learned ?? []).compactMap(\.self)
            + [
                pace.rate.flatMap { rate in standing.count.map { "\(rate.rough) \($0.unit.words)/s" } },
                standing.count.flatMap { $0.amount > 0 ? $0.words : nil },
                pace.left == nil ? "\(pace.spent.duration) so far" : nil,
            ].compactMap(\.self)
    }
}

extension Standing.Count {
    /// `1.2 M rows`, `120 of 5,000 listeners`.
    fileprivate var words: String {
        of.map { "\(amount.grouped) of \($0.grouped) \(unit.words)" } ?? "\(Double(amount).rough) \(unit.words)"
    }
}

extension Standing.Unit {
    fileprivate var words: String {
        switch self {
        case .rows: "rows"
        case .edges: "edges"
        case .elements: "nodes and edges"
        case .listeners: "listeners"
        case .samples: "samples"
        }
    }
}

extension Double {
    /// A count by its first digits: `2.5`, `950`, `12 k`, `3.4 M`.
    fileprivate var rough: String {
        switch self {
        case ..<10 where self != rounded(): "\((self * 10).rounded() / 10)"
        case ..<1_000: "\(Int(self))"
        case ..<1_000_000: "\(Int((self / 1_000).rounded())) k"
        default: "\((self / 100_000).rounded() / 10) M"
        }
    }

    /// Seconds as a person says them, rounded up: `9 s`, `3 min`, `2 h`.
    fileprivate var duration: String {
        switch self {
        case ..<100: "\(Int(rounded(.up))) s"
        case ..<6_000: "\(Int((self / 60).rounded(.up))) min"
        default: "\(Int((self / 3_600).rounded(.up))) h"
        }
    }
}
