import Graph
import Tensor

/// How one way of choosing songs went with every listener who answers.
public struct Course: Sendable {
    /// The ways of choosing songs.
    public enum Policy: String, Sendable, CaseIterable {
        /// A model that is told every answer, likes as newest plays, skips to push away.
        case feedback
        /// The same model walking down the list that it had to begin with.
        case list
        /// A linear bandit over the model's vectors.
        case bandit
        /// The songs that most play, one after the other.
        case popularity
        /// Songs at random.
        case random
    }

    /// The model's name; nil of what has none.
    public let model: String?
    /// The way.
    public let policy: Policy
    /// Whether each step was a hit. `[listeners][steps]`
    public let hits: [[Bool]]

    /// Runs one strategy after the other, made by `strategy` for each listener, for `steps` songs each.
    ///
    /// A step shows the best song that the listener does not know yet; ties by number.
    init(
        _ policy: Policy, of model: String?, with answerers: [Answerers.One], steps: Int, threads: Int,
        cancellation: Cancellation, progress: @escaping @Sendable (Int) -> Void,
        _ strategy: @escaping @Sendable (Answerers.One) -> any Strategy
    ) throws(RecommenderError) {
        let found = Portions.results(
            answerers.count, threads: threads, cancellation: cancellation, progress: progress
        ) { place in
            let one = answerers[place]
            var way = strategy(one)
            return Self.hits(with: one, steps: steps, &way)
        }
        guard let found else { throw .graph(.interrupted) }
        (self.model, self.policy, hits) = (model, policy, found)
    }

    private static func hits(with one: Answerers.One, steps: Int, _ strategy: inout any Strategy) -> [Bool] {
        var (shown, hits) = (Set(one.known.songs), [Bool]())
        for _ in 0..<steps {
            let best = Ranking.best(1, of: strategy.scores()) { !shown.contains(Int32($0)) }
            guard let song = best.first.map(Int32.init) else { break }
            shown.insert(song)
            hits.append(one.hidden.contains(song))
            strategy.hear(song, isLiked: one.hidden.contains(song))
        }
        return hits + [Bool](repeating: false, count: steps - hits.count)
    }

    /// How many hits each listener had gathered by step `k`. `[listeners]`
    func gathered(by k: Int) -> [Double] { hits.map { Double($0.prefix(k).count(where: \.self)) } }
}
