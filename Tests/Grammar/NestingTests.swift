import Grammar
import Testing

@Suite("Nesting") struct NestingTests {
    private static let limit = 200

    private func isTooDeep(_ text: String) -> Bool {
        var script = ScriptParser(text)
        do throws(ParseError) {
            _ = try script.next()
            return false
        } catch {
            return error.kind == .tooDeep(limit: Self.limit)
        }
    }

    private func nested(_ open: String, _ inner: String, _ close: String, times: Int) -> String {
        String(repeating: open, count: times) + inner + String(repeating: close, count: times)
    }

    @Test("in conditions ends in an error, not in the stack") func conditions() {
        #expect(!isTooDeep("recommend where " + nested("(", "a = 1", ")", times: 150)))
        #expect(isTooDeep("recommend where " + nested("(", "a = 1", ")", times: 100_000)))
        #expect(isTooDeep("recommend where " + nested("not (", "a = 1", ")", times: 100_000)))
    }

    @Test("in paths, calls, filters and plans too") func elsewhere() {
        #expect(isTooDeep("traverse \"x\" " + nested("(", "a", ")", times: 100_000)))
        #expect(isTooDeep("recommend where " + nested("f(", "a", ")", times: 100_000) + " = 1"))
        #expect(isTooDeep("describe " + nested("\"x\"[a ", "\"y\"", "]", times: 100_000)))
        #expect(isTooDeep(nested("plan ", "stats", "", times: 100_000)))
        #expect(!isTooDeep(nested("plan ", "stats", "", times: 150)))
    }

    @Test("does not grow with length") func length() {
        let terms = Array(repeating: "a = 1", count: 50_000)
        #expect(Corpus.statements(of: "recommend where " + terms.joined(separator: " or ")).count == 1)
        let steps = Array(repeating: "a", count: 50_000)
        #expect(Corpus.statements(of: "traverse \"x\" " + steps.joined(separator: "/")).count == 1)
        #expect(Corpus.statements(of: String(repeating: ";\n#\n", count: 50_000) + "stats").count == 1)
        let comparisons = Array(repeating: "a.x = 1", count: 100_000)
        #expect(Corpus.statements(of: "match (a) where \(comparisons.joined(separator: " or ")) return a").count == 1)
    }

    /// Each of these had the parser look through much of what follows for every mistake.
    @Test("nor do mistakes, of which there may be many", arguments: ["(\n", "x \"\n\n", "x \\\"\n", "x;", "match (\n"])
    func mistakes(_ mistake: String) {
        let text = String(repeating: mistake, count: 100_000) + "\nstats"
        #expect(Corpus.statements(of: text) == Corpus.statements(of: "stats"))
    }

    @Test("and behind a mistake in a long line the next line is read") func longLines() {
        #expect(
            Corpus.statements(of: String(repeating: "x ", count: 50_000) + "\nstats") == Corpus.statements(of: "stats"))
        let quotes = "x \"" + String(repeating: "\\\"", count: 100_000)
        #expect(Corpus.statements(of: quotes + "\nstats") == Corpus.statements(of: "stats"))
    }

    @Test("that was too deep is behind the statements after it") func recovers() {
        let text = "recommend where " + nested("(", "a = 1", ")", times: 300) + "\nstats"
        #expect(Corpus.statements(of: text) == Corpus.statements(of: "stats"))
    }

    @Test("prints and parses up to the limit") func prints() {
        for statement in Corpus.statements(of: "recommend where " + nested("not (", "a = 1", ")", times: 190)) {
            #expect(Corpus.statements(of: statement.description) == [statement])
        }
    }
}
