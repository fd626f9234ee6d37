/// Reads a script one statement at a time, so that a later mistake does not hide an earlier statement.
public struct ScriptParser: Sendable {
    /// Where the reading stands.
    private(set) var parser: Parser
    /// Where it stood when it met the last mistake.
    private(set) var parserAtMistake: Parser?

    /// A parser at the start of the text.
    public init(_ text: String) { parser = Parser(text) }

    /// The next statement; nil at the end of the script. After a mistake, goes on behind the faulty statement.
    public mutating func next() throws(ParseError) -> SourceStatement? {
        guard parser.startStatement() else { return nil }
        let start = parser.lexer.offset
        do throws(ParseError) {
            let statement = try parser.statement()
            let text = parser.lexer.source.text(start..<parser.lexer.lastEnd)
            return SourceStatement(statement, text: text, at: parser.span(from: start))
        } catch {
            parserAtMistake = parser
            parser.lexer.leaveFaultyStatement(from: start)
            throw error
        }
    }

    /// What a text lacks that is the start of a longer statement.
    public enum Lack: Hashable, Sendable {
        /// This quote, back-tick or bracket is open.
        case closing(String)
        /// Its end wants something after it.
        case more
    }

    /// What the text lacks; nil where it is whole, or more of it would not mend it.
    public static func lack(of text: String) -> Lack? {
        var script = ScriptParser(text)
        while true {
            do throws(ParseError) {
                guard try script.next() != nil else { return script.parser.lexer.endsInBackslash ? .more : nil }
            } catch {
                if let lack = script.lack(after: error) { return lack }
            }
        }
    }

    /// Whether the text is the start of a longer statement: a quote or a bracket is open, or its end wants more.
    public static func isIncomplete(_ text: String) -> Bool { lack(of: text) != nil }

    /// What more text could bring that mends the mistake just made.
    private func lack(after error: ParseError) -> Lack? {
        guard let parser = parserAtMistake else { return nil }
        switch error.kind {
        case .unclosed(let quote): return .closing(quote)
        case .unexpected(found: nil, _, _) where parser.lexer.isAtEnd:
            if let bracket = parser.openBrackets.last { return .closing(bracket) }
            return parser.lexer.goesOn || parser.lexer.endsInBackslash ? .more : nil
        case .missingKey where parser.lexer.isAtEnd:
            return parser.lexer.goesOn || parser.lexer.endsInBackslash ? .more : nil
        default: return nil
        }
    }
}
