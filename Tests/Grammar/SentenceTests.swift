import Grammar
import Testing

@Suite("Sentences of the definition") struct SentenceTests {
    @Test("parse", arguments: 0..<16) func parse(_ seed: UInt64) {
        var sentences = RandomSentences(EBNF.productions(of: GrammarText.ebnf), seed: seed)
        for _ in 0..<250 {
            let sentence = sentences.sentence(of: "statement")
            var script = ScriptParser(sentence)
            do throws(ParseError) {
                _ = try script.next()
                #expect(try script.next() == nil, "\(sentence)")
            } catch {
                let isExpected = isBeyondGrammar(error)
                #expect(isExpected, "\(sentence)\n\(TreeDump.text(of: error))")
            }
        }
    }

    /// Whether a sentence is refused for what the notation cannot say: a clause twice, a range backwards.
    private func isBeyondGrammar(_ error: ParseError) -> Bool {
        switch error.kind {
        case .repeated, .badNumber: true
        default: false
        }
    }
}
