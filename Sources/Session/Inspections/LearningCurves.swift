import Recommender

/// How losses and measures went from epoch to epoch, as bars.
struct LearningCurves {
    private let stages: [[EpochFigures]]
    private let best: Int
    private let last: TrainingStage?

    /// The curves of these epochs, stage by stage; `best` is the one that was kept of the `last` stage.
    init(_ epochs: [EpochFigures], best: Int, last: TrainingStage?) {
        stages = epochs.reduce(into: []) { stages, epoch in
            if stages.last?.last?.stage == epoch.stage, !stages.isEmpty {
                stages[stages.count - 1].append(epoch)
            } else {
                stages.append([epoch])
            }
        }
        (self.best, self.last) = (best, last)
    }

    /// A line a curve: what it is of, its bars, and where it starts and ends.
    var lines: [(name: String, words: String)] {
        stages.flatMap { epochs in
            let stage = stages.count > 1 ? epochs[0].stage.map { $0.rawValue + " " } ?? "" : ""
            let kept = epochs[0].stage == last ? best : nil
            return [
                line(stage + "loss", epochs.map(\.loss), nil),
                line(stage + "hr@10", epochs.map { $0.validation?.hr }, kept),
                line(stage + "ndcg@10", epochs.map { $0.validation?.ndcg }, kept),
            ].compactMap(\.self)
        }
    }

    private func line(_ name: String, _ values: [Double?], _ kept: Int?) -> (name: String, words: String)? {
        guard let first = values.compactMap(\.self).first, let last = values.compactMap(\.self).last, values.count > 1
        else { return nil }
        let best = kept.flatMap { values.indices.contains($0 - 1) ? values[$0 - 1] : nil }
        let mark = best.flatMap { value in kept.map { ", kept: \(value.shortened) of epoch \($0)" } } ?? ""
        return (name, "\(Sparkline.text(values))  \(first.shortened) → \(last.shortened)\(mark)")
    }
}
