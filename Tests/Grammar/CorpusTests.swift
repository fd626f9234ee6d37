import Grammar
import Testing

@Suite("The corpus") struct CorpusTests {
    @Test("is found, and large") func isLarge() {
        #expect(Corpus.cases.count > 400)
        #expect(Corpus.rightCases.count > 250)
    }

    @Test("parses as it says", arguments: Corpus.cases) func parses(_ corpusCase: CorpusCase) {
        #expect(folded(Corpus.trees(of: corpusCase.query)) == folded(corpusCase.trees))
    }

    @Test("has each title once in a file") func titlesAreDistinct() {
        let titles = Corpus.cases.map(\.testDescription)
        #expect(Set(titles).count == titles.count)
    }

    @Test("has a wrong case for each verb that can go wrong") func everyVerbGoesWrong() {
        let wrong = Corpus.cases.filter { !$0.isRight }
        for verb in GrammarText.verbs {
            #expect(
                wrong.contains { $0.query.hasPrefix(verb) } || Self.synonyms.contains(verb), "no wrong case of \(verb)")
        }
    }

    /// Second words for what has its wrong cases under the first.
    private static let synonyms: Set = ["neighbors", "path", "why", "load", "exit"]

    /// Trees may be broken over lines in the corpus.
    private func folded(_ trees: String) -> String {
        trees.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("( ", with: "(")
    }
}
