import Recommender

/// How far training is, for one line of a terminal.
struct TrainingLine {
    /// The most epochs that a stage may have.
    let epochs: Int
    private(set) var reports: [EpochReport] = []

    init(epochs: Int) { self.epochs = epochs }

    /// The line after one more epoch, what matters most first: a terminal may be narrow.
    mutating func text(after report: EpochReport) -> String {
        reports.append(report)
        let parts = [
            report.stage?.words, "epoch \(report.epoch) of \(epochs)", timeLeft(report),
            "loss \(report.loss.shortened)", report.validation.map { "held-out NDCG@10 \($0.ndcg.shortened)" },
            speed(report),
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    private func speed(_ report: EpochReport) -> String? {
        report.seconds > 0 ? "\((Double(report.samples) / report.seconds).rough) samples/s" : nil
    }

    /// The epochs that may come in this stage, each as long as those so far were on average, validation included.
    private func timeLeft(_ report: EpochReport) -> String? {
        let left = epochs - report.epoch
        guard left > 0 else { return nil }
        let same = reports.filter { $0.stage == report.stage }
        let spent = same.reduce(0) { $0 + $1.seconds + $1.validating }
        return "at most \((spent / Double(same.count) * Double(left)).duration) left"
    }
}

extension TrainingStage {
    /// The stage as a line of progress leads with it.
    fileprivate var words: String {
        switch self {
        case .ncf: "first stage"
        case .ranker: "ranker"
        }
    }
}

extension TrainingStep {
    /// What is being done.
    var words: String {
        switch self {
        case .fitting(let kind, _, 1): "fitting \(kind.rawValue)"
        case .fitting(let kind, let number, let count):
            "first stage: fitting \(kind.rawValue), \(number) of \(count) fits"
        case .learning(let stage): [stage?.words, "epoch 1 begins"].compactMap(\.self).joined(separator: ", ")
        case .scoring(let number, let count):
            "first stage: scoring the songs held out of it, \(number) of \(count) parts"
        }
    }
}

extension Double {
    /// A count by its first digits: `950`, `12 k`, `3.4 M`.
    fileprivate var rough: String {
        switch self {
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
