import Grammar
import Testing

@Suite("The definition") struct GrammarTextTests {
    private let productions = EBNF.productions(of: GrammarText.ebnf)
    private let keywords = Set(GrammarText.verbs + GrammarText.clauseWords)

    @Test("defines what it mentions, and mentions what it defines") func isClosed() {
        let defined = productions.map(\.name)
        let mentioned = Set(productions.flatMap(\.references))
        #expect(Set(defined).count == defined.count)
        #expect(mentioned.subtracting(defined).isEmpty)
        #expect(Set(defined).subtracting(mentioned) == ["script"])
    }

    @Test("has the words of keywords.txt and no others") func words() {
        let syntax = productions.filter { $0.name.contains(where: \.isLowercase) }
        let words = syntax.flatMap(\.terminals).filter { $0.allSatisfy(\.isLetter) }
        #expect(Set(words) == keywords)
        #expect(Set(GrammarText.verbs).count == GrammarText.verbs.count)
        #expect(Set(GrammarText.clauseWords).count == GrammarText.clauseWords.count)
    }

    @Test("has the words that the parser asks for on its way through the corpus") func parserAsks() {
        let variants: Set = ["neighbors"]
        #expect(askedFor == keywords.subtracting(variants))
    }

    @Test("has the verbs that the parser takes", arguments: GrammarText.verbs) func parserTakes(verb: String) {
        var script = ScriptParser(verb.uppercased())
        do throws(ParseError) {
            _ = try script.next()
        } catch {
            if case .unknownVerb = error.kind { Issue.record("\(verb) starts nothing") }
        }
    }

    @Test("is printed by the verb", arguments: GrammarText.verbs) func productions(verb: String) {
        let text = GrammarText.productions(for: verb)
        #expect(text.split(separator: "\n").first?.contains("\"\(verb)\"") == true)
        #expect(GrammarText.productions(for: verb.uppercased()) == text)
    }

    @Test("is printed with what a verb's production uses") func usedProductions() {
        let lines = GrammarText.productions(for: "neighbours").split(separator: "\n")
        #expect(
            lines.first
                == "neighbours  = ( \"neighbours\" | \"neighbors\" ) node { hops | via | dir } ( counted | tail ) ;")
        #expect(lines.contains("hops        = \"hops\" INT [ \"..\" INT ] ;"))
        #expect(GrammarText.productions(for: "frobnicate").isEmpty)
        #expect(GrammarText.productions(for: "hops").hasPrefix("hops        = \"hops\" INT"))
    }

    /// Each word that the parser asked for at some word's start in the corpus.
    private var askedFor: Set<String> {
        var words: Set<String> = []
        for corpusCase in Corpus.cases {
            let query = corpusCase.query
            for place in query.indices where query[place].isLetter { words.formUnion(asked(in: query, at: place)) }
            words.formUnion(asked(in: query, at: query.endIndex))
        }
        return words
    }

    private func asked(in query: String, at place: String.Index) -> [String] {
        Completion.context(of: query, at: place).expected.compactMap { expectation in
            switch expectation {
            case .verb(let word), .keyword(let word), .literal(let word): word
            default: nil
            }
        }
    }
}
