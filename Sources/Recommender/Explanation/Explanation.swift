import Graph

/// Why a song for a listener: where it stands, what its score is made of, and how the listener's plays lead to it.
public struct Explanation: Sendable {
    /// Where the song stands; nil where the model has never seen it.
    public let rank: SongRank?
    /// What its score is made of; nil where it has none.
    public let account: Account?
    /// The best way from each play that has one, the shortest first and those through nodes of few edges.
    ///
    /// Only where the score says nothing of the plays: the model has not seen the song, or asks nobody's plays.
    public let nearby: [Route]
    /// What the listener has played, ascending.
    public let played: [NodeID]
    /// Whether lists leave the song out, since the listener has heard, skipped or banned it.
    public let isLeftOut: Bool

    /// What would change the song's rank; nil where that was not asked for, or the model has never seen it.
    public let counterfactuals: Counterfactuals?

    /// Why `song` for a listener of this taste, by `model`; paths have at most `hops` edges between play and song.
    ///
    /// Where a `budget` is given, what would change the rank is looked for as long. A user without plays is an error
    /// unless they `mayBeNew`.
    public init(
        of song: NodeID, for taste: Taste, mayBeNew: Bool = false, by model: Model, hops: Int = 3,
        changing budget: Duration? = nil, in reader: some GraphReader, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        let listener = try Listener(taste, mayBeNew: mayBeNew, model: model, reader: reader)
        (played, isLeftOut) = (listener.played, listener.left.contains(song))
        account = try Account.accounts(of: [song], for: listener, hops: hops, in: reader)[0]
        rank = account.flatMap { _ in model.place(ofSong: song) }.map { SongRank(of: song, at: $0, for: listener) }
        let carriesNothing = account?.isWithoutPlays ?? true
        nearby = carriesNothing ? try Self.nearby(played, song, taste.user, hops, reader) : []
        if let budget, let account {
            counterfactuals = try Counterfactuals(
                of: song, account: account, for: listener, within: budget, in: reader, cancellation: cancellation)
        } else {
            counterfactuals = nil
        }
    }

    private static func nearby(
        _ plays: [NodeID], _ song: NodeID, _ user: NodeID?, _ hops: Int, _ reader: some GraphReader
    ) throws(RecommenderError) -> [Route] {
        let connections = try Connections(from: plays, of: user, to: song, hops: hops, in: reader)
        let routes = plays.filter { $0 != song }.compactMap { play in
            connections.way(from: play).map { Route(play: play, way: $0) }
        }
        return routes.sorted { left, right in
            let (near, far) = (left.kind?.count ?? .max, right.kind?.count ?? .max)
            if near != far { return near < far }
            let (few, many) = (connections.breadth(of: left), connections.breadth(of: right))
            return few == many ? left.play < right.play : few < many
        }
    }
}
