/// What may stand at a place of an unfinished statement: the parser's own expectations there.
public enum Completion {
    /// The room at the cursor.
    public struct Context: Hashable, Sendable {
        /// What the grammar expects, in its order; empty inside a comment or behind a mistake.
        public let expected: [Expected]
        /// What of it is typed already, without its opening quote; what is escaped in quotes stands for itself.
        public let prefix: String
        /// Where it starts: at its opening quote, where there is one.
        public let start: String.Index
        /// The quote or back-tick that is open.
        public let quote: Character?
        /// Whether it stands right after `@` or `$`.
        public var isAfterSign = false
    }

    /// What may stand at `cursor`, which is the end of `text` where left out.
    public static func context(of text: String, at cursor: String.Index? = nil) -> Context {
        let before = text[..<(cursor ?? text.endIndex)]
        if let token = openToken(in: before) { return token }
        let start = startOfWord(in: before)
        var context = Context(
            expected: expected(after: before[..<start]), prefix: String(before[start...]), start: start, quote: nil)
        context.isAfterSign = before[..<start].last.map { $0 == "@" || $0 == "$" } ?? false
        return context
    }

    /// What the parser asks for at the end of `text`.
    private static func expected(after text: Substring) -> [Expected] {
        var script = ScriptParser(String(text))
        while true {
            do throws(ParseError) {
                guard try script.next() != nil else { break }
                if script.parser.lexer.isAtEnd { return script.parser.expectedAtCursor }
            } catch {
                if let parser = script.parserAtMistake, parser.lexer.isAtLastLine { return parser.expectedAtCursor }
                if script.parser.lexer.isAtEnd { return [] }
            }
        }
        var parser = script.parser
        _ = try? parser.statement()
        return parser.expectedAtCursor
    }

    /// The quote, back-tick or key that the text ends in.
    private static func openToken(in text: Substring) -> Context? {
        var script = ScriptParser(String(text))
        while true {
            do throws(ParseError) {
                guard try script.next() != nil else { return nil }
            } catch {
                if case .unclosed = error.kind, let parser = script.parserAtMistake {
                    return quoted(in: text, from: parser.lexer.offset, expected: parser.expected)
                }
            }
            if let key = script.parserAtMistake?.lastKey ?? script.parser.lastKey, key.end == text.utf8.count {
                let start = text.utf8.index(text.startIndex, offsetBy: key.start)
                let expected = [Expected.key(type: key.type)]
                return Context(expected: expected, prefix: String(text[start...]), start: start, quote: nil)
            }
        }
    }

    private static func quoted(in text: Substring, from offset: Int, expected: [Expected]) -> Context {
        let start = text.utf8.index(text.startIndex, offsetBy: offset)
        let inside = text.utf8.index(after: start)
        let quote = Character(text.unicodeScalars[start])
        return Context(
            expected: expected, prefix: unquoted(String(text[inside...]), quote), start: start, quote: quote)
    }

    /// What an unfinished text in quotes stands for; a sequence that has only begun is left out.
    private static func unquoted(_ text: String, _ quote: Character) -> String {
        for whole in [text, String(text.dropLast())] {
            var lexer = Lexer("\(quote)\(whole)\(quote)")
            if let read = try? lexer.quoted(), read.end == lexer.source.bytes.count { return read.text }
        }
        return text
    }

    /// Where the bare word that touches the end starts.
    private static func startOfWord(in text: Substring) -> String.Index {
        let scalars = text.unicodeScalars
        var start = text.endIndex
        while start > text.startIndex {
            let previous = scalars.index(before: start)
            guard scalars[previous].continuesName else { break }
            start = previous
        }
        return start
    }
}

extension Parser {
    /// What was asked for here; nothing in a comment.
    fileprivate var expectedAtCursor: [Expected] { lexer.endsInComment ? [] : expected }
}
