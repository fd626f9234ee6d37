import Grammar
import Graph
import Query
import Recommender

extension Session {
    /// `recommend USER …`: songs that the model and the graph bring, best first. A song in place of the user stands for
    /// a listener who has played it alone.
    func recommend(_ statement: Recommend, _ reading: Reading) throws -> Answer {
        try refuse(statement)
        guard let reference = statement.user else { throw SessionError(.noListener) }
        let start = try start(reference, reading)
        let (name, model) = try self.model(statement.model)
        let request = try request(statement, reading)
        let keeping = try admission(statement.condition, reading)
        let found = try located(reference, model) {
            if start.isSong, model.place(ofSong: start.node) == nil {
                throw RecommenderError.songUnknownToModel(start.node)
            }
            return try Recommendation(
                for: start.node, playing: start.isSong ? [start.node] : nil, by: model, in: reading.reader, request,
                keeping: keeping)
        }
        var answer = try rows(found, user: start.isSong ? nil : start.node, by: (name, model), reading)
        if statement.because {
            answer = try because(
                answer, songs: found.rows.map(\.song), for: start.isSong ? nil : start.node,
                playing: start.isSong ? [start.node] : nil, by: model, hops: request.rules.hops, reading)
        }
        answer.notes = notes(found, name) + Self.newness(of: model, reading)
        return answer
    }

    /// The user that a reference means, or the song where it means no user.
    private func start(_ reference: NodeReference, _ reading: Reading) throws -> (node: NodeID, isSong: Bool) {
        do { return (try reading.binder.node(reference, wanted: "user"), false) } catch let error as SessionError {
            guard error.isOfAnotherType else { throw error }
            do { return (try reading.binder.node(reference, wanted: "song"), true) } catch let second as SessionError {
                throw second.isOfAnotherType ? error.alsoWanting(second) : second
            }
        }
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

    private func refuse(_ statement: Recommend) throws {
        if statement.diversify != nil { throw SessionError(.notYet("`diversify`")) }
        if let hops = statement.hops, hops.lowerBound > 1 { throw SessionError(.notYet("a least number of hops here")) }
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

    private func rows(
        _ found: Recommendation, user: NodeID?, by model: (name: String, model: Model), _ reading: Reading
    )
        throws -> Answer
    {
        let listener = try user.map { try reading.viewer.node($0).identity }
        let views = try reading.viewer.nodes(found.rows.map(\.song))
        var answer = Answer(
            columns: [
                .init("rank"), .init("node"), .init("by", for: [.table, .csv]), .init("score"),
                .init("user", for: .json), .init("model", for: .json), .init("from"),
            ], listing: found.rows.map(\.song))
        answer.rows = try zip(found.rows, views).enumerated().map { place, row in
            [
                .integer(place + 1), .node(row.1), .text(try reading.viewer.telling(row.1)), .number(row.0.score),
                .text(listener), .text(model.name),
                .text(row.0.origin == .graph ? row.0.origin.rawValue : model.model.kind.rawValue),
            ]
        }
        return answer
    }

    private func notes(_ found: Recommendation, _ model: String) -> [Note] {
        let served = Note.served(
            model: model, candidates: found.candidates, played: found.playedLeftOut, unknown: found.unscored,
            gone: found.gone)
        return [served] + (found.isCapped ? [.candidatesCapped(found.candidates)] : [])
    }

    /// How many plays the model has not seen; unknown of one that learned from a given split.
    private static func newness(of model: Model, _ reading: Reading) -> [Note] {
        guard model.split == .drawn, let played = reading.vocabulary.relation(named: Interactions.relationName)
        else { return [] }
        let newer = reading.vocabulary[played].count - model.plays
        return newer > 0 ? [.newerPlays(newer)] : []
    }

    /// Runs `body`; an error of the engine's about the listener or song is of this reference.
    func located<Result>(_ reference: NodeReference, _ model: Model, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as RecommenderError {
            switch error {
            case .userWithoutPlays: throw SessionError(.nothingPlayed(reference.text), at: reference.span)
            case .userUnknownToModel:
                throw SessionError(.newListener(reference.text), at: reference.span)
            default: throw SessionError(.engine(error), at: reference.span)
            }
        }
    }
}

extension SessionError {
    /// What is wrong where this node is no user, and by `second` no song either.
    fileprivate func alsoWanting(_ second: SessionError) -> SessionError {
        switch (fact, second.fact) {
        case (.wrongType(let text, let found, let wanted), _):
            SessionError(.wrongType(text, found: found, wanted: "\(wanted) or a song"), at: span)
        case (.unknownNode(_, _, let suggestions), .unknownNode(_, _, let songs))
        where suggestions.isEmpty && !songs.isEmpty: second
        default: self
        }
    }

    /// Whether nothing of the wanted type is meant.
    fileprivate var isOfAnotherType: Bool {
        switch fact {
        case .unknownNode, .wrongType: true
        default: false
        }
    }
}
