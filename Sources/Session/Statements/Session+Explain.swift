import Grammar
import Graph
import Query
import Recommender

extension Session {
    /// `explain USER SONG`: where the song stands for the user, and the shortest paths to it from what they played.
    func explain(_ statement: Explain, _ reading: Reading) throws -> Answer {
        guard let songReference = statement.second else {
            throw SessionError(.halfExplained(statement.first.text), at: statement.first.span)
        }
        if statement.counterfactual { throw SessionError(.notYet("`counterfactual`")) }
        if let hops = statement.hops, hops.lowerBound > 1 { throw SessionError(.notYet("a least number of hops here")) }
        let user = try reading.binder.node(statement.first, wanted: "user")
        let song = try reading.binder.node(songReference, wanted: "song")
        let (name, model) = try self.model(statement.model)
        let rank = try located(statement.first, model) { try standing(of: song, for: user, by: model, reading) }
        let hops = statement.hops?.upperBound ?? 3
        let reasons = try Reasons(
            for: song, user: user, hops: hops, limit: statement.paths ?? 5, query: reading.query, reading)
        let view = try reading.viewer.node(song)
        let account = Account(
            user: try reading.viewer.node(user), song: view, telling: try reading.viewer.telling(view), model: name,
            rank: rank, hops: hops, reasons: reasons)
        return account.answer
    }

    /// Rank and score; nil where the model has never seen the song.
    private func standing(of song: NodeID, for user: NodeID, by model: Model, _ reading: Reading) throws -> SongRank? {
        do { return try SongRank(of: song, for: user, by: model, in: reading.reader) } catch {
            if case .songUnknownToModel = error { return nil }
            throw error
        }
    }
}
