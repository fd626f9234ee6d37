import Graph
import Neural
import Tensor

/// Learns a network of NeuMF's kind, or one half of it, by binary cross-entropy.
struct NetworkLearner: EpochLearner {
    private let network: NeuMF
    private let training: NeuMFTraining
    private let draw: SampleDraw
    private let threads: Int
    private var random: RandomSource

    init(_ settings: TrainingSettings, _ data: TrainingData) {
        let (users, songs) = (data.interactions.users.count, data.interactions.songs.count)
        var weights = RandomSource(seed: settings.seed, stream: Stream.weights)
        network = NeuMF(shape: settings.shape(users: users, songs: songs), from: &weights)
        training = NeuMFTraining(
            network, settings: AdamSettings(rate: settings.rate), batch: settings.batch, threads: settings.threads)
        draw = SampleDraw(
            positives: data.holdout.train, songCount: songs, negatives: settings.negatives,
            skipped: data.interactions.skipped)
        random = RandomSource(seed: settings.seed, stream: Stream.samples)
        threads = settings.threads
    }

    mutating func learn(
        _ cancellation: Cancellation, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) -> Lesson? {
        let portions = draw.portions(from: &random)
        let all = draw.positives.pairCount * (1 + draw.negatives)
        var (loss, count) = (0.0, 0)
        defer { training.settle() }
        for users in portions {
            let (samples, before) = (draw.samples(of: users, from: &random), count)
            let mean = training.learn(samples) {
                cancellation.isRaised
            } progress: { done in
                if (before + done) * 100 / all > before * 100 / all { progress(before + done, all) }
            }
            guard let mean else { return nil }
            loss += mean * Double(samples.count)
            count += samples.count
        }
        return Lesson(loss: loss / Double(max(count, 1)), samples: count)
    }

    func scores(users: [Int32], songs: [Int32]) -> [Float] {
        network.logits(users: users, songs: songs, threads: threads)
    }

    func learned() -> NetworkScorer { NetworkScorer(network.copy()) }
}
