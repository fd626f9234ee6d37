import Graph

/// In which order listeners played their songs, as far as the graph says when (`Vocabulary.timeName`).
public struct PlayOrder: Sendable, Equatable {
    /// The plays.
    private let played: SongSets
    /// Where each play stands among its listener's, from 1 and the oldest first; those of one time stand alike, and 0 is
    /// a play whose time is not known. None where no time is. `[pairs]`
    private let places: [Int32]

    /// Of no play is the time known.
    public init() { (played, places) = (SongSets([]), []) }

    /// The order of the plays that `users` have `played`, songs by their place in `songs`, as `reader` has their times.
    init(
        of played: SongSets, users: [NodeID], songs: [NodeID], in reader: some GraphReader,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        self.init()
        let (isKnown, liked) = (Self.isKnown(in: reader), reader.vocabulary.relation(named: Feedback.likedName))
        guard isKnown || liked != nil else { return }
        let likers = try reading { () throws(GraphError) in Set(try liked.map(reader.heads(of:)) ?? []) }
        var places: [Int32] = []
        for (place, user) in users.enumerated() {
            if place & 0xFF == 0 { try cancellation.stop() }
            let mine = played[place]
            let isOrdered = isKnown || likers.contains(user)
            let known =
                isOrdered ? try Self.places(of: mine.map { songs[Int($0)] }, playedBy: user, in: reader) : []
            places += known.isEmpty ? [Int32](repeating: 0, count: mine.count) : known
        }
        if places.contains(where: { $0 > 0 }) { self.init(of: played, places: places) }
    }

    private init(of played: SongSets, places: [Int32]) { (self.played, self.places) = (played, places) }

    /// Where some of a user's songs stand; none where the time of no play is known. `[songs]`
    package func places(of songs: some Collection<Int32>, user: Int) -> [Int32] {
        if places.isEmpty { return [] }
        return songs.map { song in played.index(user: user, song: song).map { places[$0] } ?? 0 }
    }

    /// What is known of a user who has these songs, ascending.
    package func history(of user: Int, having songs: ArraySlice<Int32>) -> History {
        History(songs: Array(songs), order: places(of: songs, user: user))
    }
}

extension PlayOrder {
    /// Where a user's `songs` stand among each other: the liked ones are the newest, in the order of their times; none
    /// where nothing was liked and the graph says of no two that they differ. `[songs]`
    static func places(
        of songs: [NodeID], playedBy user: NodeID, in reader: some GraphReader
    ) throws(RecommenderError) -> [Int32] {
        var places = try playPlaces(of: songs, playedBy: user, in: reader)
        let known = Set(songs)
        let liked = try tails(of: user, by: Feedback.likedName, in: reader).filter(known.contains)
        guard !liked.isEmpty else { return places }
        if places.isEmpty { places = songs.map { _ in 0 } }
        let newest = (places.max() ?? 0) + 1
        let turns = Dictionary(uniqueKeysWithValues: zip(liked, newest...))
        return zip(songs, places).map { turns[$0] ?? $1 }
    }

    /// The same by the times of the plays alone.
    private static func playPlaces(
        of songs: [NodeID], playedBy user: NodeID, in reader: some GraphReader
    ) throws(RecommenderError) -> [Int32] {
        let moments = try moments(of: songs, of: user, by: Interactions.relationName, in: reader)
        let order = Set(moments.compactMap { $0 }).sorted()
        guard order.count > 1 else { return [] }
        let places = Dictionary(uniqueKeysWithValues: zip(order, Int32(1)...))
        return moments.map { $0.flatMap { places[$0] } ?? 0 }
    }

    /// Where the edges of a relation lead from `user`, by their times, those without one first; none where the graph has
    /// no such relation.
    static func tails(
        of user: NodeID, by relation: String, in reader: some GraphReader
    ) throws(RecommenderError) -> [NodeID] {
        let tails = try unorderedTails(of: user, by: relation, in: reader)
        let moments = try moments(of: tails, of: user, by: relation, in: reader)
        return zip(moments, tails).sorted { left, right in
            guard left.0 != right.0 else { return left.1 < right.1 }
            guard let one = left.0 else { return true }
            return right.0.map { one < $0 } ?? false
        }.map(\.1)
    }

    /// The same by number, their times not looked up.
    static func unorderedTails(
        of user: NodeID, by relation: String, in reader: some GraphReader
    ) throws(RecommenderError) -> [NodeID] {
        guard let number = reader.vocabulary.relation(named: relation) else { return [] }
        return try reading { () throws(GraphError) in
            try reader.neighbours(of: [user], via: .only([number]), direction: .out).nodes
        }
    }

    /// The times of a user's edges of a relation, as far as they have one. `[tails]`
    private static func moments(
        of tails: [NodeID], of user: NodeID, by relation: String, in reader: some GraphReader
    ) throws(RecommenderError) -> [Moment?] {
        guard isKnown(in: reader), let relation = reader.vocabulary.relation(named: relation) else {
            return tails.map { _ in nil }
        }
        return try reading { () throws(GraphError) in
            try reader.properties(of: tails.map { Triple(user, relation, $0) })
        }.map(Moment.init)
    }

    /// Whether any edge has a time.
    private static func isKnown(in reader: some GraphReader) -> Bool {
        reader.vocabulary.properties.contains { $0.name == Vocabulary.timeName && $0.edges > 0 }
    }

    /// When a play was: numbers come before texts.
    private enum Moment: Hashable, Comparable {
        case number(Double)
        case text(String)

        /// The moment that a play's properties say; nil where they say none.
        init?(_ properties: [Property]) {
            switch properties.first(where: { $0.name == Vocabulary.timeName })?.value {
            case .integer(let whole)?: self = .number(Double(whole))
            case .number(let number)? where number.isFinite: self = .number(number)
            case .string(let text)?: self = .text(text)
            default: return nil
            }
        }
    }
}
