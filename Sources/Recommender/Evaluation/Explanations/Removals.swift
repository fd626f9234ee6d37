import Graph
import Tensor

/// What becomes of a listener's songs as plays are taken away: those that the account names, and others at random.
///
/// An account that names what matters is one whose named parts, taken away, move the score the most. Source: Samek et al.
/// 2017, "Evaluating the Visualization of What a Deep Neural Network Has Learned", IEEE TNNLS 28(11), section III.
struct Removals: Sendable {
    /// A song of a listener's list.
    struct Song: Sendable {
        /// The song's place.
        let song: Int32
        /// Its score by the model.
        let score: Float
        let attribution: Attribution
        /// By how much the score moves without the play named first, and without another one drawn at random; nil of a
        /// listener with too few plays.
        var moved: (named: Double, random: Double)?
    }

    /// The listener's place.
    let user: Int32
    /// The list, best first.
    let songs: [Song]
    /// Whether the first song stays in the list as one, two and more named plays are gone, and as many others drawn at
    /// random. `[plays gone]`
    let staying: (named: [Bool], random: [Bool])

    /// How few plays a listener must have for one of them to be named before others.
    static let fewestPlays = 5
    /// How many plays are taken away one after the other.
    static let mostGone = 5

    /// The list of `depth` songs that `user` of `data` gets by `scorer`, and what becomes of it; `seed` draws.
    init(_ user: Int32, _ scorer: any Scorer, _ data: TrainingData, depth: Int, seed: UInt64) {
        self.user = user
        let known = data.holdout.known[Int(user)]
        let history = History(
            user: Int(user), songs: Array(known), order: data.interactions.order.places(of: known, user: Int(user)))
        let list = Ranking.best(depth, of: history.songs.isEmpty ? [] : scorer.scores(for: history)) {
            !data.holdout.known.contains(user: Int(user), song: Int32($0))
        }
        let scores = scorer.scores(for: history, songs: list.map { Int32($0) })
        let attributions = scorer.attributions(of: list.map { Int32($0) }, for: history)
        var songs = zip(list, zip(scores, attributions)).map { song, parts in
            Song(song: Int32(song), score: parts.0, attribution: parts.1)
        }
        var staying = (named: [Bool](), random: [Bool]())
        if history.songs.count >= Self.fewestPlays, !songs.isEmpty {
            var random = RandomSource(seed: seed, stream: Stream.removals + UInt64(user) << 32)
            Self.move(&songs, history, scorer, &random)
            staying = Self.staying(songs[0], history, scorer, depth: depth, &random)
        }
        (self.songs, self.staying) = (songs, staying)
    }

    /// Takes away the first named play of each song, and another.
    private static func move(
        _ songs: inout [Song], _ history: History, _ scorer: any Scorer, _ random: inout RandomSource
    ) {
        let order = songs.map { song in
            let named = song.attribution.named(of: history)
            return (named: named[0], random: named[1 + random.index(below: named.count - 1)])
        }
        // A listener without a play is folded in, and so is the one to compare with.
        let before = scorer.scores(for: history.folded, songs: songs.map(\.song))
        // Songs of a list are mostly named for the same plays: each play is taken away once, for all of them.
        var moved: [Int32: [Float]] = [:]
        let places = songs.map(\.song)
        for play in Set(order.flatMap { [$0.named, $0.random] }) {
            moved[play] = scorer.scores(for: history.without([play]), songs: places)
        }
        for place in songs.indices {
            func distance(_ play: Int32) -> Double { abs(Double((moved[play]?[place] ?? .nan) - before[place])) }
            songs[place].moved = (distance(order[place].named), distance(order[place].random))
        }
    }

    /// Takes away one play after the other, and asks each time whether `song` is still in the list.
    private static func staying(
        _ song: Song, _ history: History, _ scorer: any Scorer, depth: Int, _ random: inout RandomSource
    ) -> (named: [Bool], random: [Bool]) {
        let named = song.attribution.named(of: history)
        var shuffled = history.songs
        random.shuffle(&shuffled)
        func stays(_ plays: ArraySlice<Int32>) -> Bool {
            let scores = scorer.scores(for: history.without(Set(plays)))
            let mine = scores[Int(song.song)]
            // A song that is gone from the plays may be listed itself, as in a database without that play.
            let before = scores.indices.count { place in
                let isKept = history.songs.contains(Int32(place)) && !plays.contains(Int32(place))
                return !isKept && (scores[place] > mine || scores[place] == mine && place < Int(song.song))
            }
            return before < depth
        }
        let counts = 1...min(mostGone, history.songs.count - 1)
        return (counts.map { stays(named.prefix($0)) }, counts.map { stays(shuffled.prefix($0)) })
    }
}

extension Attribution {
    /// The plays by what they add, the weightiest first, whatever the sign; ties by place. `[songs of the history]`
    func named(of history: History) -> [Int32] {
        var weights = Dictionary(uniqueKeysWithValues: history.songs.map { ($0, 0.0) })
        for share in shares { weights[share.song, default: 0] += share.weight }
        return weights.sorted { abs($0.value) == abs($1.value) ? $0.key < $1.key : abs($0.value) > abs($1.value) }
            .map(\.key)
    }
}
