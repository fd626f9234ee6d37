import Neural
import Tensor
import Testing

/// A score taken apart: the closed form of integrated gradients against the integral worked out in steps.
@Suite struct RankerSharesTests {
    private static let extras: [Float] = [0.8, -1.3]
    private static let start: [Float] = [-0.4, 0.6]

    @Test(arguments: [[], [2], [1, 3], [0, 2, 0, 3]] as [[Int32]]) func thePartsSumToTheScore(history: [Int32]) {
        let scoring = RankerScoring(smallRanker(extras: 2), neighbourhoods: smallNeighbourhoods)
        for song in 0..<4 as Range<Int32> {
            let parts = scoring.shares(history: history[...], song: song, extras: Self.extras, start: Self.start)
            let score = scoring.scores(
                history: history[...], songs: [song], extras: Matrix(rows: 1, columns: 2, values: Self.extras))[0]
            var sum = parts.start + parts.steps.reduce(0, +)
            for place in 0..<2 { sum += parts.slopes[place] * Double(Self.extras[place] - Self.start[place]) }
            #expect(abs(sum - Double(score)) < 1e-5 && parts.steps.count == history.count)
        }
    }

    /// Along the straight line in the extras alone, which no history bends: the mean slope over many points of it.
    @Test func theSlopesAreTheMeanGradientsOnTheWay() {
        let scoring = RankerScoring(smallRanker(extras: 2), neighbourhoods: smallNeighbourhoods)
        let (points, step) = (4_000, 1e-2)
        for song in 0..<4 as Range<Int32> {
            let parts = scoring.shares(history: [], song: song, extras: Self.extras, start: Self.start)
            for column in 0..<2 {
                // Numbers on the way, each with its column a little more and a little less.
                let values = (0..<points).flatMap { point -> [Float] in
                    let way = (Float(point) + 0.5) / Float(points)
                    let here = (0..<2).map { Self.start[$0] + way * (Self.extras[$0] - Self.start[$0]) }
                    return [1, -1].flatMap { (side: Float) in
                        (0..<2).map { here[$0] + ($0 == column ? side * Float(step) / 2 : 0) }
                    }
                }
                let scores = scoring.scores(
                    history: [], songs: [Int32](repeating: song, count: 2 * points),
                    extras: Matrix(rows: 2 * points, columns: 2, values: values))
                let slopes = (0..<points).map { Double(scores[2 * $0] - scores[2 * $0 + 1]) / step }
                let mean = slopes.reduce(0, +) / Double(points)
                #expect(abs(mean - parts.slopes[column]) < 5e-3, "\(song) \(column): \(mean) \(parts.slopes[column])")
            }
        }
    }

    /// What one past song adds is what comes of it in place of an average one, where it is the only one.
    @Test func theOnlyPastSongHasAllThatTheStateAdds() {
        let scoring = RankerScoring(smallRanker(extras: 2), neighbourhoods: smallNeighbourhoods)
        let parts = (0..<4).map { past in
            scoring.shares(history: [Int32(past)], song: 1, extras: Self.extras, start: Self.extras)
        }
        let scores = (0..<4).map { past in
            scoring.scores(
                history: [Int32(past)], songs: [1], extras: Matrix(rows: 1, columns: 2, values: Self.extras))[0]
        }
        for past in 1..<4 {
            let (shares, change) = (parts[past].steps[0] - parts[0].steps[0], Double(scores[past] - scores[0]))
            #expect(parts[past].start == parts[0].start && abs(shares - change) < 1e-5)
        }
    }
}
