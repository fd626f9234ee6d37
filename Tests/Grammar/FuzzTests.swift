import Grammar
import TestSupport
import Testing

@Suite("The parser survives") struct FuzzTests {
    @Test("queries cut short") func truncated() {
        for corpusCase in Corpus.cases {
            for end in corpusCase.query.indices.suffix(16) { survive(String(corpusCase.query[..<end])) }
        }
    }

    @Test("queries with pieces swapped, dropped and doubled", arguments: 0..<8) func mutated(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let queries = Corpus.cases.map(\.query)
        for _ in 0..<300 {
            var pieces = Array(queries[random.below(queries.count)].unicodeScalars)
            for _ in 0...random.below(4) { mutate(&pieces, from: queries, &random) }
            var text = ""
            text.unicodeScalars.append(contentsOf: pieces)
            survive(text)
        }
    }

    @Test("random bytes", arguments: 0..<4) func bytes(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let bytes = (0..<random.below(60)).map { _ in UInt8.random(in: 0...255, using: &random) }
            survive(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("random signs", arguments: 0..<4) func signs(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let signs = Array("\"'`;,|/\\#-()[]{}=!<>~^?*+.:@$ \n\ta1")
        for _ in 0..<500 {
            let tail = String((0..<random.below(40)).map { _ in signs[random.below(signs.count)] })
            survive(["traverse \"x\" ", "match ", "describe ", "recommend where ", ""][random.below(5)] + tail)
        }
    }

    /// Parses to the end, bounding the number of answers, and asks all else that takes any text.
    private func survive(_ text: String) {
        var script = ScriptParser(text)
        var answers = 0
        while answers <= text.utf8.count + 1 {
            answers += 1
            do throws(ParseError) {
                guard let next = try script.next() else { break }
                #expect(next.span.length > 0 && !next.text.isEmpty, "\(text.debugDescription)")
            } catch {
                #expect(error.span.line > 0 && error.span.column > 0 && error.span.length > 0)
            }
        }
        #expect(answers <= text.utf8.count + 1, "no end: \(text.debugDescription)")
        _ = ScriptParser.isIncomplete(text)
        _ = Completion.context(of: text)
    }

    private func mutate(
        _ pieces: inout [Unicode.Scalar], from queries: [String], _ random: inout SeededGenerator
    ) {
        guard !pieces.isEmpty else { return }
        let place = random.below(pieces.count)
        switch random.below(4) {
        case 0: pieces.remove(at: place)
        case 1: pieces.insert(pieces[place], at: place)
        case 2: pieces.swapAt(place, random.below(pieces.count))
        default:
            let other = Array(queries[random.below(queries.count)].unicodeScalars)
            pieces.insert(contentsOf: other.prefix(random.below(8) + 1), at: place)
        }
    }
}
