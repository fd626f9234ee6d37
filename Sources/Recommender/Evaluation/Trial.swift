import Graph

/// The ranking of one held-out song after another, by the places of a data set, which need not be the model's own.
struct Trial: Sendable {
    private let model: Model
    private let data: TrainingData
    private let graph: KnowledgeGraph
    private let ways: [Evaluation.Rivals]
    /// How long lists are.
    private let depth: Int
    /// The model's place of each user and song of the data, -1 where it has none.
    private let users: [Int32]
    private let songs: [Int32]
    /// Which of the model's songs are in the graph. `[songs of the model]`
    private let isThere: [Bool]

    init(
        _ model: Model, _ data: TrainingData, _ graph: KnowledgeGraph, _ ways: [Evaluation.Rivals], depth: Int
    ) {
        (self.model, self.data, self.graph, self.ways, self.depth) = (model, data, graph, ways, depth)
        users = Self.places(data.interactions.users, in: model.users)
        songs = Self.places(data.interactions.songs, in: model.songs)
        isThere = model.songs.map(graph.hasSong)
    }

    /// How the song of `one` ranks in each way.
    func result(of one: Holdout.Case) -> Result<[Evaluation.UserRank], RecommenderError> {
        let history = history(of: one.user)
        let scores = model.scorer.scores(for: history)
        let mapped = songs.map { $0 < 0 ? .nan : scores[Int($0)] }
        do throws(RecommenderError) {
            var ranks: [Evaluation.UserRank] = []
            for way in ways {
                switch way {
                case .sampled99:
                    let rivals = one.negatives.lazy.map { mapped[Int($0)] }
                    ranks.append(rank(one, Ranking.rank(of: mapped[Int(one.song)], among: rivals), list: []))
                case .full: ranks.append(full(one, scores: mapped))
                case .served: ranks.append(try served(one, history, scores))
                }
            }
            return .success(ranks)
        } catch { return .failure(error) }
    }

    /// Among all songs that are not known of the user; `scores` are by the data's places. `[songs]`
    private func full(_ one: Holdout.Case, scores: [Float]) -> Evaluation.UserRank {
        let (score, user) = (scores[Int(one.song)], Int(one.user))
        let known = data.holdout.known
        var place = scores.count - known[user].count
        if !score.isNaN {
            // The song itself is one of those that are as good, and known ones are no rivals.
            place = scores.reduce(0) { $0 + ($1 >= score ? 1 : 0) }
            place -= known[user].count { scores[Int($0)] >= score }
        }
        let list = Ranking.best(depth, of: scores) { !known.contains(user: user, song: Int32($0)) }
        return rank(one, place, list: list.map { data.interactions.songs[$0] })
    }

    /// In what `recommend` would show had the song not been played; `scores` are by the model's places. `[songs]`
    private func served(
        _ one: Holdout.Case, _ history: History, _ scores: [Float]
    ) throws(RecommenderError) -> Evaluation.UserRank {
        guard !history.songs.isEmpty else { return rank(one, nil, list: []) }
        let names = data.interactions.songs
        let played = data.interactions.played[Int(one.user)].filter { $0 != one.song }.map { names[Int($0)] }
        let listener = Listener(model: model, history: history, scores: scores, played: played, isThere: isThere)
        var request = RecommendationRequest()
        request.top = nil
        let rows = try Recommendation(for: listener, around: graph, request).rows
        let song = names[Int(one.song)]
        let score = rows.first { $0.song == song }?.score
        return rank(
            one, score.map { score in rows.count { $0.score >= score } }, list: rows.prefix(depth).map(\.song))
    }

    private func rank(_ one: Holdout.Case, _ rank: Int?, list: [NodeID]) -> Evaluation.UserRank {
        Evaluation.UserRank(
            user: data.interactions.users[Int(one.user)], known: data.holdout.known[Int(one.user)].count, rank: rank,
            list: list)
    }

    private func history(of user: Int32) -> History {
        let place = users[Int(user)]
        let known = data.holdout.known[Int(user)].filter { songs[Int($0)] >= 0 }
        return History(
            user: place < 0 ? nil : Int(place), songs: known.map { songs[Int($0)] },
            order: data.interactions.order.places(of: known, user: Int(user)))
    }

    private static func places(_ nodes: [NodeID], in known: [NodeID]) -> [Int32] {
        let places = Places(known)
        return nodes.map { places[$0] ?? -1 }
    }
}
