import Grammar
import Graph
import Recommender

extension Session {
    /// `explain USER SONG`: where the song stands for the user, and what its score is made of, as paths of the graph.
    func explain(_ statement: Explain, _ reading: Reading) throws -> Answer {
        guard let songReference = statement.second else {
            throw SessionError(.halfExplained(statement.first.text), at: statement.first.span)
        }
        if statement.counterfactual { throw SessionError(.notYet("`counterfactual`")) }
        if let hops = statement.hops, hops.lowerBound > 1 { throw SessionError(.notYet("a least number of hops here")) }
        let user = try reading.binder.node(statement.first, wanted: "user")
        let song = try reading.binder.node(songReference, wanted: "song")
        let (name, model) = try self.model(statement.model)
        let hops = statement.hops?.upperBound ?? 3
        let explanation = try located(statement.first, model) {
            try Explanation(of: song, for: user, by: model, hops: hops, in: reading.reader)
        }
        let view = try ExplanationView(
            explanation, of: reading.viewer.node(song), for: reading.viewer.node(user), model: name, hops: hops,
            limit: statement.paths, reading)
        return view.answer
    }
}
