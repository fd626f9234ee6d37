import Foundation

/// The ranks of held-out songs, and the best of scored songs.
public enum Ranking {
    /// The place of a score among its rivals', from 1: a tie counts against it, NaN never wins.
    public static func rank(of score: Float, among rivals: some Collection<Float>) -> Int {
        if score.isNaN { return rivals.count + 1 }
        return 1 + rivals.reduce(0) { $0 + ($1 >= score ? 1 : 0) }
    }

    /// The places of the `count` best scores that are admitted, best first; ties by place, NaN is no score.
    package static func best(_ count: Int, of scores: [Float], where isAdmitted: (Int) -> Bool) -> [Int] {
        guard count <= 100 else {
            return Array(
                scores.indices.filter { !scores[$0].isNaN && isAdmitted($0) }
                    .sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }.prefix(count))
        }
        var best: [Int] = []
        guard count > 0 else { return best }
        for (place, score) in scores.enumerated() where !score.isNaN {
            if best.count == count && score <= scores[best[count - 1]] { continue }
            guard isAdmitted(place) else { continue }
            if best.count == count { best.removeLast() }
            var rank = best.count
            while rank > 0 && scores[best[rank - 1]] < score { rank -= 1 }
            best.insert(place, at: rank)
        }
        return best
    }
}

/// A measure of how high a held-out song ranks.
public enum Metric: String, Sendable, CaseIterable {
    /// The hit ratio: whether it is among the first k.
    case hr
    /// The normalised discounted cumulative gain: `1 / log₂(rank + 1)` where it is among the first k, else 0.
    case ndcg
    /// The share of a listener's held-out songs among the first k: with one held out, the hit ratio.
    case recall
    /// The reciprocal rank: `1 / rank` where it is among the first k, else 0.
    case mrr

    /// The measure of one rank, counted from 1; nil is a miss at any cut-off.
    public func value(rank: Int?, cutoff: Int) -> Double {
        guard let rank, rank <= cutoff else { return 0 }
        return switch self {
        case .hr, .recall: 1
        case .ndcg: 1 / log2(Double(rank) + 1)
        case .mrr: 1 / Double(rank)
        }
    }
}

/// Two measures of some ranks, as means.
public struct Quality: Sendable, Equatable {
    /// The hit ratio.
    public let hr: Double
    /// The normalised discounted cumulative gain of one relevant song.
    public let ndcg: Double

    /// The quality of these means.
    init(hr: Double, ndcg: Double) { (self.hr, self.ndcg) = (hr, ndcg) }

    /// The means over `ranks`, which are not empty, at one cut-off.
    public init(ranks: [Int], cutoff: Int) {
        func mean(_ metric: Metric) -> Double {
            ranks.reduce(0) { $0 + metric.value(rank: $1, cutoff: cutoff) } / Double(ranks.count)
        }
        (hr, ndcg) = (mean(.hr), mean(.ndcg))
    }
}
