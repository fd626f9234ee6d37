import Tensor

extension Scorer {
    /// A score of any model, taken apart by asking it again and again.
    ///
    /// The past songs come one by one, in an order drawn at random and then in the reverse one, and each is given what
    /// the score changes as it comes, the mean of both: the sampled Shapley value, whose sum is the change from a listener
    /// of no song to the one at hand, whatever the order. More songs than `mostTurns` come in so many groups, whose
    /// members share alike. What a learned listener's score has beyond that of one who is folded in with the same songs
    /// is the rest. Source: Štrumbelj and Kononenko 2010, "An efficient explanation of individual classifications using
    /// game theory", JMLR 11, section 3.3.
    func shapley(_ song: Int32, _ history: History) -> Attribution {
        func score(_ history: History) -> Double { Double(scores(for: history, songs: [song])[0]) }
        let groups = Self.groups(of: history)
        var (gains, kept) = ([Double](repeating: 0, count: history.songs.count), Set<Int>())
        let nothing = score(History(songs: [], order: []))
        let all = score(History(songs: history.songs, order: history.order))
        for turn in [groups, groups.reversed()] {
            var before = nothing
            kept.removeAll()
            for (place, group) in turn.enumerated() {
                kept.formUnion(group)
                let after = place + 1 < turn.count ? score(history.keeping(kept.sorted())) : all
                for member in group { gains[member] += (after - before) / Double(2 * group.count) }
                before = after
            }
        }
        let score = scores(for: history, songs: [song])[0]
        return Attribution(
            score: score, bias: nothing,
            shares: zip(history.songs, gains).map { .init(song: $0, carrier: .listeners, weight: $1) },
            rest: Double(score) - all)
    }

    /// The places of the history's songs in an order drawn at random, in groups where they are many.
    private static func groups(of history: History) -> [[Int]] {
        var (places, random) = (Array(history.songs.indices), RandomSource(seed: 7, stream: Stream.turns))
        random.shuffle(&places)
        let count = min(places.count, Attribution.mostTurns)
        return (0..<count).map { group in
            Array(places[places.count * group / count..<places.count * (group + 1) / count])
        }
    }
}

extension Attribution {
    /// How many songs, or groups of them, come one after the other.
    static let mostTurns = 32
}
