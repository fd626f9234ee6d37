import Graph
import Neural

/// A trained model: what it was made by and from, whom it knows, and its scorer.
public struct Model: Sendable {
    /// What it was trained with, its kind included.
    public let settings: TrainingSettings
    /// Where its held-out songs came from.
    public let split: SplitSource
    /// How many plays its data had, held-out ones included; the graph may have more by now.
    public let plays: Int
    /// What tells its training data apart (`TrainingData.fingerprint`).
    public let fingerprint: UInt64
    /// The epoch that was kept; 0 for a kind without epochs.
    public let bestEpoch: Int
    /// The users that it knows, ascending.
    public let users: [NodeID]
    /// The songs that it knows, ascending.
    public let songs: [NodeID]
    /// What tells apart which songs each user had played, held-out ones included (`History.fingerprint`). `[users]`
    public let played: [UInt64]
    /// What scores.
    public let scorer: any Scorer
    /// How its epochs went, stage by stage; none of a kind without epochs, or of a file of an older form.
    public internal(set) var epochs: [EpochFigures] = []

    /// What it is made by.
    public var kind: ModelKind { settings.kind }

    /// A user's place, nil where the model does not know them.
    public func place(ofUser user: NodeID) -> Int? { Places(users)[user].map(Int.init) }

    /// What the scorer is told of a user who has `played` these songs by now, ascending; songs that the model does not
    /// know are left out. `order` is where the songs stand in the order of play (`History.order`).
    ///
    /// A user whose plays are not those of the training is one to be folded in.
    public func history(of user: NodeID, played songs: [NodeID], order: [Int32] = []) -> History {
        let known = place(ofUser: user).flatMap { played[$0] == History.fingerprint(of: songs) ? $0 : nil }
        let places = Places(self.songs)
        let found = songs.map { places[$0] }
        return History(
            user: known, songs: found.compactMap { $0 }, order: zip(order, found).filter { $0.1 != nil }.map(\.0))
    }

    /// A song's place, nil where the model does not know it.
    public func place(ofSong song: NodeID) -> Int? { Places(songs)[song].map(Int.init) }

    /// The scorer of these parts; nil where they do not fit the settings and counts.
    package static func scorer(
        _ parts: [ModelPart], settings: TrainingSettings, users: Int, songs: Int
    ) -> (any Scorer)? {
        switch settings.kind {
        case .segue, .paper: return RankerScorer(parts: parts, settings: settings, users: users, songs: songs)
        case .popularity: return Popularity(parts: parts, songs: songs)
        case .itemknn: return ItemKNN(parts: parts, songs: songs)
        case .userknn: return UserKNN(parts: parts, settings: settings, users: users, songs: songs)
        case .ease: return EASE(parts: parts, songs: songs)
        case .als: return ALS(parts: parts, settings: settings, songs: songs)
        case .bpr: return BPR(parts: parts, settings: settings, users: users, songs: songs)
        case .lightgcn: return LightGCN(parts: parts, settings: settings, users: users, songs: songs)
        case .ncf, .gmf, .mlp:
            return NetworkScorer(parts: parts, shape: settings.shape(users: users, songs: songs))
        }
    }
}
