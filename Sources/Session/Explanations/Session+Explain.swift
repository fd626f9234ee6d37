import Grammar
import Graph
import Recommender

extension Session {
    /// `explain USER SONG`, in a session the song alone: where it stands for the listener, and what its score is made
    /// of, as paths of the graph.
    func explain(_ statement: Explain, _ reading: Reading) throws -> Answer {
        if statement.second == nil, conversation == nil {
            throw SessionError(.halfExplained(statement.first.text), at: statement.first.span)
        }
        let audience = try audience(
            of: statement.second == nil ? nil : statement.first, reading, takesSongs: true)
        let song = try reading.binder.node(statement.second ?? statement.first, wanted: "song")
        let (name, model) = try self.model(statement.model)
        try reading.bound()
        let hops = statement.hops ?? 1...3
        let explanation = try located(audience) {
            try Explanation(
                of: song, for: audience.taste, mayBeNew: audience.isTalking, by: model, hops: hops.upperBound,
                changing: statement.counterfactual ? Self.changeBudget : nil, in: reading.reader,
                cancellation: cancellation)
        }
        let view = try ExplanationView(
            explanation, of: reading.viewer.node(song), for: audience, model: name, hops: hops,
            limit: statement.paths, reading)
        var answer = view.answer
        answer.subjects = (audience.user.map { [$0] } ?? []) + [song]
        return answer
    }

    /// How long changes are looked for: with all around it an answer within half a second.
    private static let changeBudget = Duration.milliseconds(400)
}
