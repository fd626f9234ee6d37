import Grammar
import Graph
import Query
import Recommender

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
        let audience = try audience(of: statement.user, reading, takesSongs: true)
        let list = try songs(statement, for: audience, reading)
        let answer = try answer(list, statement, for: audience, reading)
        if audience.isTalking {
            conversation?.statement = statement
            conversation?.shown = list.rows.map(\.song)
        }
        return answer
    }

    /// The songs that a statement asks for.
    func songs(_ statement: Recommend, for audience: Audience, _ reading: Reading) throws -> SongList {
        if let hops = statement.hops, hops.lowerBound > 1 { throw SessionError(.notYet("a least number of hops here")) }
        let (name, model) = try self.model(statement.model)
        var request = try request(statement, reading)
        let keeping = try admission(statement.condition, reading)
        let top = request.top
        if statement.diversify != nil { request.top = nil }
        let found = try located(audience) {
            if audience.user == nil, let song = audience.taste.plays?.first, model.place(ofSong: song) == nil {
                throw RecommenderError.songUnknownToModel(song)
            }
            return try Recommendation(
                for: audience.taste, mayBeNew: audience.isTalking, by: model, in: reading.reader, request,
                keeping: keeping)
        }
        let diversification = try statement.diversify.map { tradeoff in
            guard (0...1).contains(tradeoff) else {
                throw SessionError(.badValue("diversify", found: "\(tradeoff)", expected: "a number from 0 to 1"))
            }
            return try Diversification(of: found.rows, top: top ?? 10, tradeoff: tradeoff, in: reading.reader)
        }
        return SongList(
            model: name, kind: model.kind, found: found, rows: diversification?.rows ?? found.rows,
            diversification: diversification, newness: Self.newness(of: model, reading))
    }

    /// The list for people and programs; its ranks start `after` so many.
    func answer(
        _ list: SongList, _ statement: Recommend, for audience: Audience, _ reading: Reading, after: Int = 0
    ) throws -> Answer {
        var answer = try rows(list, for: audience, after: after, reading)
        if statement.because { answer = try because(answer, list, statement, for: audience, reading) }
        answer.notes = notes(list) + list.newness
        return answer
    }

    /// Which of some songs a condition admits; nil where there is none.
    func admission(
        _ expression: Grammar.Expression?, _ reading: Reading
    ) throws -> (([NodeID]) throws(GraphError) -> Set<NodeID>)? {
        guard let expression else { return nil }
        let condition = try reading.binder.condition(expression, in: .node)
        func admitted(_ songs: [NodeID]) throws(GraphError) -> Set<NodeID> {
            let places = try reading.evaluator.places(where: condition, in: Rows(nodes: songs))
            return Set(places.map { songs[$0] })
        }
        return admitted
    }

    private func request(_ statement: Recommend, _ reading: Reading) throws -> RecommendationRequest {
        var request = RecommendationRequest()
        request.top = (statement.top ?? 10).asLimit
        request.rules.hops = statement.hops?.upperBound ?? request.rules.hops
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
        answer.rows = try zip(list.rows, views).enumerated().map { place, row in
            [
                .integer(after + place + 1), .node(row.1), .text(try reading.viewer.telling(row.1)),
                .number(row.0.score), .text(listener), .text(list.model),
                .text(row.0.origin == .graph ? row.0.origin.rawValue : list.kind.rawValue),
            ]
        }
        return answer
    }

    private func notes(_ list: SongList) -> [Note] {
        let found = list.found
        let served = Note.served(
            model: list.model, candidates: found.candidates, played: found.playedLeftOut,
            unwanted: found.unwantedLeftOut, unknown: found.unscored, gone: found.gone)
        return [served] + (list.diversification.map { [.diversified($0)] } ?? [])
            + (found.isCapped ? [.candidatesCapped(found.candidates)] : [])
            + (found.isBlind ? [.blind(model: list.model)] : [])
    }

    /// How many plays the model has not seen; unknown of one that learned from a given split.
    private static func newness(of model: Model, _ reading: Reading) -> [Note] {
        guard model.split == .drawn else { return [] }
        let newer = Interactions.playCount(in: reading.vocabulary) - model.plays
        return newer > 0 ? [.newerPlays(newer)] : []
    }
}
