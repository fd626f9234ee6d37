import Foundation
import SegueKit
import Testing

/// Training, recommending and explaining on the example data.
@Suite(.serialized) struct EngineTests {
    let library: Library
    var graph: SegueDatabase { library.graph }

    init() throws { library = try Library.examples() }

    @Test func aModelIsTrainedAskedAndExplained() throws {
        var heard: [Epoch] = []
        let model = try graph.train(.ncf, settings: ["epochs": 2, "seed": 3], as: "small") { heard.append($0) }
        #expect(model.name == "small" && model.kind == .ncf && model.epochs == heard && heard.map(\.number) == [1, 2])
        #expect(heard.allSatisfy { $0.loss > 0 && ($0.hitRate ?? 0) > 0 && $0.seconds > 0 } && model.notes.count == 1)
        let found = try graph.recommend(for: .user("42"), top: 5)
        #expect(found.map(\.rank) == Array(1...5) && found.allSatisfy { $0.song.type == "song" && $0.reasons.isEmpty })
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
        let because = try graph.recommend(for: .user("42"), top: 3, because: true, model: "small")
        #expect(because.map(\.song) == found.prefix(3).map(\.song))
        for reason in because.flatMap(\.reasons) { #expect(reason.path.start.type == "user" && reason.share <= 1) }
        let why = try graph.explain("Easy Lover", for: .user("42"), counterfactual: true)
        #expect(why.song.key == "S0976" && why.listener == "user:42" && why.model == "small")
        let score = try #require(why.score)
        let sum = why.terms.compactMap(\.weight).reduce(0, +)
        #expect(abs(sum - score) <= abs(why.residual ?? 1) + 1e-6)
        #expect(why.terms.suffix(2).map(\.kind) == [.bias, .other])
        #expect(why.terms.filter { $0.kind == .path }.allSatisfy { $0.path != nil })
        #expect(try #require(why.rank) >= 1 && why.songs ?? 0 > 1_000 && !why.plays.isEmpty)
        #expect(why.changes.allSatisfy { $0.rank >= 1 && $0.without.isEmpty != $0.with.isEmpty })
    }

    @Test func aTrainingThatIsStoppedKeepsItsBestAndASecondStopKeepsNothing() throws {
        let stop = graph.cancellation
        let model = try graph.train(.gmf, settings: ["epochs": 50], as: "short") { _ in stop.cancel() }
        #expect(model.epochs.count == 1 && model.notes.contains { $0.contains("interrupted") })
        let failure = error {
            try graph.train(.gmf, settings: ["epochs": 50], as: "none") { _ in
                stop.cancel()
                stop.cancel()
            }
        }
        #expect(failure?.code == .interrupted)
        #expect(try graph.query("models").map { $0["model"]?.text } == ["short"])
        stop.cancel()
        #expect(try graph.query("models").count == 1, "a stop of nothing is forgotten")
        stop.cancel()
        #expect(try graph.run("models").count == 1)
    }

    @Test func anotherThreadStopsWhatRuns() throws {
        let stop = graph.cancellation
        // A thread of its own: the tests' tasks may leave none of the pool's for another.
        let stopper = Thread {
            while !Thread.current.isCancelled {
                Thread.sleep(forTimeInterval: 0.02)
                stop.cancel()
            }
        }
        stopper.start()
        defer { stopper.cancel() }
        let failure = error { try graph.train(.gmf, settings: ["epochs": 500, "patience": 500]) }
        #expect(failure?.code == .interrupted)
    }

    @Test func settingsAndKindsThatDoNotFitAreErrors() throws {
        #expect(error { try graph.train(.ncf, settings: ["epoch": 2]) }?.code == .badValue)
        #expect(error { try graph.train(.ncf, as: "../x") }?.code == .badValue)
        #expect(error { _ = try graph.recommend(for: .user("42")) }?.code == .noModel)
    }
}
