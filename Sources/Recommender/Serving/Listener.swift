import Graph

/// A listener as a model and a graph see them together.
struct Listener {
    let model: Model
    /// What is known of them in the graph.
    let facts: Facts
    /// What the model is told of what they have heard.
    let history: History
    /// The model's scores. `[songs]`
    let answers: SkippedScores
    /// The score by which each song is proposed as a candidate. `[songs]`
    let proposals: [Float]
    /// Which of the model's songs are songs of the graph by now. `[songs]`
    let isThere: [Bool]

    /// The score of each song that the model knows. `[songs]`
    var scores: [Float] { answers.scores }
    /// What they have played or liked, ascending.
    var played: [NodeID] { facts.plays }

    /// A listener of whom the graph is not asked, whose `scores` are known.
    init(
        model: Model, history: History, scores: [Float], played: [NodeID], isThere: [Bool]
    ) {
        (self.model, self.history, answers) = (model, history, SkippedScores(scores: scores))
        (facts, self.isThere) = (Facts(played: played), isThere)
        proposals = model.scorer.proposals(for: history) ?? scores
    }

    /// The listener of a taste. A user without plays, or of whose plays the model knows none, is an error unless they
    /// `mayBeNew` or have said something of songs.
    init(
        _ taste: Taste, mayBeNew: Bool = false, model: Model, reader: some GraphReader
    ) throws(RecommenderError) {
        let isThere = try model.presence(in: reader)
        let facts = try Facts(taste, in: reader)
        if let user = taste.user, !mayBeNew, !facts.hasSpoken {
            if facts.plays.isEmpty { throw .userWithoutPlays(user) }
            guard facts.plays.contains(where: { model.place(ofSong: $0) != nil }) else {
                throw .userUnknownToModel(user)
            }
        }
        try self.init(facts, model: model, isThere: isThere, reader: reader)
    }

    /// The listener of these facts.
    init(
        _ facts: Facts, model: Model, isThere: [Bool], reader: some GraphReader
    ) throws(RecommenderError) {
        let places = Places(model.songs)
        let liked = facts.liked.compactMap { places[$0] }
        var history = History(songs: [])
        if let user = facts.user {
            let order = try PlayOrder.places(of: facts.heard, playedBy: user, in: reader)
            history = model.history(of: user, played: facts.heard, order: order)
        } else {
            history = History(songs: facts.heard.compactMap { places[$0] })
        }
        history = history.liking(liked)
        let skipped = facts.skipped.compactMap { places[$0] }
        (self.model, self.facts, self.history, self.isThere) = (model, facts, history, isThere)
        answers = model.scorer.scores(for: history, skipping: skipped)
        proposals = model.scorer.proposals(for: history) ?? answers.scores
    }

    /// The same listener with other facts.
    func with(_ facts: Facts, in reader: some GraphReader) throws(RecommenderError) -> Listener {
        try Listener(facts, model: model, isThere: isThere, reader: reader)
    }

    /// What is left out of lists: what they have heard, have skipped or do not want.
    var left: Set<NodeID> { facts.unwanted.union(played) }

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
