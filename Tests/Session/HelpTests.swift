import Foundation
import Grammar
import TestSupport
import Testing

@Suite struct HelpTests {
    private static let offered = ["find", "neighbours", "train", "recommend", "explain", "import", "quit"]

    @Test func helpListsWhatWorks() throws {
        let page = try Stage().run("help").output
        for verb in Self.offered { #expect(page.contains("\n\(verb) ")) }
    }

    @Test func everyVerbIsOffered() throws {
        let topics = Set(try Stage(format: "json").run("help").objects.compactMap { $0["statement"] as? String })
        #expect(topics.count > 30 && GrammarText.verbs.count > topics.count)
        let same = ["neighbors": "neighbours", "path": "paths", "why": "explain", "load": "import", "exit": "quit"]
        for verb in GrammarText.verbs { #expect(topics.contains(same[verb] ?? verb), "\(verb)") }
    }

    @Test func everyTopicHasASyntaxAndExamplesThatRun() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity as ncf\ntrain als with epochs = 1, factors = 8 as quick")
        var ran: [String: Int] = [:]
        for row in stage.run("help").objects {
            let verb = try #require(row["statement"] as? String)
            let topic = try #require(stage.run("help \(verb)").objects.first)
            let syntax = try #require(topic["syntax"] as? String)
            #expect(syntax.hasPrefix("\(verb) ") || syntax.contains("\"\(verb)\""), "\(verb): \(syntax)")
            let examples = try #require(topic["examples"] as? [String])
            #expect(!examples.isEmpty && row["example"] as? String == examples[0], "\(verb)")
            for example in examples where !Self.isForSpark(example) {
                // What is imported would make names of other examples ambiguous.
                let place = verb == "import" ? try Stage(format: "json") : stage
                let scene = place.run(Self.here(example, on: stage))
                #expect([.done, .quit].contains(scene.outcome), "\(example): \(scene.notes)")
                ran[verb, default: 0] += 1
                if verb == "set" { stage.run("set format json") }
                if verb == "drop" { stage.run("train als with epochs = 1, factors = 8 as quick") }
            }
        }
        // Nothing is passed over but what only Spark answers.
        #expect(ran.count > 30 && ran["import"] == 4 && ran["export"] == 2 && ran["train"] == 3, "\(ran)")
    }

    /// Everyone's lists and graphs elsewhere are for Spark alone (`SparkProgramTests`).
    private static func isForSpark(_ example: String) -> Bool {
        example.contains("everyone") || example.contains("sc://")
    }

    /// The example with its files in the stage's folder, where those that it reads are put first.
    private static func here(_ example: String, on stage: Stage) -> String {
        let names = example.matches(of: #/"([\w.]+\.(?:csv|tsv|db|graphml|jsonl\.gz|segue))"/#).map {
            String($0.output.1)
        }
        var text = example
        for name in names {
            let path = "\(stage.folder.path)/\(name == "copy.db" ? "copy" : name)"
            text.replace("\"\(name)\"", with: "\"\(path)\"")
            guard example.hasPrefix("import") || example.hasPrefix("source") else { continue }
            let data = "\(Stage.project)/Examples/data/\(name)"
            if name == "music.graphml" {
                stage.run("export \"\(path)\"")
            } else if name.hasSuffix(".db") {
                try? MillionSongs.write(into: stage.folder)
            } else if name.hasSuffix(".segue") {
                _ = try? stage.folder.write("stats\nschema\n", to: name)
            } else {
                try? FileManager.default.copyItem(atPath: data, toPath: path)
            }
        }
        return text
    }

    @Test func whatStatementsShareHasItsPages() throws {
        let stage = try Stage()
        #expect(stage.run("help traverse").output.contains("more by `help expr`, `help node`, `help pathexpr`"))
        for page in GrammarText.pages { #expect(stage.run("help \(page)").output.contains("\(page)")) }
        #expect(stage.run("help pathexpr").output.contains("quant       ="))
        #expect(stage.run("help value").output.contains("lower"))
    }

    @Test func anUnknownTopicSuggestsOne() throws {
        #expect(try Stage().run("help neighbour").notes.contains("did you mean neighbours?"))
    }

    @Test func metaWordsOfOtherShellsWork() throws {
        for word in [".help", ":help", "\\?"] { #expect(try Stage().run(word).output.contains("neighbours")) }
        #expect(try Stage().run(".quit").outcome == .quit)
    }
}
