import Tensor

/// How sure a mean over users is, from resampling the users.
public enum Bootstrap {
    /// Where the middle 95 % of the means of `resamples` resamples lie (Efron's percentile interval).
    public static func interval(of values: [Double], seed: UInt64, resamples: Int = 1_000) -> ClosedRange<Double> {
        guard !values.isEmpty else { return 0...0 }
        var random = RandomSource(seed: seed, stream: Stream.bootstrap)
        var means: [Double] = []
        for _ in 0..<resamples {
            var sum = 0.0
            for _ in values.indices { sum += values[random.index(below: values.count)] }
            means.append(sum / Double(values.count))
        }
        means.sort()
        return means[resamples * 25 / 1_000]...means[min(resamples * 975 / 1_000, resamples - 1)]
    }
}
