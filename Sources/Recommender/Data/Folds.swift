import Tensor

/// Songs held out of the first stage, so that the ranker learns from scores that have not seen what they are to foretell.
///
/// Source: Wolpert 1992, "Stacked generalization", Neural Networks 5(2).
package struct Folds {
    /// One way of holding songs out.
    package struct Fold {
        /// What the first stage learns from.
        package let rest: SongSets
        /// What is held out: of each user with three songs or more a tenth, one at least; where none has as many, one
        /// of each with two.
        package let held: SongSets
    }

    /// What no fold holds out.
    package let common: SongSets
    /// The folds, drawn apart from each other.
    package let all: [Fold]

    /// `count` folds of `positives`.
    package init(_ positives: SongSets, count: Int, seed: UInt64) {
        let fewest = (0..<positives.userCount).contains { positives[$0].count > 2 } ? 3 : 2
        all = (0..<count).map { fold in
            var random = RandomSource(seed: seed, stream: Stream.folds &+ UInt64(fold) << 8)
            var (rest, held) = ([[Int32]](), [[Int32]]())
            for user in 0..<positives.userCount {
                var songs = Array(positives[user])
                random.shuffle(&songs)
                let hidden = songs.count < fewest ? 0 : max(1, songs.count / 10)
                held.append(Array(songs.prefix(hidden)))
                rest.append(Array(songs.dropFirst(hidden)))
            }
            return Fold(rest: SongSets(rest), held: SongSets(held))
        }
        let folds = all
        common = SongSets(
            (0..<positives.userCount).map { user in
                let held = Set(folds.flatMap { $0.held[user] })
                return positives[user].filter { !held.contains($0) }
            })
    }
}
