import Tensor

/// Draws an epoch's preferences: every positive in random order, each over a song that its user has not in train.
///
/// Source: Rendle et al. 2009, arXiv:1205.2618, section 4.3: a bootstrap of positives there, each once here.
package struct TripleDraw {
    /// What is learned from.
    let positives: SongSets
    /// How many songs there are to draw from.
    let songCount: Int
    /// What each user has skipped: half of what their positives are preferred to, where there is any; nil is nothing.
    let skipped: SongSets?

    /// Draws of `positives`, half of them over what was `skipped`.
    package init(positives: SongSets, songCount: Int, skipped: SongSets? = nil) {
        (self.positives, self.songCount, self.skipped) = (positives, songCount, skipped)
    }

    /// One epoch's preferences; a user who has every song has none. `songStart` is added to the songs' places.
    package func triples(from random: inout RandomSource, songStart: Int32 = 0) -> Triples {
        var drawn: [(user: Int32, liked: Int32, other: Int32)] = []
        drawn.reserveCapacity(positives.pairCount)
        // The last user, counted from 1, who has each song.
        var owner = [Int32](repeating: 0, count: songCount)
        for user in 0..<positives.userCount where positives[user].count < songCount {
            let mark = Int32(user + 1)
            for song in positives[user] { owner[Int(song)] = mark }
            for song in positives[user] {
                if let own = skipped?.drawn(of: user, &random) {
                    drawn.append((Int32(user), songStart + song, songStart + own))
                    continue
                }
                var other = random.index(below: songCount)
                while owner[other] == mark { other = random.index(below: songCount) }
                drawn.append((Int32(user), songStart + song, songStart + Int32(other)))
            }
        }
        random.shuffle(&drawn)
        return Triples(users: drawn.map(\.user), liked: drawn.map(\.liked), others: drawn.map(\.other))
    }
}
