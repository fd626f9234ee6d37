extension Scorer {
    /// The scores of all songs after some were skipped. `[songs]`
    ///
    /// What a skipped song would have added to a song's score had it been played, above the mean of all songs, is taken
    /// off instead, `strength` times: so that a skip pushes away what it shares listeners, artists, albums and the like
    /// with, by any model. NaN stays NaN.
    package func scores(for history: History, skipping skipped: [Int32], strength: Float = 1) -> [Float] {
        var scores = scores(for: history)
        guard !skipped.isEmpty else { return scores }
        let skips = self.scores(for: history.liking(skipped))
        var (sum, count) = (0.0, 0.0)
        for (with, without) in zip(skips, scores) where !with.isNaN && !without.isNaN {
            sum += Double(with - without)
            count += 1
        }
        let mean = Float(sum / max(count, 1))
        for song in scores.indices { scores[song] -= strength * max(skips[song] - scores[song] - mean, 0) }
        return scores
    }
}
