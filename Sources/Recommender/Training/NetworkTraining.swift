import Graph
import Neural
import Tensor

/// The epochs of a network, of which the one with the best validation is kept.
struct NetworkTraining {
    /// The best network so far; the newest where nothing is held out.
    private(set) var best: NeuMF
    /// The epoch that it is from, 0 before the first.
    private(set) var bestEpoch = 0

    private let settings: TrainingSettings
    private let holdout: Holdout
    private let network: NeuMF
    private let training: NeuMFTraining
    private let draw: SampleDraw
    private var random: RandomSource
    private var bestQuality: Quality?

    init(_ settings: TrainingSettings, _ data: TrainingData) {
        let (users, songs) = (data.interactions.users.count, data.interactions.songs.count)
        var weights = RandomSource(seed: settings.seed, stream: Stream.weights)
        let shape = NeuMF.Shape(users: users, songs: songs, factors: settings.factors, layers: settings.layers)
        network = NeuMF(shape: shape, from: &weights)
        best = network.copy()
        training = NeuMFTraining(
            network, settings: AdamSettings(rate: settings.rate), batch: settings.batch, threads: settings.threads)
        draw = SampleDraw(positives: data.holdout.train, songCount: songs, negatives: settings.negatives)
        random = RandomSource(seed: settings.seed, stream: Stream.samples)
        (self.settings, holdout) = (settings, data.holdout)
    }

    /// Runs until the epochs are over, validation has not got better for long enough, or the work is cancelled.
    mutating func run(progress: (EpochReport) -> Void, cancellation: Cancellation) {
        let clock = ContinuousClock()
        for epoch in 1...settings.epochs {
            let start = clock.now
            let samples = draw.samples(from: &random)
            let loss = training.epoch(samples) { cancellation.isRaised }
            let seconds = (clock.now - start) / .seconds(1)
            let quality = validate()
            keep(quality, epoch: epoch)
            guard let loss else { return }
            progress(EpochReport(epoch: epoch, loss: loss, validation: quality, seconds: seconds))
            if cancellation.isRaised || (quality != nil && epoch - bestEpoch >= settings.patience) { return }
        }
    }

    /// How the validation songs rank now; nil where there are none.
    private func validate() -> Quality? {
        guard !holdout.validation.isEmpty else { return nil }
        let cases = holdout.validation
        let logits = network.logits(
            users: cases.flatMap { one in [Int32](repeating: one.user, count: one.negatives.count + 1) },
            songs: cases.flatMap { [$0.song] + $0.negatives }, threads: settings.threads)
        var (start, ranks) = (0, [Int]())
        for one in cases {
            ranks.append(Ranking.rank(of: logits[start], among: logits[(start + 1)...].prefix(one.negatives.count)))
            start += one.negatives.count + 1
        }
        return Quality(ranks: ranks, cutoff: 10)
    }

    private mutating func keep(_ quality: Quality?, epoch: Int) {
        if let quality, let bestQuality, quality.ndcg <= bestQuality.ndcg { return }
        (bestQuality, bestEpoch) = (quality, epoch)
        best.set(network)
    }
}
