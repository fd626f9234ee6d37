import Graph
import Tensor

/// How good the explanations of a model's lists are, over the listeners of a test set.
public struct ExplanationReport: Sendable {
    /// What is measured.
    public enum Measure: String, Sendable, CaseIterable {
        /// How often taking away the play that an account names first moves the score more than another one drawn at
        /// random, over songs of listeners with five plays or more; ties count against the account.
        case faithfulness
        /// The share of paths of which every edge is stored.
        case validity
        /// The share of listed songs with a path that speaks for them.
        case coverage
        /// The share of a score's parts, by size, that paths carry.
        case carried
        /// The share of kinds of paths that a list shows, of as many as it could (ETD).
        case diversity
        /// How recent the plays are that the strongest paths link to, from 0 to 1 (LIR).
        case recency
        /// How popular the nodes are that the strongest paths share with the song, from 0 to 1 (SEP).
        case popularity
        /// The largest residual of an account, over max(|score|, 0.1).
        case residual
        /// The share of first songs that stay listed without the `k` plays named first.
        case kept
        /// The share that stay without `k` plays drawn at random.
        case keptAtRandom = "kept_random"
    }

    /// One measure.
    public struct Figure: Sendable, Equatable {
        /// What is measured.
        public let measure: Measure
        /// How long the lists are, or how many plays were taken away.
        public let k: Int
        /// The mean over the listeners who have it; nil where none has, and the data says nothing of the kind.
        public let value: Double?
        /// Where 95 % of the means of resampled listeners lie; nil of a largest value.
        public let interval: ClosedRange<Double>?
        /// How many listeners it is of.
        public let users: Int
    }

    /// The figures, by measure and then `k`.
    public let figures: [Figure]
    /// How many songs of lists were explained.
    public let pairs: Int

    /// Explains the songs that each test listener of `data` is listed by `model`, which was trained on it, with paths of
    /// `reader` of at most `hops` edges between play and song.
    ///
    /// Throws `RecommenderError.nothingHeldOut` where there is no test listener, and stops where `cancellation` is
    /// raised. `progress` hears how many of how many listeners are done.
    public init(
        _ model: Model, on data: TrainingData, plan: Evaluation.Plan = Evaluation.Plan(), hops: Int = 3,
        in reader: some GraphReader, cancellation: Cancellation = Cancellation(),
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws(RecommenderError) {
        guard !data.holdout.test.isEmpty else { throw .nothingHeldOut }
        let users = Evaluation.sampled(data.holdout.test, plan.sample, seed: plan.seed).map(\.user)
        var rows = ExplanationRows(model, data, hops: hops)
        for start in stride(from: 0, to: users.count, by: Self.portion) {
            let portion = Array(users[start..<min(start + Self.portion, users.count)])
            let found = Portions.results(
                portion.count, threads: plan.threads, cancellation: cancellation,
                progress: { progress(start + $0, users.count) }
            ) { Removals(portion[$0], model.scorer, data, depth: plan.depth, seed: plan.seed) }
            guard let found else { throw .graph(.interrupted) }
            for removals in found {
                try cancellation.stop()
                try rows.add(removals, in: reader)
            }
        }
        pairs = rows.pairs
        figures = try rows.figures(depth: plan.depth, plan, cancellation)
    }

    /// How many listeners are scored between two looks at the graph, which one thread reads.
    private static let portion = 64
}
