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

    /// The account of a `score` by its `attribution`: each share is laid on what joins its play to the song.
    ///
    /// `plays` are the songs of the shares in the graph. `[shares]`
    ///
    /// What listeners carry goes by those who have played both, or where nobody has by the nearest path of at most `hops`
    /// edges; what the order of play carries the other way about. A relation's share falls alike on the nodes that both
    /// songs have by it, as it was counted.
    init(
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
        (self.score, bias, other) = (score, attribution.bias, attribution.rest + unlaid)
        residual = Double(score) - terms.reduce(attribution.bias + attribution.rest + unlaid) { $0 + $1.weight }
    }

    /// What all paths carry.
    public var paths: Double { terms.reduce(0) { $0 + $1.weight } }

    /// The sum of all parts, whatever their sign: what a share is of.
    public var size: Double { terms.reduce(abs(bias) + abs(other)) { $0 + abs($1.weight) } }

    /// What each play adds by the paths that start from it, the weightiest first.
    public var plays: [(play: NodeID, weight: Double)] {
        var weights: [NodeID: Double] = [:]
        for term in terms { weights[term.route.play, default: 0] += term.weight }
        return weights.map { (play: $0.key, weight: $0.value) }.sorted {
            abs($0.weight) == abs($1.weight) ? $0.play < $1.play : abs($0.weight) > abs($1.weight)
        }
    }

    private static func precedes(_ left: Term, _ right: Term) -> Bool {
        if abs(left.weight) != abs(right.weight) { return abs(left.weight) > abs(right.weight) }
        return Route.precedes(left.route, right.route)
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
