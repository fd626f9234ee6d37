import Graph

/// Who played what: users and songs by place, and each user's songs.
public struct Interactions: Sendable, Equatable {
    /// Which plays are positives.
    public enum Positive: String, Sendable, CaseIterable {
        /// Those with a count above 1, as in the paper; a single play is an observed 0.
        case repeated = "repeat"
        /// All.
        case any
    }

    /// The users, ascending; a user's place is an index into it.
    public let users: [NodeID]
    /// The songs, ascending; a song's place is an index into it.
    public let songs: [NodeID]
    /// What each user likes.
    public let positives: SongSets
    /// What each user played, positive or not.
    public let played: SongSets
    /// What each user skipped or banned: none of it is a positive.
    public let skipped: SongSets
    /// In which order they played it.
    public let order: PlayOrder
    /// How many edges of the graph say so (`playCount`).
    public let edgeCount: Int

    /// The interactions of these parts, users and songs ascending.
    public init(
        users: [NodeID], songs: [NodeID], positives: SongSets, played: SongSets, skipped: SongSets? = nil,
        order: PlayOrder = PlayOrder(), edgeCount: Int? = nil
    ) {
        (self.users, self.songs, self.positives, self.played) = (users, songs, positives, played)
        self.skipped = skipped ?? SongSets(users.map { _ in [] })
        (self.order, self.edgeCount) = (order, edgeCount ?? played.pairCount)
    }

    /// The same in the order of the graph's plays.
    func ordered(by reader: some GraphReader) throws(RecommenderError) -> Interactions {
        Interactions(
            users: users, songs: songs, positives: positives, played: played, skipped: skipped,
            order: try PlayOrder(of: played, users: users, songs: songs, in: reader),
            edgeCount: edgeCount)
    }

    /// What tells apart which songs each user has played. `[users]`
    var fingerprints: [UInt64] {
        users.indices.map { user in History.fingerprint(of: played[user].lazy.map { songs[Int($0)] }) }
    }

    /// The name of the relation that is learned from; songs liked (`Feedback.likedName`) are learned from beside it.
    public static let relationName = "played"

    /// How many edges a graph has that are learned from.
    public static func playCount(in vocabulary: Vocabulary) -> Int {
        [relationName, Feedback.likedName].compactMap(vocabulary.relation(named:)).reduce(0) {
            $0 + vocabulary[$1].count
        }
    }
}

extension Interactions {
    /// The plays of a given split: its training rows, all positive; songs of its tests and negatives are known too.
    public init(split rows: [SplitRow]) throws(RecommenderError) {
        let users = rows.map(\.user).sorted()
        let songs = Set(rows.flatMap { $0.train + $0.negatives + ($0.test.map { [$0] } ?? []) }).sorted()
        let (userPlaces, songPlaces) = (Places(users), Places(songs))
        var lists = [[Int32]](repeating: [], count: users.count)
        for row in rows {
            guard let user = userPlaces[row.user] else { continue }
            lists[Int(user)] += row.train.compactMap { songPlaces[$0] }
        }
        let sets = SongSets(lists)
        if sets.pairCount == 0 { throw .noPositives(.any) }
        self.init(users: users, songs: songs, positives: sets, played: sets)
    }
}
