import Grammar
import Testing

@Suite struct HelpTests {
    private static let offered = ["find", "neighbours", "train", "recommend", "explain", "import", "quit"]

    @Test func helpListsWhatWorks() throws {
        let page = try Stage().run("help").output
        for verb in Self.offered { #expect(page.contains("\n\(verb) ")) }
    }

    @Test func everyVerbIsOffered() throws {
        let topics = Set(try Stage(format: "json").run("help").objects.compactMap { $0["statement"] as? String })
        let same = ["neighbors": "neighbours", "path": "paths", "why": "explain", "load": "import", "exit": "quit"]
        for verb in GrammarText.verbs { #expect(topics.contains(same[verb] ?? verb), "\(verb)") }
    }

    @Test func everyTopicHasASyntaxAndExamplesThatRun() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train popularity as ncf\ntrain als with epochs = 1, factors = 8 as quick")
        for row in stage.run("help").objects {
            let verb = try #require(row["statement"] as? String)
            let topic = try #require(stage.run("help \(verb)").objects.first)
            #expect(topic["syntax"] as? String != "", "\(verb)")
            for example in topic["examples"] as? [String] ?? []
            where !["import", "train", "export", "backup", "source"].contains(verb) {
                // Everyone's lists are a job for Spark (`SparkProgramTests`).
                if example.hasPrefix("set format") || example.contains("everyone") { continue }
                let scene = stage.run(example)
                #expect([.done, .quit].contains(scene.outcome), "\(example): \(scene.notes)")
                if verb == "drop" { stage.run("train als with epochs = 1, factors = 8 as quick") }
            }
        }
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
