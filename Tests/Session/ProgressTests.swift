import Synchronization
import Testing

/// What `train` says while it learns, at a terminal alone.
@Suite struct ProgressTests {
    /// What was shown, a line each.
    private final class Lines: Sendable {
        private let heard = Mutex<[String]>([])

        func hear(_ note: String) {
            guard note.hasPrefix("\r\u{1B}[K") else { return }
            heard.withLock { $0.append(String(note.dropFirst(4))) }
        }

        var all: [String] { heard.withLock { $0.filter { !$0.isEmpty } } }
    }

    private static let small = "with epochs = 2, holdout = none, positive = any"

    @Test func stagesSpeedAndTimeLeftAreShown() throws {
        let lines = Lines()
        let stage = try Stage.small(format: "csv") { note, _ in lines.hear(note) }
        let scene = stage.run("train paper \(Self.small)")
        let epochs = lines.all.filter { $0.contains("loss") }
        let starts = ["first stage, epoch 1", "first stage, epoch 2", "ranker, epoch 1", "ranker, epoch 2"]
        #expect(epochs.count == 4)
        #expect(
            lines.all.filter { $0.contains("begins") } == ["first stage", "ranker"].map { "\($0), epoch 1 begins" })
        for (line, start) in zip(epochs, starts) {
            #expect(line.hasPrefix(start + " of 2, ") && line.hasSuffix(" samples/s"))
            #expect(line.contains(#/of 2, at most [0-9]+ s left, loss /#) == start.hasSuffix("1"), "\(line)")
        }
        #expect(scene.output.hasPrefix("stage,epoch,loss,"))
        let rows = scene.output.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",").prefix(2)
        }
        #expect(rows.map { $0.joined(separator: " ") } == ["ncf 1", "ncf 2", "ranker 1", "ranker 2"])
        #expect(scene.notes.contains("epoch 2 of 2 kept"))
    }

    @Test func theFitsOfTheFirstStageAreNamed() throws {
        let lines = Lines()
        let stage = try Stage.small(format: "csv") { note, _ in lines.hear(note) }
        let scene = stage.run("train segue \(Self.small), folds = 2")
        // Once a fold, once for all that is known, and the vectors that embeddings start from.
        let kinds = ["ease", "als", "ease", "als", "ease", "als", "als"]
        let fits = kinds.enumerated().map { "first stage: fitting \($0.element), \($0.offset + 1) of 7 fits" }
        #expect(lines.all.filter { $0.contains("fitting") } == fits)
        #expect(lines.all.filter { $0.contains("scoring") }.count == 2)
        #expect(lines.all.last?.hasPrefix("ranker, epoch 2 of 2, loss ") == true)
        #expect(scene.output.hasPrefix("epoch,loss,") && scene.notes.contains("epoch 2 of 2 kept"))
        stage.run("train als")
        #expect(lines.all.contains("epoch 1 begins"))
        stage.run("train ease")
        #expect(lines.all.last == "fitting ease")
    }

    @Test func aRivalThatIsTrainedOnTheSpotIsFollowedToo() throws {
        let lines = Lines()
        let stage = try Stage.withExamples { note, _ in lines.hear(note) }
        stage.run("train popularity\nevaluate sample 3 against itemknn")
        #expect(lines.all.contains("itemknn: fitting itemknn"))
    }

    @Test(arguments: [
        ("paper", "first stage, epoch 1 of 2"), ("paper", "ranker, epoch 1 begins"), ("segue", "7 of 7 fits"),
        ("segue", "ranker, epoch 1 begins"), ("ncf", "epoch 1 begins"),
    ])
    func whatHasLearnedNothingIsNotKept(kind: String, moment: String) throws {
        let stage = try Stage.small { note, cancellation in if note.contains(moment) { cancellation.raise() } }
        let scene = stage.run("train \(kind) \(Self.small)" + (kind == "segue" ? ", folds = 2" : ""))
        #expect(scene.outcome == .interrupted && scene.output.isEmpty)
        #expect(try Stage(in: stage.folder).run("models").notes.contains("there is no model yet"))
    }

    @Test func aLineFitsTheTerminal() throws {
        let lines = Lines()
        let stage = try Stage.small(width: 30) { note, _ in lines.hear(note) }
        stage.run("train paper \(Self.small)")
        #expect(lines.all.contains { $0.hasSuffix("…") } && lines.all.allSatisfy { $0.count < 30 })
    }

    @Test func nothingIsShownInAPipe() throws {
        let notes = try Stage.small().run("train paper \(Self.small)").notes
        #expect(!notes.contains("samples/s") && !notes.contains("\u{1B}"))
    }
}
