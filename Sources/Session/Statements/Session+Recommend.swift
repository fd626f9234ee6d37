import Grammar
import Graph
import Query
import Recommender

/// How a list is asked for, its names looked up: what a session asks again after each answer.
struct ListRequest {
    /// The model; nil is the one in use.
    var model: Word?
    var request = RecommendationRequest()
    /// What the songs must fulfil.
    var condition: Condition?
    /// How much difference in the graph is asked for, from 0 to 1.
    var tradeoff: Double?
    /// Whether each row is to tell its strongest path.
    var because = false

    /// How many rows are asked for.
    var top: Int { request.top ?? 10 }
}

/// Songs for an audience, and who brought them.
struct SongList {
    /// The model's name and kind.
    let model: String
    let kind: ModelKind
    let found: Recommendation
    /// The rows to show, best first.
    var rows: [Recommendation.Row]
    /// How they were made more different, where that was asked for.
    let diversification: Diversification?
    /// What the model did not know yet.
    let newness: [Note]
}

extension Session {
    /// `recommend [USER] …`: songs that the model and the graph bring, best first. A song in place of the user stands for
    /// a listener who has played it alone; nobody, for the listener of the session.
    func recommend(_ statement: Recommend, _ reading: Reading) throws -> Answer {
        if let table = statement.table { return try recommendToAll(statement, into: table, reading) }
        let audience = try audience(of: statement.user, reading, takesSongs: true)
        let request = try bound(statement, reading)
        if reading.isBinding { _ = try model(request.model) }
        try reading.bound()
        let list = try songs(request, for: audience, reading)
        let answer = try answer(list, request, for: audience, reading)
        // What only `plan` asks is shown to nobody.
        if audience.isTalking, reading.trace == nil {
            conversation?.request = request
            conversation?.shown = list.rows.map(\.song)
        }
        return answer
    }

    /// The songs that a request asks for.
    func songs(_ asked: ListRequest, for audience: Audience, _ reading: Reading) throws -> SongList {
        let (name, model) = try self.model(asked.model)
        var request = asked.request
        if asked.tradeoff != nil { request.top = nil }
        let found = try located(audience) {
            if audience.user == nil, let song = audience.taste.plays?.first, model.place(ofSong: song) == nil {
                throw RecommenderError.songUnknownToModel(song)
            }
            return try Recommendation(
                for: audience.taste, mayBeNew: audience.isTalking, by: model, in: reading.reader, request,
                keeping: Self.admission(asked.condition, reading))
        }
        let diversification = try asked.tradeoff.map {
            try Diversification(of: found.rows, top: asked.top, tradeoff: $0, in: reading.reader)
        }
        return SongList(
            model: name, kind: model.kind, found: found, rows: diversification?.rows ?? found.rows,
            diversification: diversification, newness: Self.newness(of: model, reading))
    }

    /// The list for people and programs; its ranks start `after` so many.
    func answer(
        _ list: SongList, _ asked: ListRequest, for audience: Audience, _ reading: Reading, after: Int = 0
    ) throws -> Answer {
        var answer = try rows(list, for: audience, after: after, reading)
        if asked.because { answer = try because(answer, list, asked, for: audience, reading) }
        answer.notes = notes(list) + list.newness
        return answer
    }

    /// Which of some songs a condition admits; nil where there is none.
    func admission(
        _ expression: Grammar.Expression?, _ reading: Reading
    ) throws -> (([NodeID]) throws(GraphError) -> Set<NodeID>)? {
        try Self.admission(expression.map { try reading.binder.condition($0, in: .node) }, reading)
    }

    private static func admission(
        _ condition: Condition?, _ reading: Reading
    ) -> (([NodeID]) throws(GraphError) -> Set<NodeID>)? {
        guard let condition else { return nil }
        func admitted(_ songs: [NodeID]) throws(GraphError) -> Set<NodeID> {
            let places = try reading.evaluator.places(where: condition, in: Rows(nodes: songs))
            return Set(places.map { songs[$0] })
        }
        return admitted
    }

    private func bound(_ statement: Recommend, _ reading: Reading) throws -> ListRequest {
        if let tradeoff = statement.diversify, !(0...1).contains(tradeoff) {
            throw SessionError(.badValue("diversify", found: "\(tradeoff)", expected: "a number from 0 to 1"))
        }
        let condition = try statement.condition.map { try reading.binder.condition($0, in: .node) }
        return ListRequest(
            model: statement.model, request: try request(statement, reading), condition: condition,
            tradeoff: statement.diversify, because: statement.because)
    }

    private func request(_ statement: Recommend, _ reading: Reading) throws -> RecommendationRequest {
        var request = RecommendationRequest()
        request.top = (statement.top ?? 10).asLimit
        if let hops = statement.hops {
            (request.rules.leastHops, request.rules.hops) = (hops.lowerBound, hops.upperBound)
        }
        request.rules.limit = statement.candidates ?? request.rules.limit
        if !statement.via.isEmpty { request.rules.relations = try statement.via.map(reading.binder.relation) }
        request.includesPlayed = statement.includesPlayed
        for exclusion in statement.excluding {
            if case .node(let node) = exclusion { request.excluding.formUnion(try reading.binder.nodes(node)) }
        }
        return request
    }

    private func rows(_ list: SongList, for audience: Audience, after: Int, _ reading: Reading) throws -> Answer {
        let listener = try audience.user.map { try reading.viewer.node($0).identity }
        let views = try reading.viewer.nodes(list.rows.map(\.song))
        var answer = Answer(
            columns: [
                .init("rank"), .init("node"), .init("by", for: [.table, .csv]), .init("score"),
                .init("user", for: .json), .init("model", for: .json), .init("from"),
            ], listing: list.rows.map(\.song))
        answer.subjects = audience.user.map { [$0] } ?? audience.taste.plays ?? []
        let about = try reading.viewer.telling(views)
        answer.rows = zip(list.rows, views).enumerated().map { place, row in
            [
                .integer(after + place + 1), .node(row.1), .text(about[place]),
                .number(row.0.score), .text(listener), .text(list.model),
                .text(row.0.origin == .graph ? row.0.origin.rawValue : list.kind.rawValue),
            ]
        }
        return answer
    }

    private func notes(_ list: SongList) -> [Note] {
        let found = list.found
        let served = Note.served(
            model: list.model, candidates: found.candidates, played: found.playedLeftOut, liked: found.likedLeftOut,
            unwanted: found.unwantedLeftOut, unknown: found.unscored, gone: found.gone)
        return [served] + (list.diversification.map { [.diversified($0)] } ?? [])
            + (found.isCapped ? [.candidatesCapped(found.candidates)] : [])
            + (found.isBlind ? [.blind(model: list.model)] : [])
    }

    /// How many plays the model has not seen; unknown of one that learned from a given split.
    private static func newness(of model: Model, _ reading: Reading) -> [Note] {
        guard model.split == .drawn else { return [] }
        let newer = Interactions.playCount(in: reading.vocabulary) - model.plays
        let hasLikes = reading.vocabulary.relation(named: Feedback.likedName) != nil
        return newer > 0 ? [.newerPlays(newer, andLikes: hasLikes)] : []
    }
}
