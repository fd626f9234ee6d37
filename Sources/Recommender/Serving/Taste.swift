import Graph

/// Whom songs are looked for, and what is known of them.
public struct Taste: Sendable, Equatable {
    /// The listener in the graph; nil is one whom it does not know.
    public let user: NodeID?
    /// The songs played, in place of all that the graph says of the listener; nil where the graph is asked.
    public let plays: [NodeID]?
    /// What was said beside what the graph has kept.
    public let feedback: Feedback

    /// A user of the graph, who has played `songs` where given, in place of what the graph says.
    public init(of user: NodeID, playing songs: [NodeID]? = nil, saying feedback: Feedback = Feedback()) {
        (self.user, plays, self.feedback) = (user, songs, feedback)
    }

    /// Somebody who is not in the graph and has played these songs.
    public init(playing songs: [NodeID], saying feedback: Feedback = Feedback()) {
        (user, plays, self.feedback) = (nil, songs, feedback)
    }
}

/// What is known of a listener, looked up: what they have heard, and what they think of it.
struct Facts: Sendable {
    /// The user in the graph; nil where it does not know them.
    let user: NodeID?
    /// What counts as heard: songs played or, as the graph has kept it, liked, that were not skipped or banned; ascending.
    var heard: [NodeID]
    /// What they have liked since, the oldest first.
    var liked: [NodeID] = []
    /// What they have skipped, the oldest first.
    let skipped: [NodeID]
    /// The songs that they do not want to meet: skipped or banned.
    let unwanted: Set<NodeID>
    /// The songs that they have liked and not played.
    let likedAlone: Set<NodeID>
    /// Whether the graph has kept anything that they said.
    let hasSpoken: Bool

    init(_ taste: Taste, in reader: some GraphReader) throws(RecommenderError) {
        user = taste.user
        var (played, kept) = (taste.plays ?? [], Feedback())
        if let user, taste.plays == nil {
            played = try PlayOrder.unorderedTails(of: user, by: Interactions.relationName, in: reader)
            kept = try Feedback(of: user, in: reader)
        }
        let feedback = kept.followed(by: taste.feedback)
        let unplayed = Set(feedback.skipped + feedback.banned)
        heard = Set(played + kept.liked).subtracting(unplayed).sorted()
        (skipped, liked, hasSpoken) = (feedback.skipped, taste.feedback.liked, !kept.isEmpty)
        likedAlone = Set(feedback.liked).subtracting(played)
        unwanted = try feedback.bannedSongs(in: reader).union(skipped)
    }

    /// Somebody who is not in the graph and has played these songs.
    init(played songs: [NodeID]) {
        (user, heard, skipped, unwanted) = (nil, Set(songs).sorted(), [], [])
        (likedAlone, hasSpoken) = ([], false)
    }

    /// All songs that count as plays, ascending.
    var plays: [NodeID] { liked.isEmpty ? heard : Set(heard + liked).sorted() }

    /// The same without some of the plays.
    func without(_ plays: Set<NodeID>) -> Facts {
        var rest = self
        rest.heard.removeAll(where: plays.contains)
        rest.liked.removeAll(where: plays.contains)
        return rest
    }

    /// The same with a song liked now.
    func liking(_ song: NodeID) -> Facts {
        var more = self
        more.liked = liked.filter { $0 != song } + [song]
        return more
    }
}
