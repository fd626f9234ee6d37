import Graph

/// Why a song has its score for a listener: what each path of the stored graph carries, and what none does.
///
/// Terms, bias, other and residual sum to the score.
public struct Account: Sendable {
    /// What a path carries.
    public struct Term: Sendable, Equatable {
        /// The path.
        public let route: Route
        /// What it adds to the score.
        public let weight: Double
    }

    /// The model's score.
    public let score: Float
    /// What each path carries, the weightiest first, whatever their sign.
    public let terms: [Term]
    /// What the song has for a listener of whom nothing is known.
    public let bias: Double
    /// What no path carries: plays that nothing in the graph joins to the song, and what was learned of the listener.
    public let other: Double
    /// What is left of the score once all parts are taken off: rounding.
    public let residual: Double
    /// Whether no play has any part in the score.
    let isWithoutPlays: Bool

    /// The account of a `score` by its `attribution`: each share is laid on what joins its play to the song.
    ///
    /// `plays` are the songs of the shares in the graph. `[shares]`
    ///
    /// What listeners carry goes by those who have played both, or where nobody has by the nearest path of at most `hops`
    /// edges; what the order of play carries the other way about. A relation's share falls alike on the nodes that both
    /// songs have by it, as it was counted.
    package init(
        of score: Float, _ attribution: Attribution, plays: [NodeID], by connections: Connections,
        _ vocabulary: Vocabulary
    ) {
        let song = connections.song
        var (weights, unlaid) = ([Route: Double](), 0.0)
        for (share, play) in zip(attribution.shares, plays) {
            let ways = play == song ? [.itself] : connections.ways(from: play, by: share.carrier, vocabulary)
            for way in ways { weights[Route(play: play, way: way), default: 0] += share.weight / Double(ways.count) }
            if ways.isEmpty { unlaid += share.weight }
        }
        let terms = weights.map { Term(route: $0.key, weight: $0.value) }.sorted(by: Self.precedes)
        self.terms = terms
        isWithoutPlays = attribution.shares.isEmpty
        (self.score, bias, other) = (score, attribution.bias, attribution.rest + unlaid)
        residual = Double(score) - terms.reduce(attribution.bias + attribution.rest + unlaid) { $0 + $1.weight }
    }

    /// What all paths carry.
    public var paths: Double { terms.reduce(0) { $0 + $1.weight } }

    /// The sum of all parts, whatever their sign: what a share is of.
    public var size: Double { terms.reduce(abs(bias) + abs(other)) { $0 + abs($1.weight) } }

    /// The paths that speak for the song, the strongest first; where none does, all that there are.
    public var strongest: [Term] {
        let speaking = terms.filter { $0.weight > 0 }
        return speaking.isEmpty ? terms : speaking
    }

    /// What each play adds by the paths that start from it, the weightiest first.
    public var plays: [(play: NodeID, weight: Double)] {
        var weights: [NodeID: Double] = [:]
        for term in terms { weights[term.route.play, default: 0] += term.weight }
        return Self.sorted(weights).map { (play: $0.key, weight: $0.value) }
    }

    /// What each node between a play and the song carries, the weightiest first; nil is the other users.
    ///
    /// A path's weight falls alike on the nodes between its ends, and on the play where it leads straight to the song.
    public var carriers: [(node: NodeID?, weight: Double)] {
        var (weights, users) = ([NodeID: Double](), 0.0)
        for term in terms {
            var nodes = Array(term.route.between)
            if case .users = term.route.way { users += term.weight } else if nodes.isEmpty { nodes = [term.route.play] }
            for node in nodes { weights[node, default: 0] += term.weight / Double(nodes.count) }
        }
        let all = Self.sorted(weights).map { (node: Optional($0.key), weight: $0.value) }
        let place = all.firstIndex { abs($0.weight) < abs(users) } ?? all.count
        return users == 0 ? all : all[..<place] + [(nil, users)] + all[place...]
    }

    private static func sorted(_ weights: [NodeID: Double]) -> [(key: NodeID, value: Double)] {
        weights.sorted { abs($0.value) == abs($1.value) ? $0.key < $1.key : abs($0.value) > abs($1.value) }
    }

    private static func precedes(_ left: Term, _ right: Term) -> Bool {
        if abs(left.weight) != abs(right.weight) { return abs(left.weight) > abs(right.weight) }
        return Route.precedes(left.route, right.route)
    }
}

extension Account {
    /// The accounts of `songs` for a listener of this taste, by `model`; nil of a song that the model has not seen.
    ///
    /// Paths have at most `hops` edges between play and song.
    public static func accounts(
        of songs: [NodeID], for taste: Taste, mayBeNew: Bool = false, by model: Model, hops: Int = 3,
        in reader: some GraphReader, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) -> [Account?] {
        let listener = try Listener(taste, mayBeNew: mayBeNew, model: model, reader: reader)
        return try accounts(of: songs, for: listener, hops: hops, in: reader, cancellation: cancellation)
    }

    /// The accounts of songs for a listener; nil where the model has no score of one. `[songs]`
    static func accounts(
        of songs: [NodeID], for listener: Listener, hops: Int, in reader: some GraphReader,
        cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) -> [Account?] {
        let model = listener.model
        let places = songs.map { song in
            model.place(ofSong: song).flatMap { listener.scores[$0].isNaN ? nil : Int32($0) }
        }
        let attributions = model.scorer.attributions(
            of: places.compactMap(\.self), for: listener.history, by: listener.answers)
        var (accounts, next): ([Account?], Int) = ([], 0)
        for (song, place) in zip(songs, places) {
            try cancellation.stop()
            guard let place else {
                accounts.append(nil)
                continue
            }
            let attribution = attributions[next]
            next += 1
            let plays = attribution.shares.map { model.songs[Int($0.song)] }
            let connections = try Connections(from: plays, of: listener.facts.user, to: song, hops: hops, in: reader)
            accounts.append(
                Account(
                    of: listener.scores[Int(place)], attribution, plays: plays, by: connections, reader.vocabulary))
        }
        return accounts
    }
}

extension Connections {
    /// The ways on which a share from `play` is laid; none where nothing joins it to the song.
    fileprivate func ways(
        from play: NodeID, by carrier: Attribution.Carrier, _ vocabulary: Vocabulary
    ) -> [Route.Way] {
        let path = nearest(play).map { [Route.Way.edges($0)] } ?? []
        let common = users(with: play) > 0 ? [Route.Way.users(users(with: play))] : []
        switch carrier {
        case .listeners: return common.isEmpty ? path : common
        case .sequence: return path.isEmpty ? common : path
        case .relation(let name):
            guard let relation = vocabulary.relation(named: name) else { return [] }
            return shared(play, by: relation).map { .edges($0) }
        }
    }
}
