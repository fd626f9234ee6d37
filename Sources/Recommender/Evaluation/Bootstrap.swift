import Graph
import Tensor

/// How sure means over users are, from resampling the users.
///
/// All series share their resamples: each is still an ordinary bootstrap of its own mean, and of a series of
/// differences it is the paired one, both models being measured on the same draw of users (Efron and Tibshirani 1993,
/// "An Introduction to the Bootstrap", chapter 13; Sakai 2006, SIGIR, for rankings).
public struct Bootstrap: Sendable {
    /// How often the users are drawn anew.
    public static let resamples = 1_000

    /// Figures of the same users, one series after another; NaN where a user has none.
    private let series: [[Double]]
    private let seed: UInt64

    /// Resamples, drawn by `seed`, of the users of `series`: `[series, users]`, NaN where a user has no figure.
    public init(_ series: [[Double]], seed: UInt64) { (self.series, self.seed) = (series, seed) }

    /// For each series where the middle 95 % of its means lie (the percentile interval); nil where it has no figure.
    ///
    /// The intervals do not depend on the number of threads. Stops where `cancellation` is raised.
    public func intervals(
        threads: Int = 2, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) -> [ClosedRange<Double>?] {
        guard let users = series.first?.count, users > 0 else { return series.map { _ in nil } }
        let (width, table) = (series.count, Table(series))
        let means = Portions.results(Self.resamples, threads: threads, cancellation: cancellation) { [seed] resample in
            table.means(of: Self.draw(resample, of: users, seed: seed))
        }
        guard let means else { throw .graph(.interrupted) }
        return (0..<width).map { column in Self.middle(of: means.map { $0[column] }) }
    }

    /// How often each user is in a resample. `[users]`
    package static func draw(_ resample: Int, of users: Int, seed: UInt64) -> [Double] {
        var random = RandomSource(seed: seed, stream: Stream.bootstrap + UInt64(resample + 1) << 32)
        var counts = [Double](repeating: 0, count: users)
        for _ in 0..<users { counts[random.index(below: users)] += 1 }
        return counts
    }

    private static func middle(of means: [Double]) -> ClosedRange<Double>? {
        let sorted = means.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return nil }
        return sorted[sorted.count * 25 / 1_000]...sorted[min(sorted.count * 975 / 1_000, sorted.count - 1)]
    }
}

/// Series by user, so that a resample reads each drawn user's figures in one piece.
private struct Table: Sendable {
    /// How many series there are.
    let width: Int
    /// The figures, 0 for none. `[users, series]`
    let values: [Double]
    /// Which figures are missing, by user and series; most series miss none.
    let gaps: [(user: Int, column: Int)]

    init(_ series: [[Double]]) {
        let users = series[0].count
        width = series.count
        var (values, gaps) = ([Double](), [(user: Int, column: Int)]())
        values.reserveCapacity(users * series.count)
        for user in 0..<users {
            for column in series.indices {
                let value = series[column][user]
                if value.isNaN { gaps.append((user, column)) }
                values.append(value.isNaN ? 0 : value)
            }
        }
        (self.values, self.gaps) = (values, gaps)
    }

    /// The means of all series where `counts` says how often each user is there. `[series]`
    func means(of counts: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: width)
        var weights = [Double](repeating: Double(counts.count), count: width)
        for (user, count) in counts.enumerated() where count > 0 {
            let start = user * width
            for column in 0..<width { sums[column] += count * values[start + column] }
        }
        for gap in gaps { weights[gap.column] -= counts[gap.user] }
        return zip(sums, weights).map { $1 > 0 ? $0 / $1 : .nan }
    }
}
