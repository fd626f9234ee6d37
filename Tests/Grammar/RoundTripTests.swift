import Grammar
import Testing

@Suite("Printing") struct RoundTripTests {
    @Test("and parsing gives the tree again", arguments: Corpus.rightCases) func corpus(_ corpusCase: CorpusCase) {
        for statement in Corpus.statements(of: corpusCase.query) { expectRoundTrip(statement) }
    }

    @Test("and parsing gives random trees again", arguments: 0..<20) func randomTrees(_ seed: UInt64) {
        var trees = RandomTrees(seed: seed)
        for _ in 0..<250 { expectRoundTrip(trees.statement()) }
    }

    @Test("is stable: what is printed prints the same") func isStable() {
        var trees = RandomTrees(seed: 99)
        for _ in 0..<500 {
            let text = trees.statement().description
            #expect(Corpus.statements(of: text).map(\.description) == [text])
        }
    }

    @Test("escapes what would be read otherwise") func escapes() throws {
        let cases = [
            ("describe `top` 5", "describe top:5"), ("describe song `a b`", "describe song:`a b`"),
            ("describe user 42", "describe user:42"), ("train `on`", "train `on`"), ("evaluate `by`", "evaluate `by`"),
            ("recommend where `and` = 1", "recommend where `and` = 1"), ("add a:1 `label` $x", "add a:1 `label` $x"),
            ("find 'a\"b\\n'", #"find "a\"b\n""#), ("why user 1 song 2", "explain user:1 song:2"),
            ("neighbors 'x' hops 1..2", "neighbours \"x\" hops 2"),
        ]
        for (query, printed) in cases { #expect(Corpus.statements(of: query).map(\.description) == [printed]) }
    }

    private func expectRoundTrip(_ statement: Statement) {
        let text = Printer.text(of: statement)
        #expect(Corpus.trees(of: text) == TreeDump.text(of: statement), "\(text)")
        #expect(Corpus.statements(of: text) == [statement], "\(text)")
    }
}
