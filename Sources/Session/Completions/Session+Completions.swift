import Grammar
import Graph
import TripleStore

extension Session {
    /// What may follow `line`, which ends at the cursor; `rest` is what stands behind that.
    public func completions(of line: String, before rest: String = "") -> Completions {
        let context = Completion.context(of: line)
        guard let found = try? offers(for: context) else { return .none(after: line) }
        let taken = Self.words(in: context)
        var written: [String] = []
        for offer in found.offers where offer.fits(context.prefix) {
            if let text = offer.written(in: context.quote, taken: taken) { written.append(text) }
        }
        let kept = String(line[..<context.start])
        return Completions(
            kept: kept, typed: String(line[context.start...]), candidates: Self.inOrder(written), isCut: found.isCut
        ) { candidate in
            if let quote = context.quote, rest.hasPrefix(String(quote)) { return "" }
            return rest.isEmpty ? Self.ending(of: kept + candidate) : ""
        }
    }

    /// What can stand there, and whether more could.
    private func offers(for context: Completion.Context) throws -> (offers: [Offer], isCut: Bool) {
        let source = OfferSource(session: self, reader: try reader(), context: context)
        var (offers, isCut): ([Offer], Bool) = ([], false)
        for expected in context.expected {
            let found = try source.offers(for: expected)
            offers += found.offers
            isCut = isCut || found.isCut
        }
        return (offers, isCut)
    }

    /// Each once, in an order that case does not matter to.
    private static func inOrder(_ texts: [String]) -> [String] {
        Set(texts).map { (folded: foldedLabel($0), text: $0) }.sorted { $0 < $1 }.map(\.text)
    }

    /// What would be read here as a word of the language.
    private static func words(in context: Completion.Context) -> Set<String> {
        var words: Set<String> = []
        for expected in context.expected {
            switch expected {
            case .keyword(let word), .literal(let word): words.insert(word)
            case .field: words.formUnion(["and", "or", "not"])
            default: break
            }
        }
        return words
    }

    /// What a person would type next after a text that was completed to this: a blank where a word follows, a sign where
    /// nothing else can.
    private static func ending(of text: String) -> String {
        let isOpen = Completion.context(of: text).quote != nil || text.hasSuffix("(")
        guard !isOpen else { return "" }
        let next = Set(Completion.context(of: text + " ").expected)
        switch next {
        case [.symbol("=")]: return " = "
        case [.symbol(":")]: return ": "
        default: break
        }
        let joins = [",", "/", "|", ")", "]", "}"].contains { next.contains(.symbol($0)) }
        let isOver = next.allSatisfy { if case .symbol = $0 { true } else { $0 == .end } }
        return joins || isOver ? "" : " "
    }
}
