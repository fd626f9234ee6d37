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
    /// The plays of a graph: its `played` edges, whose weight is a count; an edge without one counts as one play. Songs
    /// liked are positives too, whatever their count; songs skipped or banned count as not played.
    public init(reading reader: some GraphReader, positive: Positive) throws(RecommenderError) {
        let names = [Self.relationName, Feedback.likedName, Feedback.skippedName, Feedback.bannedName]
        let relations = names.map(reader.vocabulary.relation(named:))
        guard relations[0] != nil || relations[1] != nil else { throw .noRelation(Self.relationName) }
        let users = try reading { () throws(GraphError) in
            var users: Set<NodeID> = []
            for relation in relations.prefix(2) { if let relation { users.formUnion(try reader.heads(of: relation)) } }
            return users.sorted()
        }
        let lists = try reading { () throws(GraphError) in
            var lists: [[[NodeID]]] = []
            for relation in relations { lists.append(try Self.tails(of: users, by: relation, in: reader)) }
            return lists
        }
        let songs = Set(lists[0].joined()).union(lists[1].joined()).sorted()
        let places = Places(songs)
        let (played, liked, skipped) = (
            lists[0].map { $0.compactMap { places[$0] } }, lists[1].map { $0.compactMap { places[$0] } },
            SongSets(zip(lists[2], lists[3]).map { ($0 + $1).compactMap { places[$0] } })
        )
        let positives =
            positive == .any
            ? played : try Self.repeated(played, users: users, songs: songs, relation: relations[0], reader: reader)
        func heard(_ lists: [[Int32]]) -> SongSets {
            SongSets(
                zip(lists, liked).enumerated().map { user, own in
                    (own.0 + own.1).filter { !skipped.contains(user: user, song: $0) }
                })
        }
        let all = heard(played)
        self.init(
            users: users, songs: songs, positives: heard(positives), played: all, skipped: skipped,
            order: try PlayOrder(of: all, users: users, songs: songs, in: reader),
            edgeCount: Self.playCount(in: reader.vocabulary))
        if self.positives.pairCount == 0 { throw .noPositives(positive) }
    }

    /// Where the edges of a relation lead from each user; nowhere where there is no such relation. `[users]`
    private static func tails(
        of users: [NodeID], by relation: RelationID?, in reader: some GraphReader
    ) throws(GraphError) -> [[NodeID]] {
        var tails = [[NodeID]](repeating: [], count: users.count)
        guard let relation else { return tails }
        let edges = try reader.neighbours(of: users, via: .of([relation]), direction: .out)
        for run in edges.runs { tails[run.source] += edges.nodes[run.range] }
        return tails
    }

    /// Of each user's plays those with a count above 1.
    private static func repeated(
        _ plays: [[Int32]], users: [NodeID], songs: [NodeID], relation: RelationID?, reader: some GraphReader
    ) throws(RecommenderError) -> [[Int32]] {
        guard let relation else { return plays }
        var kept: [[Int32]] = []
        for (user, list) in zip(users, plays) {
            let triples = list.map { Triple(user, relation, songs[Int($0)]) }
            let weights = try reading { () throws(GraphError) in try reader.weights(of: triples) }
            kept.append(zip(list, weights).filter { ($0.1 ?? 1) > 1 }.map(\.0))
        }
        return kept
    }

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

/// The places of nodes in an ascending list.
struct Places: Sendable {
    private let nodes: [NodeID]

    init(_ nodes: [NodeID]) { self.nodes = nodes }

    /// The place of `node`, nil where the list has it not.
    subscript(node: NodeID) -> Int32? {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low] == node ? Int32(low) : nil
    }
}
