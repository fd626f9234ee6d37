import Graph

/// What would change a song's rank: other plays, by which the same model was asked again.
///
/// Nothing is estimated: each change is what the model answers over a graph with just those plays and likes.
public struct Counterfactuals: Sendable {
    /// A change of what the listener has heard, and where the song stands then.
    public struct Change: Sendable, Equatable {
        /// The plays taken away, or the songs liked beside them.
        public let songs: [NodeID]
        /// Where the song then stands.
        public let rank: SongRank
    }

    /// The song without one play, for each that was looked at; the largest loss of score first.
    public let without: [Change]
    /// The fewest plays found without which the song is no longer in the top; nil where it is not there now, or nothing
    /// takes it out but all of them.
    public let smallest: Change?
    /// The fewest further songs found that bring it into the top once they are liked; nil where it is there, or none do.
    public let bringing: Change?
    /// How many plays there are that the model knows.
    public let plays: Int
    /// Whether the time was up before all was looked at.
    public let isCut: Bool

    /// How long the list is that a song is in or not.
    public static let top = 10

    /// What changes the rank of `song`, by the `account` of its score, as far as is found within the `budget`.
    init(
        of song: NodeID, account: Account, for listener: Listener, within budget: Duration, in reader: some GraphReader,
        cancellation: Cancellation
    ) throws(RecommenderError) {
        var search = ChangeSearch(of: song, listener, until: .now.advanced(by: budget), cancellation)
        let plays = search.plays(by: account)
        let singles = try search.singles(of: plays, share: 0.6, in: reader)
        smallest = try search.smallest(singles, in: reader)
        bringing = try search.bringing(in: reader)
        without = singles.sorted { left, right in
            let (one, other) = (left.rank.score, right.rank.score)
            return one == other ? left.songs[0] < right.songs[0] : one < other
        }.map { Change(songs: $0.songs, rank: $0.rank) }
        (self.plays, isCut) = (plays.count, search.isCut)
    }
}
