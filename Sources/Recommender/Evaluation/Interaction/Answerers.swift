import Graph
import Tensor

/// Listeners who are held out whole, so that they can answer what no model has learned of them.
///
/// Some of their plays may be known to begin with; the others they keep to themselves, and like a song where it is one
/// of those. With none known they are cold-start listeners as in Zou et al. 2020, "Neural interactive collaborative
/// filtering", arXiv:2007.02095, section 4.1.
public struct Answerers: Sendable {
    /// A listener who answers.
    struct One: Sendable {
        /// The place among the data's users.
        let user: Int
        /// What is known of them to begin with: the oldest plays where there are times, else some at random.
        let known: History
        /// What they like and nobody was told.
        let hidden: Set<Int32>
    }

    /// Each listener's place among the data's users, and their songs, those first that are known first.
    private let all: [(user: Int, songs: [Int32])]
    private let order: PlayOrder
    /// What is left to learn from: the same users and songs, without anything that these listeners played.
    public let rest: TrainingData

    /// How many songs a listener must have: enough are left where some are known.
    static let fewestSongs = 8
    /// One of so many listeners is held out.
    static let share = 5

    /// How many listeners answer.
    public var count: Int { all.count }
    /// Their places among the data's users, ascending.
    package var users: [Int] { all.map(\.user) }

    /// Listeners of `data` drawn by `seed`, one in five of those who have eight positives or more, `sample` of them at
    /// most; `part` 1 draws others, to choose settings by.
    ///
    /// Throws `RecommenderError.nothingHeldOut` where no listener has so many.
    package init(
        _ data: TrainingData, sample: Int? = nil, seed: UInt64, part: Int
    ) throws(RecommenderError) {
        let interactions = data.interactions
        var random = RandomSource(seed: seed, stream: Stream.answerers)
        var able = (0..<interactions.users.count).filter { interactions.positives[$0].count >= Self.fewestSongs }
        guard !able.isEmpty else { throw .nothingHeldOut }
        random.shuffle(&able)
        let size = max(able.count / Self.share, 1)
        let start = min(part * size, able.count - size)
        let drawn = able[start..<start + size]
        // What a given split holds out is played too, and nobody learns from it.
        let held = Dictionary(data.holdout.test.map { (Int($0.user), $0.song) }) { first, _ in first }
        all = drawn.prefix(sample ?? size).sorted().map { user in
            let mine = Array(interactions.positives[user])
            var songs = mine + (held[user].map { mine.contains($0) ? [] : [$0] } ?? [])
            random.shuffle(&songs)
            let order = interactions.order.places(of: songs, user: user)
            if !order.isEmpty {
                let places = songs.indices.sorted { order[$0] == order[$1] ? $0 < $1 : order[$0] < order[$1] }
                songs = places.map { songs[$0] }
            }
            return (user, songs)
        }
        order = interactions.order
        rest = try Self.without(Set(drawn), data, seed: seed)
    }

    /// Listeners of `data` to report figures of.
    public init(_ data: TrainingData, sample: Int? = nil, seed: UInt64) throws(RecommenderError) {
        try self.init(data, sample: sample, seed: seed, part: 0)
    }

    /// The listeners, each known by so many plays to begin with.
    func known(by count: Int) -> [One] {
        all.map { user, songs in
            let known = songs.prefix(count).sorted()
            return One(
                user: user, known: History(songs: known, order: order.places(of: known, user: user)),
                hidden: Set(songs.dropFirst(count)))
        }
    }

    /// What one is known to play to begin with, and what they keep to themselves.
    package func plays(of place: Int, known count: Int) -> (known: Set<Int32>, hidden: Set<Int32>) {
        let one = known(by: count)[place]
        return (Set(one.known.songs), one.hidden)
    }

    private static func without(
        _ users: Set<Int>, _ data: TrainingData, seed: UInt64
    ) throws(RecommenderError) -> TrainingData {
        let all = data.interactions
        func kept(_ sets: SongSets) -> SongSets {
            SongSets((0..<sets.userCount).map { users.contains($0) ? [] : Array(sets[$0]) })
        }
        let rest = Interactions(
            users: all.users, songs: all.songs, positives: kept(all.positives), played: kept(all.played),
            skipped: kept(all.skipped), order: all.order)
        return TrainingData(interactions: rest, holdout: try Holdout(rest, seed: seed), split: data.split)
            .knowing(data.knowledge)
    }
}
