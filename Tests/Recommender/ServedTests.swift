import Graph
import Recommender
import TestSupport
import Testing

/// Twelve songs that three listeners have; X, which is by the artist of A and on the album of Z; Y, of which nothing is
/// known. Two listeners have A: the first is tested with X, the second with Y, and the graph says that they played them.
private struct Shelf {
    let graph = MemoryGraph()
    let listeners: [NodeID]
    let hits: [NodeID]
    let (a, x, y, z): (NodeID, NodeID, NodeID, NodeID)
    let data: TrainingData
    let model: Model

    init(_ more: Int = 0) throws {
        let graph = graph
        listeners = (0..<2).map { graph.node("user", "u\($0)") }
        let others = (0..<(3 + more)).map { graph.node("user", "w\($0)") }
        let hits = (0..<12).map { graph.node("song", "p\($0)") }
        let (a, x) = (graph.node("song", "A"), graph.node("song", "X"))
        let (y, z) = (graph.node("song", "Y"), graph.node("song", "Z"))
        let (artist, album) = (graph.node("artist", "x"), graph.node("album", "z"))
        for song in [a, x] { graph.edge(song, "sungBy", artist) }
        for song in [x, z] { graph.edge(song, "onAlbum", album) }
        var rows = [
            SplitRow(user: listeners[0], train: [a], test: x, negatives: [y]),
            SplitRow(user: listeners[1], train: [a], test: y, negatives: [x]),
        ]
        rows += others.enumerated().map { place, other in
            SplitRow(user: other, train: hits + (place == 0 ? [x, y, z] : []), test: nil, negatives: [])
        }
        for row in rows {
            for song in row.train + (row.test.map { [$0] } ?? []) { graph.edge(row.user, "played", song, weight: 2) }
        }
        (self.hits, self.a, self.x, self.y, self.z) = (hits, a, x, y, z)
        let settings = TrainingSettings(.popularity)
        data = try TrainingData(split: rows, named: "shelf", settings: settings)
        model = try Trainer.train(settings, on: data)
    }
}

@Test func whatIsServedKnowsNothingOfTheHeldOutPlay() throws {
    let shelf = try Shelf()
    let knowledge = try KnowledgeGraph(reading: shelf.graph)
    var plan = Evaluation.Plan()
    plan.depth = 20
    let found = try Evaluation(shelf.model, on: shelf.data, rivals: .served, in: knowledge, plan: plan)
    // X is two steps from A, so it comes after the ten proposals; were it a play, it would be left out and Z found.
    #expect(found.ranks[0].rank == 11 && found.ranks[0].list == shelf.hits.prefix(10) + [shelf.x])
    // Y is a song of the catalogue, but no candidate: a miss, however long the list.
    let full = try Evaluation(shelf.model, on: shelf.data, rivals: .full, in: knowledge)
    #expect(full.ranks[1].rank == 15)
    #expect(found.ranks[1].rank == nil && found.ranks[1].list == found.ranks[0].list)
    #expect(found.mean(.hr, at: 20) == 0.5 && found.mean(.mrr, at: 20) == 0.5 / 11 && found.mean(.hr, at: 10) == 0)
}

@Test func servedIsWhatRecommendShowsForThoseSongs() throws {
    let shelf = try Shelf()
    let knowledge = try KnowledgeGraph(reading: shelf.graph)
    var plan = Evaluation.Plan()
    plan.depth = 20
    let found = try Evaluation(shelf.model, on: shelf.data, rivals: .served, in: knowledge, plan: plan)
    var request = RecommendationRequest()
    request.top = 20
    let masked = try Recommendation(
        for: Taste(of: shelf.listeners[0], playing: [shelf.a]), by: shelf.model, in: shelf.graph, request)
    #expect(masked.rows.map(\.song) == found.ranks[0].list && masked.playedLeftOut == 1)
    // With the play the song is gone and its album's other song there.
    let whole = try Recommendation(for: Taste(of: shelf.listeners[0]), by: shelf.model, in: shelf.graph, request)
    #expect(whole.rows.map(\.song) == shelf.hits.prefix(10) + [shelf.z] && whole.playedLeftOut == 2)
    let rank = try SongRank(
        of: shelf.x, for: Taste(of: shelf.listeners[0], playing: [shelf.a]), by: shelf.model, in: shelf.graph)
    #expect(rank.rank == 13 && rank.of == 15)
}

/// The graph is read before the first listener: so many reads however many there are, each edge twice at most.
@Test func theGraphIsReadOnceForAllListeners() throws {
    for more in [0, 40] {
        let shelf = try Shelf(more)
        let before = shelf.graph.cost
        let knowledge = try KnowledgeGraph(reading: shelf.graph)
        let read = shelf.graph.cost
        // Songs: one list of 16; two relations of two edges: their ends once, their edges either way; five nodes' lists.
        #expect(read.visits - before.visits == 16 + (2 + 1) * 2 + 4 * 2)
        #expect(read.seeks - before.seeks == 1 + 2 * 2 + 5)
        _ = try Evaluation(shelf.model, on: shelf.data, rivals: .served, in: knowledge)
        #expect(shelf.graph.cost == read)
    }
}

@Test func candidatesOfTheCopyAreThoseOfTheGraph() throws {
    let board = Checkerboard()
    for (place, song) in board.songs.enumerated() {
        board.graph.edge(song, "sungBy", board.graph.node("artist", "a\(place % 7)"))
        board.graph.edge(song, "taggedWith", board.graph.node("tag", "t\(place % 3)"))
    }
    let settings = try Checkerboard.settings(.itemknn)
    let data = try board.data(settings)
    let model = try Trainer.train(settings, on: data)
    let knowledge = try KnowledgeGraph(reading: board.graph)
    let found = try Evaluation(model, on: data, rivals: .served, in: knowledge)
    #expect(found.ranks.count == data.holdout.test.count && !found.ranks.isEmpty)
    for (rank, one) in zip(found.ranks, data.holdout.test) {
        let user = Int(one.user)
        let songs = data.holdout.known[user].map { data.interactions.songs[Int($0)] }
        let rows = try Recommendation(for: Taste(of: rank.user, playing: songs), by: model, in: board.graph).rows
        #expect(rank.list == rows.map(\.song))
    }
}

@Test func evaluatingStopsWhereItIsCancelled() throws {
    let shelf = try Shelf()
    let cancellation = Cancellation()
    cancellation.raise()
    #expect(throws: RecommenderError.graph(.interrupted)) {
        try KnowledgeGraph(reading: shelf.graph, cancellation: cancellation)
    }
    #expect(throws: RecommenderError.graph(.interrupted)) {
        try Evaluation(shelf.model, on: shelf.data, rivals: .served, cancellation: cancellation)
    }
    let full = try Evaluation(shelf.model, on: shelf.data, rivals: .full)
    #expect(throws: RecommenderError.graph(.interrupted)) {
        try EvaluationReport(
            [.init("m", [full])], on: shelf.data, in: KnowledgeGraph(), cancellation: cancellation)
    }
}
