import Grammar
import Testing

@Suite("A line wants another") struct IncompleteTests {
    @Test(
        "when it is open at its end",
        arguments: [
            "neighbours \"One", "describe 'x", "describe song:`x", "describe \"x\"[", "describe \"x\"[year = 1985",
            "recommend where (a = 1", "recommend where a in (1,", "neighbours \"x\" via a,", "traverse \"x\" a/",
            "traverse \"x\" a|", "recommend where a = 1 and", "recommend where a = 1 or  # and so on",
            "recommend where a between 1 and", "neighbours \"x\" \\", "neighbours \\", "stats \\", "match", "match (a)",
            "match (a)\nwhere a.x = 1", "match (a) return", "match (a) return a,", "stats; describe \"x",
            "neighbours \"x\" via a,\n", "traverse \"x\" (a", "frobnicate; describe \"x", "neighbours", "neighbours\n",
            "neighbours \"x\" hops", "paths \"x\" to\n", "describe song",
        ]) func incomplete(_ text: String)
    {
        #expect(ScriptParser.isIncomplete(text))
    }

    @Test(
        "not when it is whole, or wrong already",
        arguments: [
            "", "# comment", "stats", "stats;", "neighbours;", "neighbours\n\n", "describe \"x\"[\n\n", "match (a)\n\n",
            "describe \"x\"[year = = 1985",
            "match (a) return a", "match (a) where return a", "traverse \"x\" a//", "frobnicate (", "describe \"x\"]",
            "stats # \\", "describe song a,",
        ]) func whole(_ text: String)
    {
        #expect(!ScriptParser.isIncomplete(text))
    }

    @Test("and says what is open") func lack() {
        func lack(_ text: String) -> ScriptParser.Lack? { ScriptParser.lack(of: text) }
        #expect(lack("describe \"One") == .closing("\""))
        #expect(lack("describe song:`One") == .closing("`"))
        #expect(lack("recommend where (a in (1, 2)") == .closing("("))
        #expect(lack("recommend where (a in (1, 2") == .closing("("))
        #expect(lack("describe \"x\"[year = 1") == .closing("["))
        #expect(lack("match (a) where (a.x = 1)") == .more)
        #expect(lack("neighbours \"x\" \\") == .more)
        #expect(lack("stats") == nil)
    }

    @Test("and a complete one may take more") func endings() {
        /// What of a text is settled, and whether its last statement is a question that may take more, or a change.
        func ending(_ text: String) -> (Int, isChange: Bool?) {
            let ending = ScriptParser.ending(of: text)
            if case .complete(let statement) = ending.last { return (ending.settled, statement.isChange) }
            return (ending.settled, nil)
        }
        #expect(ending("stats\n") == (0, isChange: false))
        #expect(ending("stats\nremove user 42\n") == (6, isChange: true))
        #expect(ending("stats\nremove user 42\n# why\n") == (6, isChange: true))
        #expect(ending("train als\n") == (0, isChange: true))
        // What ends them, or what can take no more
        for text in ["stats;\n", "remove user 42\n\n", "add song:a;", "commit\n", "remove user 42 played *\n"] {
            #expect(ending(text) == (text.utf8.count, isChange: nil), "\(text)")
        }
        let half = ScriptParser.ending(of: "stats\nadd song:a label \"one\n")
        #expect(half.settled == 6)
    }
}
