import Grammar
import Testing

@Suite("Places") struct PlaceTests {
    private func mistake(in text: String) -> ParseError? {
        var script = ScriptParser(text)
        while true {
            do throws(ParseError) {
                guard try script.next() != nil else { return nil }
            } catch {
                return error
            }
        }
    }

    private func place(in text: String) -> [Int]? {
        mistake(in: text).map { [$0.span.line, $0.span.column, $0.span.length] }
    }

    @Test("count a tab as one character") func tabs() {
        #expect(place(in: "\tstats\tnow") == [1, 8, 3])
    }

    @Test("count characters, not bytes or scalars") func wideCharacters() {
        #expect(place(in: "find \"夜に駆ける\" now") == [1, 14, 3])
        #expect(place(in: "find \"🇩🇪👩‍👩‍👧e\u{301}\" now") == [1, 12, 3])
        #expect(place(in: "find \"x\" Größe") == [1, 10, 5])
    }

    @Test("count on in long lines, forwards and back") func longLines() {
        let comparison = "\"é\" = a.x or "
        let text = "match (a) where " + String(repeating: comparison, count: 1_000) + "a.x now"
        #expect(place(in: text) == [1, 16 + comparison.count * 1_000 + 5, 3])
    }

    @Test("know lines that end in CRLF") func carriageReturns() {
        #expect(Corpus.trees(of: "stats\r\nschema\r\n") == "(stats)\n(schema)")
        #expect(place(in: "stats\r\nstats now\r\n") == [2, 7, 3])
        #expect(place(in: "stats\r\ndescribe\r\n") == [2, 9, 1])
        #expect(Corpus.trees(of: "neighbours \"x\" via a,\r\n b") == "(neighbours (label \"x\") (via a b))")
        #expect(Corpus.trees(of: "neighbours \"x\" \\\r\n hops 2") == "(neighbours (label \"x\") (hops 1 2))")
        #expect(Corpus.trees(of: "# one\r\nstats # two\r\n-- three\r\n") == "(stats)")
    }

    @Test("do not count a byte order mark") func byteOrderMark() {
        #expect(Corpus.trees(of: "\u{FEFF}stats") == "(stats)")
        #expect(place(in: "\u{FEFF}stats now") == [1, 7, 3])
    }

    @Test("are cut at the end of their first line") func manyLines() {
        #expect(place(in: "stats \"two\nlines\"") == [1, 7, 4])
        #expect(place(in: "stats \"two\r\nlines\"") == [1, 7, 4])
    }

    @Test("of a missing part are behind the last token") func ends() {
        #expect(place(in: "describe   # nothing") == [1, 9, 1])
        #expect(place(in: "neighbours \"x\" via a,\n\n") == [1, 22, 1])
        #expect(place(in: "stats; describe ; stats") == [1, 16, 1])
    }

    @Test("take no-break spaces for white space") func noBreakSpaces() {
        #expect(Corpus.trees(of: "describe\u{A0}user\u{3000}42") == "(describe (node user \"42\"))")
    }

    @Test("are kept by statements and words") func statements() throws {
        var script = ScriptParser("\n  neighbours \"é\" \\\n  via sungBy  # end\n stats")
        let first = try #require(try script.next())
        #expect(first.text == "neighbours \"é\" \\\n  via sungBy")
        #expect(first.span == SourceSpan(line: 2, column: 3, length: 16))
        guard case .read(.neighbours(let neighbours), _) = first.statement else {
            Issue.record("no neighbours")
            return
        }
        #expect(neighbours.node.span == SourceSpan(line: 2, column: 14, length: 3))
        #expect(neighbours.via[0].span == SourceSpan(line: 3, column: 7, length: 6))
        #expect(try script.next()?.span == SourceSpan(line: 4, column: 2, length: 5))
        #expect(try script.next() == nil)
    }

    @Test("of a node span its type, key and filter") func nodes() throws {
        var script = ScriptParser("describe song:X[year = 1985]")
        guard case .read(.describe(let node), _)? = try script.next()?.statement,
            case .typed(let type, let key, _) = node.form
        else {
            Issue.record("no typed node")
            return
        }
        #expect(node.span == SourceSpan(line: 1, column: 10, length: 19))
        #expect(type.span == SourceSpan(line: 1, column: 10, length: 4))
        #expect(key.span == SourceSpan(line: 1, column: 15, length: 1))
    }
}
