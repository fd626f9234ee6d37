import Graph

/// A user as a model and a graph see them together.
struct Listener {
    let model: Model
    /// The model's score of each song that it knows. `[songs]`
    let scores: [Float]
    /// What the user has played by now, ascending.
    let played: [NodeID]

    /// The user's plays of now; a user whom the model does not know, or without plays, is an error.
    init(_ user: NodeID, model: Model, reader: some GraphReader) throws(RecommenderError) {
        for newest in [model.users.last, model.songs.last] {
            if let newest, newest.index >= reader.nodeLimit { throw .staleModel(newest) }
        }
        guard let relation = reader.vocabulary.relation(named: Interactions.relationName) else {
            throw .noRelation(Interactions.relationName)
        }
        played = try reading { () throws(GraphError) in
            try reader.neighbours(of: [user], via: .of([relation]), direction: .out).nodes
        }
        guard !played.isEmpty else { throw .userWithoutPlays(user) }
        guard let place = model.place(ofUser: user) else { throw .userUnknownToModel(user) }
        (self.model, scores) = (model, model.scorer.scores(user: place))
    }

    /// The model's songs outside `leaving` with a score, best first; ties by number, songs with a NaN left out.
    func ranking(leaving: Set<NodeID>) -> [(song: NodeID, score: Float)] {
        zip(model.songs, scores)
            .filter { !$0.1.isNaN && !leaving.contains($0.0) }
            .map { (song: $0.0, score: $0.1) }
            .sorted(by: Self.precedes)
    }

    static func precedes(_ left: (song: NodeID, score: Float), _ right: (song: NodeID, score: Float)) -> Bool {
        left.score == right.score ? left.song < right.song : left.score > right.score
    }
}
