import Testing

/// That the default preset ranks as well as it did: a loss of quality is a fault like any other.
@Suite struct QualityTests {
    /// Means of three seeds on the example data, each with splits of its own, are .721 and .528 among 99, and .369 and
    /// .245 among all songs. They move by .004 with the processor's kernels; a preset without its features, its graph or
    /// its least squares falls below these bounds.
    private static let least = [
        ("hr", "sampled99", 0.70), ("ndcg", "sampled99", 0.505), ("hr", "full", 0.345), ("ndcg", "full", 0.225),
    ]

    @Test func theDefaultPresetRanksAsWellAsItDid() throws {
        let stage = try Stage.withExamples(format: "json")
        var sums: [Double] = Self.least.map { _ in 0 }
        for seed in 1...3 {
            stage.run("train with seed = \(seed) as m")
            let rows = stage.run("evaluate m at 10").objects
            for (place, (metric, protocolName, _)) in Self.least.enumerated() {
                let row = try #require(
                    rows.first {
                        $0["metric"] as? String == metric && $0["protocol"] as? String == protocolName
                            && $0["k"] as? Int == 10
                    })
                sums[place] += try #require(row["value"] as? Double)
            }
        }
        for (sum, (metric, protocolName, least)) in zip(sums, Self.least) {
            #expect(sum / 3 >= least, "\(metric)@10, \(protocolName)")
        }
    }
}
