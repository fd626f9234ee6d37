import Graph

/// A user as a model and a graph see them together.
struct Listener {
    let model: Model
    /// What the model is told of them.
    let history: History
    /// The model's score of each song that it knows. `[songs]`
    let scores: [Float]
    /// The score by which each is proposed as a candidate. `[songs]`
    let proposals: [Float]
    /// What the user has played, ascending.
    let played: [NodeID]
    /// Which of the model's songs are songs of the graph by now. `[songs]`
    let isThere: [Bool]

    /// A listener whose scores are known.
    init(
        model: Model, history: History, scores: [Float], proposals: [Float], played: [NodeID], isThere: [Bool]
    ) {
        (self.model, self.history, self.scores, self.proposals) = (model, history, scores, proposals)
        (self.played, self.isThere) = (played, isThere)
    }

    /// A user who has played `songs`, or where that is nil what the graph says.
    ///
    /// A user without plays, or of whose plays the model knows none, is an error.
    init(
        _ user: NodeID, playing songs: [NodeID]? = nil, model: Model, reader: some GraphReader
    ) throws(RecommenderError) {
        let isThere = try model.presence(in: reader)
        let played = if let songs { Set(songs).sorted() } else { try Self.plays(of: user, in: reader) }
        guard !played.isEmpty else { throw .userWithoutPlays(user) }
        let history = model.history(
            of: user, played: played, order: try PlayOrder.places(of: played, playedBy: user, in: reader))
        guard !history.songs.isEmpty else { throw .userUnknownToModel(user) }
        let scores = model.scorer.scores(for: history)
        self.init(
            model: model, history: history, scores: scores,
            proposals: model.scorer.proposals(for: history) ?? scores, played: played, isThere: isThere)
    }

    /// The model's songs outside `leaving` by `values` [songs], best first; ties by number, songs that are gone or without a score left out.
    func ranking(by values: [Float], leaving: Set<NodeID>) -> [(song: NodeID, score: Float)] {
        model.songs.indices
            .filter { isThere[$0] && !values[$0].isNaN && !leaving.contains(model.songs[$0]) }
            .map { (song: model.songs[$0], score: values[$0]) }
            .sorted(by: Self.precedes)
    }

    /// The `count` songs that the model proposes first.
    func best(_ count: Int, leaving: Set<NodeID>) -> [NodeID] {
        Ranking.best(count, of: proposals) { isThere[$0] && !leaving.contains(model.songs[$0]) }.map { model.songs[$0] }
    }

    private static func plays(of user: NodeID, in reader: some GraphReader) throws(RecommenderError) -> [NodeID] {
        guard let relation = reader.vocabulary.relation(named: Interactions.relationName) else {
            throw .noRelation(Interactions.relationName)
        }
        return try reading { () throws(GraphError) in
            try reader.neighbours(of: [user], via: .of([relation]), direction: .out).nodes
        }
    }

    static func precedes(_ left: (song: NodeID, score: Float), _ right: (song: NodeID, score: Float)) -> Bool {
        left.score == right.score ? left.song < right.song : left.score > right.score
    }
}

extension Model {
    /// Which of its songs are songs of the graph by now; a model of another graph is an error. `[songs]`
    func presence(in reader: some GraphReader) throws(RecommenderError) -> [Bool] {
        for newest in [users.last, songs.last] {
            if let newest, newest.index >= reader.nodeLimit { throw .staleModel(newest) }
        }
        guard let type = reader.vocabulary.type(named: "song") else { return songs.map { _ in false } }
        let present = try reading { () throws(GraphError) in try reader.nodes(ofType: type) }
        var next = present.startIndex
        return songs.map { song in
            while next < present.endIndex, present[next] < song { next += 1 }
            return next < present.endIndex && present[next] == song
        }
    }
}
