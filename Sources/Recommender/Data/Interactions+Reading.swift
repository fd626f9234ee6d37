import Graph
import Spill

extension Interactions {
    /// The plays of a graph: its `played` edges, whose weight is a count; an edge without one counts as one play. Songs
    /// liked are positives too, whatever their count; songs skipped or banned count as not played.
    ///
    /// They are read some thousand users at a time, and kept outside the memory that `space` has where they are many.
    public init(
        reading reader: some GraphReader, positive: Positive, space: SpillSpace = .unbounded,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        let relations = ListeningRelations(reader.vocabulary)
        guard let edges = relations.learned else { throw .noRelation(Self.relationName) }
        var (users, songs) = ([NodeID](), [NodeID]())
        for relation in edges {
            users = try Self.union(users, reading { () throws(GraphError) in try reader.heads(of: relation) })
            songs = try Self.union(songs, reading { () throws(GraphError) in try reader.tails(of: relation) })
        }
        let tables = try ListeningTables(
            users, songs, relations, singles: positive == .any, in: reader, space: space, cancellation: cancellation)
        self.init(
            users: users, songs: songs, positives: tables.positives, played: tables.played, skipped: tables.skipped,
            order: try PlayOrder(
                of: tables.played, users: users, songs: songs, in: reader, cancellation: cancellation),
            edgeCount: Self.playCount(in: reader.vocabulary))
        if positives.pairCount == 0 { throw .noPositives(positive) }
    }

    /// The nodes of two ascending lists, ascending.
    private static func union(_ left: [NodeID], _ right: [NodeID]) -> [NodeID] {
        if left.isEmpty || right.isEmpty { return left + right }
        return Set(left).union(right).sorted()
    }
}

/// The relations that say what listeners think of songs, as far as a graph has them.
private struct ListeningRelations {
    let played, liked, skipped, banned: RelationID?

    init(_ vocabulary: Vocabulary) {
        played = vocabulary.relation(named: Interactions.relationName)
        liked = vocabulary.relation(named: Feedback.likedName)
        skipped = vocabulary.relation(named: Feedback.skippedName)
        banned = vocabulary.relation(named: Feedback.bannedName)
    }

    /// Those that are learned from as positives; nil where the graph has none.
    var learned: [RelationID]? {
        let found = [played, liked].compactMap(\.self)
        return found.isEmpty ? nil : found
    }

    var all: [RelationID] { [played, liked, skipped, banned].compactMap(\.self) }
}

/// What all users have played, like and skipped, by the places of songs.
private struct ListeningTables {
    let played, positives, skipped: SongSets

    /// How many users are asked about at once.
    private static let portion = 4_096

    /// Reads them; `singles` says whether a song played once is a positive.
    init(
        _ users: [NodeID], _ songs: [NodeID], _ relations: ListeningRelations, singles: Bool,
        in reader: some GraphReader, space: SpillSpace, cancellation: Cancellation
    ) throws(RecommenderError) {
        let most = Interactions.playCount(in: reader.vocabulary)
        var heard = try Rows(most, space)
        var liked = singles ? nil : try Rows(most, space)
        var skips: [[Int32]] = []
        let (places, set) = (PlaceTable(songs), RelationSet.of(relations.all))
        var adjacency = Adjacency()
        for start in stride(from: 0, to: users.count, by: Self.portion) {
            let frontier = Array(users[start..<min(start + Self.portion, users.count)])
            do {
                try cancellation.check()
                try reader.neighbours(of: frontier, via: set, direction: .out, into: &adjacency)
            } catch { throw .graph(error) }
            for (user, opinions) in zip(frontier, Opinions.all(adjacency, frontier.count, relations, places)) {
                try heard.append(opinions.heard(opinions.played))
                skips.append(opinions.skipped)
                guard !singles else { continue }
                let repeated = try opinions.repeated(by: user, relations.played, songs, in: reader)
                try liked?.append(opinions.heard(repeated))
            }
        }
        played = heard.sets
        positives = liked?.sets ?? played
        skipped = SongSets(skips)
    }

    /// Sets that are being written.
    private struct Rows {
        private var offsets = [0]
        private let writer: IntegerTable.Writer

        /// Room for `most` songs in all.
        init(_ most: Int, _ space: SpillSpace) throws(RecommenderError) {
            do { writer = try IntegerTable.Writer(most: most, in: space) } catch {
                throw .spill(error, folder: space.folder)
            }
        }

        /// Appends a user's songs; more than the graph counts are damage.
        mutating func append(_ songs: [Int32]) throws(RecommenderError) {
            for song in songs {
                guard writer.append(song) else { throw .graph(.corrupt("the count of plays")) }
            }
            offsets.append(writer.count)
        }

        var sets: SongSets { SongSets(offsets: offsets, writer.finish()) }
    }
}

/// What one user has said of songs, by their places.
private struct Opinions {
    var played: [Int32] = []
    var liked: [Int32] = []
    /// Skipped or banned.
    var skipped: [Int32] = []

    /// The opinions of `count` users, out of their edges.
    static func all(
        _ edges: Adjacency, _ count: Int, _ relations: ListeningRelations, _ places: PlaceTable
    ) -> [Opinions] {
        var all = [Opinions](repeating: Opinions(), count: count)
        for run in edges.runs {
            let songs = edges.nodes[run.range].compactMap { places[$0] }
            switch run.relation {
            case relations.played: all[run.source].played = songs
            case relations.liked: all[run.source].liked = songs
            default: all[run.source].skipped += songs
            }
        }
        return all
    }

    /// `songs` and the liked ones, ascending, without those that were skipped.
    func heard(_ songs: [Int32]) -> [Int32] {
        if liked.isEmpty && skipped.isEmpty { return songs }
        return Set(songs).union(liked).subtracting(skipped).sorted()
    }

    /// Of the songs played those with a count above 1.
    func repeated(
        by user: NodeID, _ relation: RelationID?, _ songs: [NodeID], in reader: some GraphReader
    ) throws(RecommenderError) -> [Int32] {
        guard let relation, !played.isEmpty else { return [] }
        let triples = played.map { Triple(user, relation, songs[Int($0)]) }
        let weights = try reading { () throws(GraphError) in try reader.weights(of: triples) }
        return zip(played, weights).filter { ($0.1 ?? 1) > 1 }.map(\.0)
    }
}
