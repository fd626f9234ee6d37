import Graph

/// What learns in epochs, of which the best is kept.
package protocol EpochLearner {
    /// What scores by what has been learned.
    associatedtype Learned: Scorer

    /// Learns from all positives once; nil where `cancellation` has ended it early.
    ///
    /// `progress` hears, a hundred times or less, how many of how many samples have been learned from.
    mutating func learn(
        _ cancellation: Cancellation, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) -> Lesson?

    /// The scores of pairs by what has been learned so far, `users[i]` with `songs[i]`; the same are asked for each
    /// epoch. `[pairs]`
    mutating func scores(users: [Int32], songs: [Int32]) -> [Float]

    /// A scorer of its own by what has been learned so far, which learning on does not change.
    func learned() -> Learned
}

/// What an epoch has learned from.
package struct Lesson {
    /// The mean loss over its samples.
    let loss: Double
    /// How many samples there were.
    let samples: Int
}

/// The epochs of a learner, until validation has not got better for long enough.
package struct EpochTraining<Learner: EpochLearner> {
    private var learner: Learner
    private let stage: TrainingStage?
    private let settings: TrainingSettings
    private let validation: [Holdout.Case]
    /// The user and the song of each score that validation asks for.
    private let asked: (users: [Int32], songs: [Int32])
    private var best: Learner.Learned?
    private var bestEpoch = 0
    private var bestQuality: Quality?

    /// The training of `learner` by `settings.epochs` and `.patience`, measured on these cases.
    package init(
        _ learner: Learner, stage: TrainingStage?, settings: TrainingSettings, validation: [Holdout.Case]
    ) {
        (self.learner, self.stage, self.settings, self.validation) = (learner, stage, settings, validation)
        asked.users = validation.flatMap { [Int32](repeating: $0.user, count: $0.negatives.count + 1) }
        asked.songs = validation.flatMap { [$0.song] + $0.negatives }
    }

    /// Runs until the epochs are over, validation has not got better for long enough, or the work is cancelled; returns
    /// the best, which is the newest where nothing is held out.
    ///
    /// `GraphError.interrupted` is thrown where it is cancelled before an epoch is whole: what has hardly learned is not
    /// worth keeping.
    package mutating func run(
        progress: (EpochReport) -> Void, learning: @escaping @Sendable (EpochPart) -> Void = { _ in },
        cancellation: Cancellation
    ) throws(RecommenderError) -> (scorer: Learner.Learned, epoch: Int) {
        let clock = ContinuousClock()
        for epoch in 1...settings.epochs {
            let start = clock.now
            let lesson = learner.learn(cancellation) { [stage] done, all in
                learning(EpochPart(stage: stage, epoch: epoch, done: done, of: all))
            }
            if lesson == nil, epoch == 1 { try cancellation.stop() }
            let learned = clock.now
            let quality = validate()
            keep(quality, epoch: epoch)
            guard let lesson else { break }
            progress(
                EpochReport(
                    stage: stage, epoch: epoch, loss: lesson.loss, samples: lesson.samples, validation: quality,
                    seconds: (learned - start) / .seconds(1), validating: (clock.now - learned) / .seconds(1)))
            if cancellation.isRaised || (quality != nil && epoch - bestEpoch >= settings.patience) { break }
        }
        return (best ?? learner.learned(), bestEpoch)
    }

    /// How the validation songs rank now; nil where there are none.
    private mutating func validate() -> Quality? {
        guard !validation.isEmpty else { return nil }
        let scores = learner.scores(users: asked.users, songs: asked.songs)
        var (start, ranks) = (0, [Int]())
        for one in validation {
            ranks.append(Ranking.rank(of: scores[start], among: scores[(start + 1)...].prefix(one.negatives.count)))
            start += one.negatives.count + 1
        }
        return Quality(ranks: ranks, cutoff: 10)
    }

    private mutating func keep(_ quality: Quality?, epoch: Int) {
        if let quality, let bestQuality, quality.ndcg <= bestQuality.ndcg { return }
        (bestQuality, bestEpoch) = (quality, epoch)
        best = learner.learned()
    }
}
