import Graph
import Tensor

/// How a model ranks the held-out songs of a data set, and what it lists.
///
/// The measure of He et al. 2017, arXiv:1708.05031, section 4.1: leave one out, then HR@k and NDCG@k.
public struct Evaluation: Sendable {
    /// What a held-out song is ranked among.
    public enum Rivals: String, Sendable, CaseIterable {
        /// Its 99 negatives, as given or drawn.
        case sampled99
        /// All songs that the user has not in train.
        case full
        /// What `recommend` would show to a user who had not yet played the song: outside the candidates it is missed.
        case served

        /// Whether it makes lists of songs, which can be measured as lists.
        public var makesLists: Bool { self != .sampled99 }
    }

    /// How one user's held-out song ranks.
    public struct UserRank: Sendable, Equatable {
        /// The user.
        public let user: NodeID
        /// How many songs the model knows of them.
        public let known: Int
        /// The rank, from 1; nil where the song was no candidate.
        public let rank: Int?
        /// The songs in front, best first; empty among sampled negatives.
        public let list: [NodeID]
    }

    /// How to go about it.
    public struct Plan: Sendable {
        /// How many users are tested, drawn by the seed; nil is all.
        public var sample: Int?
        /// How long the lists are.
        public var depth = 10
        /// The seed of the sample.
        public var seed: UInt64 = 7
        /// How many threads work; the figures do not depend on it.
        public var threads = 2

        /// All users, lists of ten.
        public init() {}
    }

    /// What the songs were ranked among.
    public let rivals: Rivals
    /// Each tested user's rank, in order of users.
    public let ranks: [UserRank]

    /// Ranks the test songs of `data` in one way; `served` looks for candidates in `graph`.
    ///
    /// Errors are those of `measured(_:on:by:in:plan:cancellation:progress:)`.
    public init(
        _ model: Model, on data: TrainingData, rivals: Rivals, in graph: KnowledgeGraph = KnowledgeGraph(),
        plan: Plan = Plan(), cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        self = try Self.measured(
            model, on: data, by: [rivals], in: graph, plan: plan, cancellation: cancellation)[0]
    }

    /// Ranks the test songs of `data` in each of several ways, the model scoring each user's songs once.
    ///
    /// A song that the model does not know has no score, so that it is never hit; a user whom it does not know is
    /// folded in. Throws `RecommenderError.nothingHeldOut` where there are no test songs, and stops where
    /// `cancellation` is raised. `progress` hears how many of how many users are done.
    public static func measured(
        _ model: Model, on data: TrainingData, by ways: [Rivals], in graph: KnowledgeGraph, plan: Plan = Plan(),
        cancellation: Cancellation = Cancellation(), progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws(RecommenderError) -> [Evaluation] {
        guard !data.holdout.test.isEmpty else { throw .nothingHeldOut }
        let cases = sampled(data.holdout.test, plan.sample, seed: plan.seed)
        let trial = Trial(model, data, graph, ways, depth: plan.depth)
        let results = Portions.results(
            cases.count, threads: plan.threads, cancellation: cancellation, progress: { progress($0, cases.count) }
        ) { trial.result(of: cases[$0]) }
        guard let results else { throw .graph(.interrupted) }
        var ranks: [[UserRank]] = []
        for result in results { ranks.append(try result.get()) }
        return ways.indices.map { way in Evaluation(rivals: ways[way], ranks: ranks.map { $0[way] }) }
    }

    private init(rivals: Rivals, ranks: [UserRank]) { (self.rivals, self.ranks) = (rivals, ranks) }

    /// The mean of a measure over the users.
    public func mean(_ metric: Metric, at cutoff: Int) -> Double {
        ranks.reduce(0) { $0 + metric.value(rank: $1.rank, cutoff: cutoff) } / Double(ranks.count)
    }

    static func sampled(_ cases: [Holdout.Case], _ sample: Int?, seed: UInt64) -> [Holdout.Case] {
        guard let sample, sample < cases.count else { return cases }
        var random = RandomSource(seed: seed, stream: Stream.users)
        var shuffled = cases
        random.shuffle(&shuffled)
        return shuffled.prefix(sample).sorted { $0.user < $1.user }
    }
}
