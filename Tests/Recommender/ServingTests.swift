import Graph
import Recommender
import TestSupport
import Testing

/// A user who played A; A and B are by one artist, B and C on one album, C and D have one tag; another user played
/// A and E. So A–x–B is two steps, B–y–C two more.
private struct Chain {
    let graph = MemoryGraph()
    let user: NodeID
    let other: NodeID
    let songs: [String: NodeID]

    init() {
        let graph = graph
        user = graph.node("user", "u")
        other = graph.node("user", "v")
        let songs = Dictionary(uniqueKeysWithValues: "ABCDE".map { (String($0), graph.node("song", String($0))) })
        func link(_ left: String, _ right: String, _ relation: String, _ node: NodeID) {
            for key in [left, right] { if let song = songs[key] { graph.edge(song, relation, node) } }
        }
        link("A", "B", "sungBy", graph.node("artist", "x"))
        link("B", "C", "onAlbum", graph.node("album", "y"))
        link("C", "D", "taggedWith", graph.node("tag", "z"))
        for (user, key) in [(user, "A"), (other, "A"), (other, "E")] {
            if let song = songs[key] { graph.edge(user, "played", song, weight: 2) }
        }
        self.songs = songs
    }

    func candidates(_ change: (inout CandidateRules) -> Void = { _ in }) throws -> Candidates {
        var rules = CandidateRules()
        change(&rules)
        let played = songs["A"].map { [$0] } ?? []
        return try Candidates(proposals: [], played: played, leaving: Set(played), in: graph, rules: rules)
    }

    func names(_ candidates: Candidates) -> [String] {
        candidates.all.map { one in "\(songs.first { $0.value == one.song }?.key ?? "?")\(one.hop)" }
    }
}

@Test func candidatesAreNearestFirstWithinTheHops() throws {
    let chain = Chain()
    #expect(try chain.names(chain.candidates()) == ["B2"])
    #expect(try chain.names(chain.candidates { $0.hops = 6 }) == ["B2", "C4", "D6"])
    #expect(try chain.names(chain.candidates { $0.hops = 1 }).isEmpty)
}

@Test func candidatesNeverHopOverPlaysUnlessNamed() throws {
    let chain = Chain()
    #expect(try !chain.names(chain.candidates { $0.hops = 20 }).contains { $0.hasPrefix("E") })
    let played = try #require(chain.graph.vocabulary.relation(named: "played"))
    #expect(try chain.names(chain.candidates { $0.relations = [played] }) == ["E2"])
}

@Test func theCapIsSaidOnlyWhereItBit() throws {
    let chain = Chain()
    let capped = try chain.candidates { ($0.hops, $0.limit) = (6, 2) }
    #expect(chain.names(capped) == ["B2", "C4"] && capped.isCapped)
    #expect(try !chain.candidates { ($0.hops, $0.limit) = (6, 3) }.isCapped)
}

@Test func recommendationsAreRankedAndPlayedSongsLeftOut() throws {
    let chain = Chain()
    let settings = try TrainingSettings(.popularity, [("holdout", .text("none"))])
    let model = try Trainer.train(settings, on: TrainingData(reading: chain.graph, settings: settings))
    let answer = try Recommendation(for: Taste(of: chain.user), by: model, in: chain.graph)
    // The model knows A and E; E is proposed, B is found by the graph but has no score.
    #expect(answer.rows.map(\.song) == [chain.songs["E"]] && answer.rows[0].origin == .ncf && answer.rows[0].hop == 0)
    #expect(answer.playedLeftOut == 1 && answer.candidates == 2 && answer.unscored == 1 && !answer.isCapped)
    var request = RecommendationRequest()
    request.includesPlayed = true
    let again = try Recommendation(for: Taste(of: chain.user), by: model, in: chain.graph, request)
    #expect(again.rows.map(\.song) == [chain.songs["A"], chain.songs["E"]] && again.rows.map(\.score) == [2, 1])
    request.includesPlayed = false
    request.excluding = Set([chain.songs["E"]].compactMap { $0 })
    #expect(try Recommendation(for: Taste(of: chain.user), by: model, in: chain.graph, request).rows.isEmpty)
    #expect(
        try Recommendation(for: Taste(of: chain.user), by: model, in: chain.graph, keeping: { _ in [] }).rows.isEmpty)
}

@Test func theOrderIsByScoreThenNumberAndTheRankAgrees() throws {
    let board = Checkerboard()
    let settings = try Checkerboard.settings(.itemknn)
    let model = try Trainer.train(settings, on: board.data(settings))
    let (user, played) = (board.users[0], 12 - 3)
    var request = RecommendationRequest()
    request.top = nil
    request.rules.proposals = 100
    let rows = try Recommendation(for: Taste(of: user), by: model, in: board.graph, request).rows
    #expect(rows.count == 24 - played || rows.count == 24 - played + 1)
    for (left, right) in zip(rows, rows.dropFirst()) {
        #expect(left.score > right.score || (left.score == right.score && left.song < right.song))
    }
    for (place, row) in rows.enumerated() {
        let standing = try SongRank(of: row.song, for: Taste(of: user), by: model, in: board.graph)
        #expect(standing.rank == place + 1 && standing.of == rows.count && standing.score == row.score)
    }
}

@Test func strangersAndStaleModelsAreErrors() throws {
    let board = Checkerboard()
    let settings = try Checkerboard.settings(.popularity)
    let model = try Trainer.train(settings, on: board.data(settings))
    let (idle, fresh) = (board.graph.node("user", "idle"), board.graph.node("user", "fresh"))
    let newSong = board.graph.node("song", "new")
    board.graph.edge(fresh, "played", newSong)
    #expect(throws: RecommenderError.userWithoutPlays(idle)) {
        try Recommendation(for: Taste(of: idle), by: model, in: board.graph)
    }
    #expect(throws: RecommenderError.userUnknownToModel(fresh)) {
        try Recommendation(for: Taste(of: fresh), by: model, in: board.graph)
    }
    // One song that the model knows is enough.
    board.graph.edge(fresh, "played", board.songs[0])
    #expect(try Recommendation(for: Taste(of: fresh), by: model, in: board.graph).rows.count == 10)
    #expect(throws: RecommenderError.songUnknownToModel(newSong)) {
        try SongRank(of: newSong, for: Taste(of: board.users[0]), by: model, in: board.graph)
    }
    let small = smallGraph().graph
    #expect(throws: RecommenderError.staleModel(board.users[23])) {
        try Recommendation(for: Taste(of: NodeID(0)), by: model, in: small)
    }
}
