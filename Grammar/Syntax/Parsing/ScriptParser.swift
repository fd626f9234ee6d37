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

    /// Whether the text is the start of a longer statement: a quote or a bracket is open, or its end wants more.
    public static func isIncomplete(_ text: String) -> Bool {
        var script = ScriptParser(text)
        while true {
            do throws(ParseError) {
                guard try script.next() != nil else { return script.parser.lexer.endsInBackslash }
            } catch {
                if script.wantsMore(after: error) { return true }
            }
        }
    }

    /// Whether more text could mend the mistake just made.
    private func wantsMore(after error: ParseError) -> Bool {
        guard let lexer = parserAtMistake?.lexer else { return false }
        switch error.kind {
        case .unclosed: return true
        case .unexpected(found: nil, _, _), .missingKey: return lexer.isAtEnd && (lexer.goesOn || lexer.endsInBackslash)
        default: return false
        }
    }
}
