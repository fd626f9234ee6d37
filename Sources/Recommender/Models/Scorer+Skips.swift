/// The scores of all songs for a listener who skipped some, and how the skips made them.
struct SkippedScores: Sendable {
    /// The scores. `[songs]`
    let scores: [Float]
    /// The songs skipped, by place.
    let skipped: [Int32]
    /// What playing the skipped songs would add to a song in the mean.
    let mean: Float
    /// How often what a skipped song would have added is taken off.
    let strength: Float

    /// Scores of a listener who skipped nothing.
    init(scores: [Float]) { (self.scores, skipped, mean, strength) = (scores, [], 0, 0) }

    init(scores: [Float], skipped: [Int32], mean: Float, strength: Float) {
        (self.scores, self.skipped, self.mean, self.strength) = (scores, skipped, mean, strength)
    }
}

extension SkippedScores {
    /// How much of what a skipped song would have added is taken off: chosen on listeners who answered for that
    /// (`Answerers`, part 1), among 0 to 0.8.
    static let usualStrength: Float = 0.15
}

extension Scorer {
    /// The scores of all songs after some were skipped. `[songs]`
    ///
    /// What a skipped song would have added to a song's score had it been played, above the mean of all songs, is taken
    /// off instead, `strength` times: so that a skip pushes away what it shares listeners, artists, albums and the like
    /// with, by any model. Both sides of that difference are of a listener who is folded in. NaN stays NaN.
    func scores(
        for history: History, skipping skipped: [Int32], strength: Float = SkippedScores.usualStrength
    ) -> SkippedScores {
        var scores = scores(for: history)
        guard !skipped.isEmpty else { return SkippedScores(scores: scores) }
        let without = history.user == nil ? scores : self.scores(for: history.folded)
        let with = self.scores(for: history.liking(skipped))
        let added = zip(with, without).map { $0 - $1 }
        let known = added.filter { !$0.isNaN }
        let mean = Float(known.reduce(0.0) { $0 + Double($1) } / Double(max(known.count, 1)))
        for song in scores.indices { scores[song] -= strength * max(added[song] - mean, 0) }
        return SkippedScores(scores: scores, skipped: skipped, mean: mean, strength: strength)
    }

    /// Scores after skips, taken apart: where the skips push a song away, what each past song would add beside the
    /// skipped ones is turned about, and the skipped ones have shares below zero. The parts sum to the score.
    /// `[songs given]`
    func attributions(of songs: [Int32], for history: History, by answers: SkippedScores) -> [Attribution] {
        let plain = attributions(of: songs, for: history)
        guard !answers.skipped.isEmpty else { return plain }
        let without = history.user == nil ? plain : attributions(of: songs, for: history.folded)
        let with = attributions(of: songs, for: history.liking(answers.skipped))
        return songs.indices.map { place in
            let (plain, without, with) = (plain[place], without[place], with[place])
            guard with.score - without.score - answers.mean > 0 else { return plain }
            let strength = Double(answers.strength)
            return Attribution(
                score: answers.scores[Int(songs[place])],
                bias: plain.bias + strength * (without.bias - with.bias + Double(answers.mean)),
                shares: plain.shares + without.shares.map { $0.times(strength) }
                    + with.shares.map { $0.times(-strength) },
                rest: plain.rest + strength * (without.rest - with.rest))
        }
    }
}
