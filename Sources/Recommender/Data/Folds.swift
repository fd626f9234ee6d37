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

    /// `count` folds of `positives`, which hold out `most` songs each, about: where that is fewer than they would, of as
    /// many users as it takes.
    package init(_ positives: SongSets, count: Int, most: Int = .max, seed: UInt64) {
        let (all, hidden) = (0..<positives.userCount, Self.hidden(of: positives))
        let wanted = hidden.reduce(0, +)
        self.all = (0..<count).map { fold in
            var random = RandomSource(seed: seed, stream: Stream.folds &+ UInt64(fold) << 8)
            var held = [[Int32]](repeating: [], count: all.count)
            for user in all {
                if wanted > most, random.uniform() * Double(wanted) >= Double(most) { continue }
                var songs = Array(positives[user])
                random.shuffle(&songs)
                held[user] = Array(songs.prefix(hidden[user]))
            }
            return Fold(rest: positives.removing(held.pairs), held: SongSets(held))
        }
        common = positives.removing(self.all.flatMap { fold in all.map { Array(fold.held[$0]) }.pairs })
    }

    /// How many songs a fold of `positives` holds out where nothing limits it.
    static func size(of positives: SongSets) -> Int { hidden(of: positives).reduce(0, +) }

    /// How many songs of each user a fold holds out. `[users]`
    private static func hidden(of positives: SongSets) -> [Int] {
        let counts = (0..<positives.userCount).map { positives.count(of: $0) }
        let fewest = counts.contains { $0 > 2 } ? 3 : 2
        return counts.map { $0 < fewest ? 0 : max(1, $0 / 10) }
    }
}

extension [[Int32]] {
    /// All songs with their users' places.
    fileprivate var pairs: [(user: Int32, song: Int32)] {
        enumerated().flatMap { user, songs in songs.map { (Int32(user), $0) } }
    }
}
