import Grammar
import Testing

@Suite("Completion") struct CompletionTests {
    private func expected(_ text: String) -> [Expected] { Completion.context(of: text).expected }

    private func words(_ text: String) -> [String] {
        expected(text).compactMap { if case .keyword(let word) = $0 { word } else { nil } }
    }

    private func verbs(_ text: String) -> [String] {
        expected(text).compactMap { if case .verb(let word) = $0 { word } else { nil } }
    }

    @Test("offers verbs where a statement starts", arguments: ["", "nei", "stats; ", "stats\n", "stats; ne"])
    func verbs(text: String) {
        #expect(verbs(text).contains("neighbours"))
        #expect(verbs(text).contains("quit"))
    }

    @Test("offers the shell's verbs after a dot") func dot() {
        #expect(verbs(".he") == ["set", "let", "alias", "source", "help", "quit", "exit"])
        #expect(Completion.context(of: ".he").prefix == "he")
    }

    @Test("offers reads after plan") func plan() {
        #expect(verbs("plan ").contains("match"))
        #expect(!verbs("plan ").contains("train"))
    }

    @Test("offers the clauses not given yet") func clauses() {
        let words = words("neighbours \"x\" hops 2 ho")
        #expect(words.contains("via") && words.contains("limit") && words.contains("format"))
        #expect(!words.contains("hops"))
    }

    @Test("offers nodes, and clauses before them") func nodes() {
        #expect(expected("neighbours ") == [.node])
        #expect(expected("recommend ").contains(.node))
        #expect(words("recommend ").contains("top"))
    }

    @Test("offers relations and types") func names() {
        #expect(expected("neighbours \"x\" via sun") == [.relation])
        #expect(expected("traverse \"x\" sungBy/^").contains(.relation))
        #expect(expected("match (a:so") == [.type])
        #expect(expected("match (a)-[:") == [.relation])
        #expect(expected("find \"x\" type ") == [.type])
        #expect(expected("use model ") == [.model])
        #expect(expected("set fo") == [.setting, .end])
        #expect(expected("import \"x\" as ") == [.kind])
        #expect(expected("describe @") == [.rowOrAlias])
        #expect(expected("describe $") == [.parameter])
        #expect(words("stats format j").contains("jsonl"))
    }

    @Test("knows an open label and where it starts") func labels() {
        let text = "explain user 42 \"One Mo"
        let context = Completion.context(of: text)
        #expect(context.expected.contains(.node))
        #expect(context.prefix == "One Mo")
        #expect(context.quote == "\"")
        #expect(text[context.start...] == "\"One Mo")
    }

    @Test("knows what a quote is opened for") func quotes() {
        #expect(expected("import \"tra") == [.file])
        #expect(expected("find \"ni") == [.text])
        #expect(expected("describe song:\"Ea") == [.key(type: "song")])
        #expect(expected("describe song:`Ea") == [.key(type: "song")])
        #expect(expected("recommend where a = 'x").contains(.value))
        #expect(expected("stats; describe 'x").contains(.node))
    }

    @Test("knows keys", arguments: ["describe song:SO-1", "describe song SO-1", "stats; explain user 1 song SO-1"])
    func keys(text: String) {
        let context = Completion.context(of: text)
        #expect(context.expected == [.key(type: "song")])
        #expect(context.prefix == "SO-1")
        #expect(text[context.start...] == "SO-1")
        #expect(expected("describe song ") == [.key(type: "song")])
    }

    @Test("offers nothing in comments or behind mistakes", arguments: ["stats # ne", "-- ne", "stats now ", "= x"])
    func nothing(text: String) {
        #expect(expected(text).isEmpty)
    }

    @Test("looks no further than the cursor") func cursor() {
        let text = "neighbours \"x\" ho hops 2"
        let cursor = text.index(text.startIndex, offsetBy: 17)
        let context = Completion.context(of: text, at: cursor)
        #expect(context.prefix == "ho")
        #expect(context.expected.contains(.keyword("hops")))
    }
}
