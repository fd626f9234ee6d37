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
        of played: SongSets, users: [NodeID], songs: [NodeID], in reader: some GraphReader
    ) throws(RecommenderError) {
        self.init()
        guard Self.isKnown(in: reader) else { return }
        var places: [Int32] = []
        for (place, user) in users.enumerated() {
            let mine = played[place]
            let known = try Self.places(of: mine.map { songs[Int($0)] }, playedBy: user, in: reader)
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
    /// Where a user's `songs` stand among each other; none where the graph says of no two that they differ. `[songs]`
    static func places(
        of songs: [NodeID], playedBy user: NodeID, in reader: some GraphReader
    ) throws(RecommenderError) -> [Int32] {
        guard isKnown(in: reader), let relation = reader.vocabulary.relation(named: Interactions.relationName) else {
            return []
        }
        let properties = try reading { () throws(GraphError) in
            try reader.properties(of: songs.map { Triple(user, relation, $0) })
        }
        let moments = properties.map(Moment.init)
        let order = Set(moments.compactMap { $0 }).sorted()
        guard order.count > 1 else { return [] }
        let places = Dictionary(uniqueKeysWithValues: zip(order, Int32(1)...))
        return moments.map { $0.flatMap { places[$0] } ?? 0 }
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
