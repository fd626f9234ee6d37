import Graph
import Recommender
import TestSupport
import Testing

/// What `via` does to the candidates of a trained ranker: the songs are found over the named relations alone, and their
/// order is what was learned.
@Suite struct WideningTests {
    /// The checkerboard, three songs an artist, two songs an album.
    private struct Board {
        let board = Checkerboard()
        let model: Model
        /// For each relation the songs that share a node with each song. `[songs]`
        let groups: [String: [Set<NodeID>]]

        init(_ kind: ModelKind) throws {
            var groups: [String: [Set<NodeID>]] = [:]
            for (relation, size) in [("sungBy", 3), ("onAlbum", 2)] {
                for (place, song) in board.songs.enumerated() {
                    board.graph.edge(song, relation, board.graph.node(relation, "\(place / size)"))
                }
                let songs = board.songs
                groups[relation] = songs.indices.map { place in
                    Set(songs.indices.filter { $0 / size == place / size }.map { songs[$0] })
                }
            }
            self.groups = groups
            var settings = try Checkerboard.settings(kind)
            (settings.epochs, settings.embedding, settings.hidden) = (3, 8, 8)
            let knowledge = try SongKnowledge(reading: board.graph, settings: settings)
            model = try Trainer.train(settings, on: board.data(settings).knowing(knowledge))
        }

        /// The `count` songs that the first stage proposes, or the ranker where it has none.
        func proposals(_ count: Int, _ history: History, but played: [NodeID]) -> [NodeID] {
            let values = model.scorer.proposals(for: history) ?? model.scorer.scores(for: history)
            return values.indices.filter { !played.contains(model.songs[$0]) }
                .sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }.prefix(count)
                .map { model.songs[$0] }
        }
    }

    @Test(arguments: [ModelKind.segue, .paper], [false, true])
    func candidatesComeOverTheNamedRelationsAndAreRankedByTheModel(kind: ModelKind, isOfASong: Bool) throws {
        let board = try Board(kind)
        let graph = board.board.graph
        let start = isOfASong ? board.board.songs[7] : board.board.users[0]
        let played = isOfASong ? [start] : try graph.played(by: start)
        let history = board.model.history(of: start, played: played)
        #expect(!history.songs.isEmpty && (history.user == nil) == isOfASong)
        let scores = board.model.scorer.scores(for: history)
        for relation in ["sungBy", "onAlbum"] {
            var request = RecommendationRequest()
            (request.top, request.rules.hops, request.rules.proposals) = (nil, 2, 2)
            request.rules.relations = [try #require(graph.vocabulary.relation(named: relation))]
            let found = try Recommendation(
                for: isOfASong ? Taste(playing: [start]) : Taste(of: start), by: board.model, in: graph, request)
            let proposed = board.proposals(2, history, but: played)
            #expect(Set(found.rows.filter { $0.origin == .ncf }.map(\.song)) == Set(proposed))
            let around = try (proposed + played).map { song in
                let place = try #require(board.board.songs.firstIndex(of: song))
                return try #require(board.groups[relation]?[place])
            }
            let expected = around.reduce(Set(proposed)) { $0.union($1) }.subtracting(played)
            #expect(Set(found.rows.map(\.song)) == expected, "\(relation)")
            for (left, right) in zip(found.rows, found.rows.dropFirst()) { #expect(left.score >= right.score) }
            for row in found.rows {
                let place = try #require(board.model.place(ofSong: row.song))
                #expect(row.score == scores[place])
            }
        }
    }
}

extension MemoryGraph {
    /// The songs that a user has played, ascending.
    fileprivate func played(by user: NodeID) throws -> [NodeID] {
        let relation = try #require(vocabulary.relation(named: "played"))
        return try neighbours(of: [user], via: .of([relation]), direction: .out).nodes
    }
}
