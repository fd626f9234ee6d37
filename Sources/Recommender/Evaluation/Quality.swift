import Foundation

/// The ranks of held-out songs.
public enum Ranking {
    /// The place of a score among its rivals', from 1: a tie counts against it, NaN never wins.
    public static func rank(of score: Float, among rivals: some Collection<Float>) -> Int {
        if score.isNaN { return rivals.count + 1 }
        return 1 + rivals.reduce(0) { $0 + ($1 >= score ? 1 : 0) }
    }
}

/// A measure of how high a held-out song ranks.
public enum Metric: String, Sendable, CaseIterable {
    /// Whether it is among the first k.
    case hr
    /// `1 / log₂(rank + 1)` where it is among the first k, else 0.
    case ndcg

    /// The measure of one rank, counted from 1.
    public func value(rank: Int, cutoff: Int) -> Double {
        guard rank <= cutoff else { return 0 }
        return self == .hr ? 1 : 1 / log2(Double(rank) + 1)
    }
}

/// Both measures of some ranks, as means.
public struct Quality: Sendable, Equatable {
    /// The hit ratio.
    public let hr: Double
    /// The normalised discounted cumulative gain of one relevant song.
    public let ndcg: Double

    /// The means over `ranks`, which are not empty, at one cut-off.
    public init(ranks: [Int], cutoff: Int) {
        func mean(_ metric: Metric) -> Double {
            ranks.reduce(0) { $0 + metric.value(rank: $1, cutoff: cutoff) } / Double(ranks.count)
        }
        (hr, ndcg) = (mean(.hr), mean(.ndcg))
    }
}
