import Graph
import Recommender
import TestSupport
import Testing

@Suite struct ExplanationReportTests {
    private static func report(
        _ kind: ModelKind, on world: TasteWorld = TasteWorld(seed: 3), sample: Int? = 60,
        _ change: (MemoryGraph) -> Void = { _ in }
    ) throws -> ExplanationReport {
        var settings = try Checkerboard.settings(kind)
        settings.epochs = 8
        let data = try TrainingData(reading: world.graph, settings: settings)
            .knowing(SongKnowledge(reading: world.graph, settings: settings))
        let model = try Trainer.train(settings, on: data)
        change(world.graph)
        var plan = Evaluation.Plan()
        (plan.sample, plan.depth) = (sample, 5)
        return try ExplanationReport(model, on: data, plan: plan, in: world.graph)
    }

    private static func value(
        _ report: ExplanationReport, _ measure: ExplanationReport.Measure, at k: Int? = nil
    ) -> Double? {
        report.figures.first { $0.measure == measure && (k == nil || $0.k == k) }?.value
    }

    @Test(arguments: [ModelKind.ease, .segue, .als]) func accountsCanBeBelieved(kind: ModelKind) throws {
        let report = try Self.report(kind)
        #expect(report.pairs == 60 * 5)
        #expect(Self.value(report, .validity) == 1)
        #expect(try #require(Self.value(report, .residual)) <= 1e-4)
        #expect(try #require(Self.value(report, .coverage)) > 0.9)
        // The plays named first, taken away, remove the first song from the list sooner than others do. The sum over one
        // to five plays is the area between the two curves; it is 2.5, 1.7 and 0.8 here, and 0 by chance.
        let gaps = try (1...5).map { k in
            try #require(Self.value(report, .keptAtRandom, at: k)) - #require(Self.value(report, .kept, at: k))
        }
        let least = [ModelKind.ease: 2, .segue: 1, .als: 0.5]
        #expect(gaps.reduce(0, +) > least[kind]!, "\(gaps)")
        // Where a score is a sum over the plays, one play is enough to tell. Of the ranker, whose parts act on each other,
        // the play that moves the most by itself is another after each training (.3 to .99 on worlds of this size).
        guard kind != .segue else { return }
        let faithfulness = try #require(Self.value(report, .faithfulness))
        #expect(faithfulness > (kind == .ease ? 0.9 : 0.65), "\(faithfulness)")
        // Without times nothing is recent.
        #expect(Self.value(report, .recency) == nil)
    }

    /// A path over an edge that is gone is found out.
    @Test func aPathThatIsNotStoredIsCounted() throws {
        let world = TasteWorld(seed: 3)
        var settings = try Checkerboard.settings(.ease)
        settings.epochs = 8
        let data = try TrainingData(reading: world.graph, settings: settings)
        let model = try Trainer.train(settings, on: data)
        // The same users and songs with nobody's plays but one listener's: the paths start from plays that are not there.
        let other = MemoryGraph()
        for node in try world.graph.nodes((0..<world.graph.nodeLimit).map { NodeID($0) }) {
            other.node(world.graph.vocabulary[node.type].name, node.key)
        }
        other.relation("sungBy")
        other.relation("played")
        for song in world.songs {
            let artist = try world.graph.neighbours(of: [song], direction: .out).nodes[0]
            other.edge(song, "sungBy", artist)
        }
        var plan = Evaluation.Plan()
        (plan.sample, plan.depth) = (20, 5)
        let report = try ExplanationReport(model, on: data, plan: plan, in: other)
        #expect(Self.value(report, .validity) == 0)
    }

    /// What was liked and never played is where paths start from too.
    @Test func pathsFromLikesAreStored() throws {
        let world = TasteWorld(listeners: 60, seed: 3)
        let users = (0..<20).map { place in
            world.graph.node("user", "fan\(place)")
        }
        for (place, user) in users.enumerated() {
            for turn in 0..<8 { world.graph.edge(user, "liked", world.songs[20 * (place % 5) + 2 * turn]) }
        }
        let report = try Self.report(.ease, on: world, sample: nil)
        #expect(Self.value(report, .validity) == 1 && report.pairs == 80 * 5)
    }

    @Test func popularityExplainsNothing() throws {
        let report = try Self.report(.popularity, sample: 10)
        #expect(Self.value(report, .coverage) == 0 && Self.value(report, .carried) == 0)
        #expect(Self.value(report, .validity) == nil && Self.value(report, .faithfulness) == 0)
    }

    @Test func recentPlaysAndPopularNodesAreTold() {
        // β 0.3: 1, then 0.7 + 0.6 = 1.3, then 0.91 + 0.9 = 1.81; brought to 0…1.
        let recency = PathMeasures.recency([3, 0, 1, 2, 3])
        #expect(recency[0] == 1 && recency[1] == nil && recency[2] == 0 && recency[4] == 1)
        #expect(abs((recency[3] ?? 0) - 0.3 / 0.81) < 1e-9)
        #expect(PathMeasures.recency([0, 0]).allSatisfy { $0 == nil } && PathMeasures.recency([]).isEmpty)
    }

    @Test func popularityOfANodeIsAmongItsType() throws {
        let graph = MemoryGraph()
        let artists = (0..<3).map { graph.node("artist", "\($0)") }
        for (artist, count) in zip(artists, [1, 2, 4]) {
            for song in 0..<count { graph.edge(graph.node("song", "\(song)"), "sungBy", artist) }
        }
        graph.edge(graph.node("song", "0"), "releasedIn", graph.node("year", "1985"))
        var measures = PathMeasures()
        let values = try artists.map { artist throws(GraphError) in try measures.popularity(of: artist, in: graph) }
        #expect(values[0] == 0 && values[2] == 1 && abs(values[1] - 0.3 / 1.11) < 1e-9)
        #expect(try measures.popularity(of: graph.node("year", "1985"), in: graph) == 1)
    }

    @Test func itStopsWhereItIsCancelled() throws {
        let world = TasteWorld(listeners: 20, seed: 3)
        let settings = try Checkerboard.settings(.itemknn)
        let data = try TrainingData(reading: world.graph, settings: settings)
        let model = try Trainer.train(settings, on: data)
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: RecommenderError.graph(.interrupted)) {
            try ExplanationReport(model, on: data, in: world.graph, cancellation: cancellation)
        }
    }
}
