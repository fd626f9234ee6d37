import Session
import Synchronization
import TestSupport
import Testing

/// What is told of long work while it goes on.
@Suite struct ProgressTests {
    /// All that went to standard error, in order.
    private final class Notes: Sendable {
        private let heard = Mutex<[String]>([])

        func hear(_ note: String) { heard.withLock { $0.append(note) } }

        var all: [String] { heard.withLock(\.self) }
        /// What was drawn, a line each.
        var lines: [String] {
            all.filter { $0.hasPrefix(ProgressTests.wiping) && $0 != ProgressTests.wiping }.map {
                String($0.dropFirst(ProgressTests.wiping.count))
            }
        }
        /// The first words of each line.
        var names: [String] { lines.compactMap { $0.split(separator: "  ").first.map(String.init) } }
    }

    fileprivate static let wiping = "\r\u{1B}[K"
    private static let small = "with epochs = 2, holdout = none, positive = any"

    /// A stage at a terminal, with a file of 100,000 plays.
    private static func stage(
        _ notes: Notes, width: Int = 80, progress: ProgressStyle = .auto, step: Duration = .seconds(1)
    ) throws -> (Stage, plays: String) {
        let stage = try Stage(width: width, progress: progress, step: step) { note, _ in notes.hear(note) }
        return (stage, try plays(in: stage))
    }

    private static func plays(in stage: Stage) throws -> String {
        var random = SeededGenerator(seed: 3)
        let rows = (0..<100_000).map { _ in "u\(random.below(9_000))\ts\(random.below(5_000))\t\(random.below(9) + 1)\n"
        }
        return try stage.folder.write(rows.joined(), to: "plays.tsv")
    }

    // At a terminal

    @Test func anImportShowsABarWithRateAndTimeLeftThatIsWiped() throws {
        let notes = Notes()
        let (stage, plays) = try Self.stage(notes)
        stage.run("import \"\(plays)\" as plays")
        let reading = notes.lines.filter { $0.hasPrefix("reading plays.tsv  ") }
        let form = #/reading plays.tsv  [█▏▎▍▌▋▊▉ ]{13} +[0-9]+ %  [0-9]+ s left, [0-9.]+ k rows/s, [0-9]+ k rows/#
        #expect(reading.count > 3 && reading.allSatisfy { $0.wholeMatch(of: form) != nil }, "\(reading)")
        #expect(reading.first?.contains("16 k rows/s, 16 k rows") == true)
        #expect(notes.lines.contains { $0.hasPrefix("storing  █") && $0.contains(" edges/s, ") })
        #expect(notes.all.suffix(2).first == Self.wiping && notes.all.last?.hasPrefix("imported 100,000 rows") == true)
    }

    @Test func whatIsDoneOfACompressedFileIsMeasuredOnDisk() throws {
        let notes = Notes()
        let (stage, plays) = try Self.stage(notes)
        stage.run("import \"\(try gzipped(plays))\" as plays")
        let shares = notes.lines.filter { $0.hasPrefix("reading plays.tsv.gz") }.compactMap { line in
            line.firstMatch(of: #/ ([0-9]+) %/#).flatMap { Int($0.1) }
        }
        #expect(shares.count > 3 && shares == shares.sorted() && (60...100).contains(shares.last!), "\(shares)")
    }

    @Test func anExportShowsABar() throws {
        let notes = Notes()
        let (stage, plays) = try Self.stage(notes)
        stage.run("import \"\(plays)\" as plays; export \"\(stage.folder.path)/graph.csv\"")
        for name in ["reading the properties", "writing graph.csv"] {
            let lines = notes.lines.filter { $0.hasPrefix(name) }
            #expect(
                lines.contains { $0.contains("█") && $0.contains(" s left, ") && $0.contains("edges/s") }, "\(lines)")
            #expect(lines.allSatisfy { !$0.contains("100 %") })
        }
    }

    @Test func whatElseIsWrittenStandsOnALineOfItsOwn() throws {
        let notes = Notes()
        let (stage, plays) = try Self.stage(notes)
        let file = try stage.folder.write(String(decoding: contents(of: plays), as: UTF8.self) + "bad\n", to: "bad.tsv")
        stage.run("import \"\(file)\" as plays\nimport \"\(plays)\" as plays", keepsGoing: true)
        #expect(notes.all.contains { $0.contains("bad.tsv:100001") })
        for (before, note) in zip(notes.all, notes.all.dropFirst()) where !note.hasPrefix(Self.wiping) {
            #expect(before == Self.wiping || !before.hasPrefix(Self.wiping), "\(before) stands before \(note)")
        }
    }

    @Test(arguments: [1, 20, 30, 40, 60]) func noLineWraps(width: Int) throws {
        let notes = Notes()
        let (stage, plays) = try Self.stage(notes, width: width)
        stage.run("import \"\(plays)\" as plays; train als with epochs = 3, factors = 4")
        stage.run("export \"\(stage.folder.path)/a_file_of_a_rather_long_name_that_does_not_fit.csv\"")
        #expect(!notes.lines.isEmpty || width == 1)
        #expect(notes.lines.allSatisfy { $0.count < width }, "\(notes.lines)")
        if width == 40 {
            #expect(
                notes.lines.contains { $0.wholeMatch(of: #/reading  █[█▏▎▍▌▋▊▉ ]{5} +[0-9]+ %  [0-9]+ s left/#) != nil }
            )
        }
    }

    @Test func shortWorkDoesNotFlicker() throws {
        let notes = Notes()
        let (stage, plays) = try Self.stage(notes, step: .milliseconds(1))
        stage.run("import \"\(plays)\" as plays")
        #expect(notes.all.count == 1 && notes.all[0].hasPrefix("imported"))
    }

    // Elsewhere

    @Test func wholeLinesComeEveryTenSeconds() throws {
        func lines(_ step: Duration) throws -> [String] {
            let stage = try Stage(progress: .plain, step: step)
            let notes = stage.run("import \"\(try Self.plays(in: stage))\" as plays").notes
            #expect(!notes.contains("\u{1B}") && !notes.contains("\r"))
            return notes.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("imported") }
        }
        // A look for the start, then a line for each that is due.
        let all = try lines(.seconds(10))
        #expect(all.count > 8)
        #expect(try lines(.seconds(4)).count == all.count / 3)
        #expect(try lines(.milliseconds(9_900 / all.count)).isEmpty)
        #expect(
            all[0].wholeMatch(of: #/reading plays.tsv: [0-9]+ %, [0-9]+ s left, [0-9.]+ k rows/s, 16 k rows/#) != nil,
            "\(all)")
    }

    @Test func nothingIsShownInAPipeOrWhereItIsNotWanted() throws {
        let stage = try Stage()
        let statements = "import \"\(try Self.plays(in: stage))\" as plays; export \"\(stage.folder.path)/graph.tsv\""
        let notes = stage.run(statements).notes
        #expect(notes.split(separator: "\n").count == 2 && !notes.contains("\u{1B}"))
        let training = try Stage.small().run("train paper \(Self.small)").notes
        #expect(training.split(separator: "\n").count == 1 && !training.contains("\u{1B}"))
        let heard = Notes()
        let (quiet, plays) = try Self.stage(heard, progress: .off)
        quiet.run("import \"\(plays)\" as plays")
        #expect(heard.all.count == 1)
    }

    // The engine

    @Test func stagesSpeedAndTimeLeftAreShown() throws {
        let notes = Notes()
        let stage = try Stage.small(format: "csv", width: 160) { note, _ in notes.hear(note) }
        let scene = stage.run("train paper \(Self.small)")
        for name in ["first stage", "ranker"] {
            let lines = notes.lines.filter { $0.hasPrefix("\(name), epoch ") }
            #expect(lines.first?.contains("epoch 1 of 2  ") == true && lines.first?.contains(" 0 %") == true)
            let learned = lines.first { $0.contains("loss") } ?? ""
            #expect(
                learned.contains(#/epoch 1 of 2  █+ +50 %  at most [0-9]+ s left, loss [0-9.]+, [0-9.]+ samples/s/#))
            #expect(lines.last?.contains("epoch 2 of 2  ") == true && lines.last?.contains(" 100 %") == true)
        }
        #expect(scene.output.hasPrefix("stage,epoch,loss,"))
        let rows = scene.output.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",").prefix(2)
        }
        #expect(rows.map { $0.joined(separator: " ") } == ["ncf 1", "ncf 2", "ranker 1", "ranker 2"])
        #expect(scene.notes.contains("epoch 2 of 2 kept"))
    }

    @Test func anEpochIsFollowedFromBatchToBatch() throws {
        let notes = Notes()
        let stage = try Stage.withExamples(width: 160) { note, _ in notes.hear(note) }
        for kind in ["ncf", "lightgcn", "bpr"] {
            let before = notes.lines.count
            stage.run("train \(kind) with epochs = 1, holdout = none\(kind == "bpr" ? "" : ", batch = 512")")
            let lines = notes.lines[before...].filter { $0.contains("epoch 1 of 1") && $0.contains(" samples/s") }
            #expect(lines.count >= (kind == "bpr" ? 1 : 5), "\(kind): \(lines)")
        }
    }

    @Test func theFitsOfTheFirstStageAreNamed() throws {
        let notes = Notes()
        let stage = try Stage.small(format: "csv") { note, _ in notes.hear(note) }
        let scene = stage.run("train segue \(Self.small), folds = 2")
        // Once a fold, once for all that is known, and the vectors that embeddings start from.
        let kinds = ["ease", "als", "ease", "als", "ease", "als", "als"]
        let fits = kinds.enumerated().map { "first stage: fitting \($0.element), \($0.offset + 1) of 7 fits" }
        #expect(notes.names.filter { $0.contains("fitting") } == fits)
        #expect(notes.names.filter { $0.contains("scoring") }.count == 2)
        #expect(notes.lines.last?.hasPrefix("ranker, epoch 2 of 2  █") == true)
        #expect(scene.output.hasPrefix("epoch,loss,") && scene.notes.contains("epoch 2 of 2 kept"))
        stage.run("train als with epochs = 3")
        #expect(notes.names.contains("epoch 1 of 3"))
        stage.run("train ease")
        #expect(notes.names.last == "fitting ease")
    }

    @Test func anEvaluationCountsItsListeners() throws {
        let notes = Notes()
        let stage = try Stage.withExamples { note, _ in notes.hear(note) }
        stage.run(
            "train popularity\nevaluate against itemknn\nevaluate explanations sample 20\nevaluate interactive sample 60"
        )
        #expect(notes.names.contains("itemknn: fitting itemknn") && notes.names.contains("resampling the listeners"))
        let counted = [
            "ranking by popularity", "ranking by itemknn", "explaining by popularity",
            "told the answers, no play known",
            "told the answers, 3 plays known",
        ]
        for name in counted {
            let lines = notes.lines.filter { $0.hasPrefix(name + "  ") }
            #expect(
                lines.contains { $0.contains("█") && $0.contains(" left, ") && $0.contains(" listeners/s") },
                "\(name)")
        }
    }

    @Test(arguments: [
        ("paper", "first stage, epoch 1 of 2"), ("paper", "ranker, epoch 1 of 2"), ("segue", "7 of 7 fits"),
        ("segue", "ranker, epoch 1 of 2"), ("ncf", "epoch 1 of 2"),
    ])
    func whatHasLearnedNothingIsNotKept(kind: String, moment: String) throws {
        let stage = try Stage.small { note, cancellation in if note.contains(moment) { cancellation.raise() } }
        let scene = stage.run("train \(kind) \(Self.small)" + (kind == "segue" ? ", folds = 2" : ""))
        #expect(scene.outcome == .interrupted && scene.output.isEmpty)
        #expect(try Stage(in: stage.folder).run("models").notes.contains("there is no model yet"))
    }
}
