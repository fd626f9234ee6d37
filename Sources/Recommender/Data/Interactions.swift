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
    /// In which order they played it.
    public let order: PlayOrder

    /// The interactions of these parts, users and songs ascending.
    public init(
        users: [NodeID], songs: [NodeID], positives: SongSets, played: SongSets, order: PlayOrder = PlayOrder()
    ) {
        (self.users, self.songs, self.positives, self.played) = (users, songs, positives, played)
        self.order = order
    }

    /// The same in the order of the graph's plays.
    func ordered(by reader: some GraphReader) throws(RecommenderError) -> Interactions {
        Interactions(
            users: users, songs: songs, positives: positives, played: played,
            order: try PlayOrder(of: played, users: users, songs: songs, in: reader))
    }

    /// What tells apart which songs each user has played. `[users]`
    var fingerprints: [UInt64] {
        users.indices.map { user in History.fingerprint(of: played[user].lazy.map { songs[Int($0)] }) }
    }

    /// The name of the relation that is learned from.
    public static let relationName = "played"
}

extension Interactions {
    /// The plays of a graph: its `played` edges, whose weight is a count; an edge without one counts as one play.
    public init(reading reader: some GraphReader, positive: Positive) throws(RecommenderError) {
        guard let played = reader.vocabulary.relation(named: Self.relationName) else {
            throw .noRelation(Self.relationName)
        }
        let users = try reading { () throws(GraphError) in try reader.heads(of: played) }
        let edges = try reading { () throws(GraphError) in
            try reader.neighbours(of: users, via: .of([played]), direction: .out)
        }
        let songs = Set(edges.nodes).sorted()
        let places = Places(songs)
        var all = [[Int32]](repeating: [], count: users.count)
        for run in edges.runs { all[run.source] += edges.nodes[run.range].compactMap { places[$0] } }
        let positives =
            positive == .any
            ? all : try Self.repeated(all, users: users, songs: songs, relation: played, reader: reader)
        let sets = SongSets(all)
        self.init(
            users: users, songs: songs, positives: SongSets(positives), played: sets,
            order: try PlayOrder(of: sets, users: users, songs: songs, in: reader))
        if self.positives.pairCount == 0 { throw .noPositives(positive) }
    }

    /// Of each user's plays those with a count above 1.
    private static func repeated(
        _ plays: [[Int32]], users: [NodeID], songs: [NodeID], relation: RelationID, reader: some GraphReader
    ) throws(RecommenderError) -> [[Int32]] {
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
