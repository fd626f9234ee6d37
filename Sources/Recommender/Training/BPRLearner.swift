import Graph
import Tensor

/// Learns factors by stochastic gradient descent of BPR's loss, in one thread: a step is too small to be shared.
struct BPRLearner: EpochLearner {
    private let users: Matrix
    private let songs: Matrix
    private let draw: TripleDraw
    private let settings: TrainingSettings
    private var random: RandomSource

    /// How many preferences are learned from between looks at a cancellation.
    private static let portion = 65_536

    /// Factors start uniform, up to 1 / (2 · factors), biases at 0.
    init(_ settings: TrainingSettings, _ data: TrainingData) {
        let (factors, userCount) = (settings.factors, data.interactions.users.count)
        let songCount = data.interactions.songs.count
        var weights = RandomSource(seed: settings.seed, stream: Stream.weights)
        let bound = 0.5 / Double(factors)
        users = .uniform(rows: userCount, columns: factors + 1, bound: bound, from: &weights)
        songs = .uniform(rows: songCount, columns: factors + 1, bound: bound, from: &weights)
        for user in 0..<userCount { users[user, factors] = 1 }
        for song in 0..<songCount { songs[song, factors] = 0 }
        draw = TripleDraw(
            positives: data.holdout.train, songCount: songCount, skipped: data.interactions.skipped)
        random = RandomSource(seed: settings.seed, stream: Stream.samples)
        self.settings = settings
    }

    mutating func learn(
        _ cancellation: Cancellation, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void
    ) -> Lesson? {
        let triples = draw.triples(from: &random)
        var loss = 0.0
        for start in stride(from: 0, to: triples.count, by: Self.portion) {
            if cancellation.isRaised { return nil }
            let range = start..<min(start + Self.portion, triples.count)
            loss += triples.descend(
                users, songs, range: range, rate: settings.rate, regularization: settings.regularization)
            progress(range.upperBound, triples.count)
        }
        return Lesson(loss: loss / Double(max(triples.count, 1)), samples: triples.count)
    }

    func scores(users pairUsers: [Int32], songs pairSongs: [Int32]) -> [Float] {
        rowProducts(users, at: pairUsers, songs, at: pairSongs)
    }

    func learned() -> BPR { BPR(users: users.copy(), songs: songs.copy(), settings: settings) }
}
