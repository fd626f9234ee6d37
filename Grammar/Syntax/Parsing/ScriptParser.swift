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
        while true {
            do throws(ParseError) {
                let statement = try parser.statement()
                let text = parser.lexer.source.text(start..<parser.lexer.lastEnd)
                return SourceStatement(statement, text: text, at: parser.span(from: start))
            } catch {
                if goesOnBehindLine(after: error, from: start) {
                    parser.restart(at: start)
                    continue
                }
                parserAtMistake = parser
                parser.lexer.leaveFaultyStatement(from: start)
                throw error
            }
        }
    }

    /// Whether the statement was not complete at the end of its line, and the next line does not begin another.
    ///
    /// It is then read anew; how often is limited by the bytes that this takes.
    private mutating func goesOnBehindLine(after error: ParseError, from start: Int) -> Bool {
        guard error.isLack, case .line(let line) = parser.lexer.ahead, parser.lexer.foresight > 0 else { return false }
        parser.lexer.spendForesight(parser.lexer.offset - start)
        return !line.startsStatement || parser.expected.contains { if case .verb = $0 { true } else { false } }
    }

    /// What later lines may do to a text.
    public struct Ending: Sendable {
        /// The statement, or the mistake, at the end that the next line may go on with.
        public enum Last: Sendable {
            /// There is none: `;`, a blank line or a statement that can take nothing more ends the text.
            case none
            /// It is complete, and may take more.
            case complete(Statement)
            /// It is not complete.
            case incomplete(Lack)
        }

        /// How many bytes of UTF-8 at the start no later line changes.
        public let settled: Int
        /// What stands behind them.
        public let last: Last
    }

    /// What a text lacks that is the start of a longer statement.
    public enum Lack: Hashable, Sendable {
        /// This quote, back-tick or bracket is open.
        case closing(String)
        /// Something more is wanted.
        case more
    }

    /// How the text ends, which stands for whole lines.
    public static func ending(of text: String) -> Ending {
        var (script, start) = (ScriptParser(text), 0)
        while true {
            var lexer = script.parser.lexer
            _ = lexer.startStatement()
            start = lexer.offset
            do throws(ParseError) {
                guard let next = try script.next() else { break }
                guard script.parser.lexer.isAtLastLine else { continue }
                if script.parser.lexer.endsInBackslash { return Ending(settled: start, last: .incomplete(.more)) }
                if script.parser.expected == [.end] { break }
                return Ending(settled: start, last: .complete(next.statement))
            } catch {
                if let lack = script.lack(after: error) { return Ending(settled: start, last: .incomplete(lack)) }
            }
        }
        if script.parser.lexer.endsInBackslash { return Ending(settled: start, last: .incomplete(.more)) }
        return Ending(settled: text.utf8.count, last: .none)
    }

    /// What the text lacks; nil where it is whole, or more of it would not mend it.
    public static func lack(of text: String) -> Lack? {
        if case .incomplete(let lack) = ending(of: text).last { lack } else { nil }
    }

    /// Whether the text is the start of a longer statement: it is not complete at its end.
    public static func isIncomplete(_ text: String) -> Bool { lack(of: text) != nil }

    /// What more text could bring that mends the mistake just made.
    private func lack(after error: ParseError) -> Lack? {
        guard let parser = parserAtMistake else { return nil }
        if case .unclosed(let quote) = error.kind { return .closing(quote) }
        guard error.isLack, parser.lexer.isAtLastLine else { return nil }
        return parser.openBrackets.last.map(Lack.closing) ?? .more
    }
}

extension ParseError {
    /// Whether the statement ended before it was complete.
    fileprivate var isLack: Bool {
        switch kind {
        case .unexpected(found: nil, _, _), .missingKey: true
        case .unexpected, .unknownVerb, .unclosed, .strayCharacter, .badEscape, .badNumber, .repeated, .tooDeep: false
        }
    }
}
