import Graph
import Recommender
import TestSupport
import Testing

@Test func theBootstrapIsSeededAndHoldsTheMean() throws {
    let values = (0..<400).map { $0 % 4 == 0 ? 1.0 : 0 }
    func interval(seed: UInt64, threads: Int) throws -> ClosedRange<Double> {
        try #require(try Bootstrap([values], seed: seed).intervals(threads: threads)[0])
    }
    let found = try interval(seed: 1, threads: 1)
    #expect(try found == interval(seed: 1, threads: 3))
    #expect(try found != interval(seed: 2, threads: 1))
    // 1.96 standard errors of a share of .25 of 400 are .042.
    #expect(abs(found.lowerBound - 0.208) < 0.012 && abs(found.upperBound - 0.292) < 0.012)
}

@Test func everySeriesIsMeasuredOnTheSameDraws() throws {
    var random = SeededGenerator(seed: 4)
    let (left, right) = (
        (0..<57).map { _ in Double.random(in: 0..<1, using: &random) },
        (0..<57).map { _ in Double.random(in: 0..<1, using: &random) }
    )
    let some = left.enumerated().map { $0.offset % 3 == 0 ? .nan : $0.element }
    let difference = zip(left, right).map { $0 - $1 }
    let found = try Bootstrap([left, right, difference, some, [Double](repeating: .nan, count: 57)], seed: 9)
        .intervals()
    // By brute force: draw users one at a time, take both means on that draw, subtract.
    var (leads, partial) = ([Double](), [Double]())
    for resample in 0..<Bootstrap.resamples {
        let drawn = Bootstrap.draw(resample, of: 57, seed: 9).enumerated().flatMap { user, count in
            [Int](repeating: user, count: Int(count))
        }
        #expect(drawn.count == 57)
        leads.append((drawn.reduce(0) { $0 + left[$1] } - drawn.reduce(0) { $0 + right[$1] }) / 57)
        let there = drawn.filter { !some[$0].isNaN }
        partial.append(there.reduce(0) { $0 + some[$1] } / Double(there.count))
    }
    for (interval, means) in [(found[2], leads.sorted()), (found[3], partial.sorted())] {
        let interval = try #require(interval)
        #expect(abs(interval.lowerBound - means[25]) < 1e-12 && abs(interval.upperBound - means[975]) < 1e-12)
    }
    #expect(found[4] == nil && found[0] != found[1])
    #expect(try Bootstrap([[], []], seed: 1).intervals() == [nil, nil])
}

@Test func resamplingStopsWhereItIsCancelled() {
    let cancellation = Cancellation()
    cancellation.raise()
    #expect(throws: RecommenderError.graph(.interrupted)) {
        try Bootstrap([[1, 2, 3]], seed: 1).intervals(cancellation: cancellation)
    }
}
