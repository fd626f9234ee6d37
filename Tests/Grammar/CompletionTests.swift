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
        #expect(expected("recommend ").contains(.listener) && expected("recommend ").contains(.song))
        #expect(expected("explain user 42 ").contains(.song) && !expected("explain user 42 ").contains(.node))
        #expect(expected("like ") == [.integer, .song] && expected("ban ") == [.integer, .node])
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
        #expect(context.expected.contains(.song))
        #expect(context.prefix == "One Mo")
        #expect(context.quote == "\"")
        #expect(text[context.start...] == "\"One Mo")
    }

    @Test("knows what a quote is opened for") func quotes() {
        #expect(expected("import \"tra") == [.file])
        #expect(expected("find \"ni") == [.label(type: nil)])
        #expect(expected("add song:x label \"ni") == [.text])
        #expect(expected("train on \"ni") == [.split])
        #expect(expected("match (a:song {label: \"Ea").contains(.label(type: "song")))
        #expect(expected("describe song:\"Ea") == [.key(type: "song")])
        #expect(expected("describe song:`Ea") == [.key(type: "song")])
        #expect(expected("recommend where a = 'x").contains(.value))
        #expect(expected("stats; describe 'x").contains(.node))
    }

    @Test("knows what is escaped in an open quote") func escapes() {
        func prefix(_ text: String) -> String { Completion.context(of: text).prefix }
        #expect(prefix(#"describe "a \" b"#) == "a \" b")
        #expect(prefix(#"describe "a \\"#) == #"a \"#)
        #expect(prefix(#"describe "a \"#) == "a ")
        #expect(prefix("describe song:`a``b") == "a`b")
    }

    @Test("knows what a name may be a field of") func fields() {
        #expect(expected("recommend where ").contains(.field(of: .node, after: [])))
        #expect(expected("neighbours \"x\" hops 2 order by ").contains(.field(of: .neighbours(1...2), after: [])))
        #expect(expected("traverse \"x\" a[").contains(.field(of: .step, after: [])))
        #expect(expected("traverse \"x\" a return paths where ").contains(.field(of: .paths(nil), after: [])))
        #expect(expected("paths \"x\" to \"y\" cheapest by ").contains(.field(of: .cost, after: [])))
        #expect(expected("recommend where artist.").contains(.field(of: .node, after: ["artist"])))
        #expect(expected("recommend where year = ").contains(.operand(of: .node, field: ["year"])))
        #expect(expected("describe \"x\"[year in (1, ").contains(.operand(of: .node, field: ["year"])))
    }

    @Test("knows whose settings stand after with") func settings() {
        #expect(expected("train ncf with ") == [.detail(.training(kind: "ncf"))])
        #expect(expected("train with ") == [.detail(.training(kind: nil))])
        #expect(expected("import \"x\" as songs with ") == [.detail(.importing(file: "x", kind: "songs"))])
        #expect(expected("add \"x\" likes \"y\" with ") == [.detail(.edge(relation: "likes"))])
        #expect(expected("set format = ").contains(.settingValue("format", of: nil)))
    }

    @Test("offers a breakdown only of what can be broken down") func breakdown() {
        #expect(words("evaluate near ").contains("by"))
        #expect(!words("evaluate interactive near ").contains("by"))
        #expect(!words("evaluate explanations ").contains("by"))
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
