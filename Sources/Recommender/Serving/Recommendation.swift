import Graph

/// What is asked of a recommendation beside its user.
public struct RecommendationRequest: Sendable {
    /// How many songs, at most; nil for all candidates.
    public var top: Int? = 10
    /// How candidates are looked for.
    public var rules = CandidateRules()
    /// Songs to leave out beside the played ones.
    public var excluding: Set<NodeID> = []
    /// Whether played songs may be recommended again.
    public var includesPlayed = false

    /// The top ten over knowledge relations, without played songs.
    public init() {}
}

/// Songs for a user: the paper's pipeline with the model's score as the last word.
///
/// The model proposes its best songs, the graph brings the songs near those and near the user's plays, and all are
/// scored by the model.
public struct Recommendation: Sendable, Equatable {
    /// A song recommended.
    public struct Row: Sendable, Equatable {
        /// The song.
        public let song: NodeID
        /// Its score by the model.
        public let score: Float
        /// How it became a candidate.
        public let origin: Candidates.Origin
        /// How many steps from the nearest proposal or played song; 0 for a proposal.
        public let hop: Int
    }

    /// The songs, best first; ties by number.
    public let rows: [Row]
    /// How many songs were left out because the user has played them.
    public let playedLeftOut: Int
    /// How many songs were left out because the user has liked them without having played them.
    public let likedLeftOut: Int
    /// How many songs were left out because the listener has skipped or banned them.
    public let unwantedLeftOut: Int
    /// How many candidates there were.
    public let candidates: Int
    /// How many of them the model has not seen, so that they have no score.
    public let unscored: Int
    /// How many songs of the model's the graph no longer has.
    public let gone: Int
    /// Whether candidates were left out because there were too many.
    public let isCapped: Bool
    /// Whether all songs have one score: the model can tell nothing of a listener of whom it knows no song.
    public let isBlind: Bool

    /// Songs for a listener of this taste, by `model` and the graph as they are now; only songs that `keeping` admits of
    /// those it is asked.
    ///
    /// Where a condition leaves few, as many proposals as rows are looked for in the whole ranking, so that the rows come
    /// back if there are any. Where the listener `mayBeNew`, no play of theirs need be known.
    public init(
        for taste: Taste, mayBeNew: Bool = false, by model: Model, in reader: some GraphReader,
        _ request: RecommendationRequest = RecommendationRequest(),
        keeping: (([NodeID]) throws(GraphError) -> Set<NodeID>)? = nil
    ) throws(RecommenderError) {
        try self.init(
            for: Listener(taste, mayBeNew: mayBeNew, model: model, reader: reader),
            around: ReaderSurroundings(reader, along: request.rules.relations ?? reader.vocabulary.knowledge),
            request, keeping: keeping)
    }

    /// Songs for a listener, around what they played and the model proposes.
    init(
        for listener: Listener, around surroundings: some Surroundings, _ request: RecommendationRequest,
        keeping: (([NodeID]) throws(GraphError) -> Set<NodeID>)? = nil
    ) throws(RecommenderError) {
        let leaving = request.excluding.union(request.includesPlayed ? listener.facts.unwanted : listener.left)
        let proposals: [NodeID]
        if let keeping {
            let ranking = listener.ranking(by: listener.proposals, leaving: leaving).map(\.song)
            let wanted = max(request.rules.proposals, request.top ?? ranking.count)
            proposals = try ranking.first(wanted, keeping: keeping)
        } else {
            proposals = listener.best(request.rules.proposals, leaving: leaving)
        }
        let found = try Candidates(
            proposals: proposals, played: listener.played, leaving: leaving, around: surroundings,
            rules: request.rules)
        let songs = found.all.map(\.song)
        let kept = try keeping.map { keeping throws(RecommenderError) in
            try reading { () throws(GraphError) in try keeping(songs) }
        }
        let rows = Self.scored(found.all.filter { kept?.contains($0.song) ?? true }, listener)
        self.rows = Array(rows.prefix(request.top ?? rows.count))
        let heard = request.includesPlayed ? [] : Set(listener.played).subtracting(listener.facts.unwanted)
        likedLeftOut = heard.intersection(listener.facts.likedAlone).count
        playedLeftOut = heard.count - likedLeftOut
        unwantedLeftOut = listener.facts.unwanted.count
        candidates = found.all.count
        unscored = found.all.count { listener.model.place(ofSong: $0.song) == nil }
        gone = listener.isThere.count { !$0 }
        isCapped = found.isCapped
        isBlind = self.rows.count > 1 && listener.scores.allSatisfy { $0.isNaN || $0 == listener.scores[0] }
    }

    /// The candidates that the model knows, best first.
    private static func scored(_ candidates: [Candidates.Candidate], _ listener: Listener) -> [Row] {
        let places = Places(listener.model.songs)
        return candidates.compactMap { one in
            guard let place = places[one.song] else { return nil }
            let score = listener.scores[Int(place)]
            return score.isNaN ? nil : Row(song: one.song, score: score, origin: one.origin, hop: one.hop)
        }
        .sorted { Listener.precedes(($0.song, $0.score), ($1.song, $1.score)) }
    }
}
