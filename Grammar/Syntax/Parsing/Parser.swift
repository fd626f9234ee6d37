/// Reads statements by recursive descent, asking the lexer for what the grammar expects.
///
/// Each question leaves a note of what was asked for and where, so that a syntax error and the
/// prompt's completion both come from the grammar as it is parsed, not from a second table.
struct Parser: Sendable {
    /// How deep brackets and `plan` may nest.
    static let nestingLimit = 200

    var lexer: Lexer
    /// The brackets that are open, outermost first.
    private(set) var openBrackets: [String] = []
    /// The bare key read last.
    var lastKey: (type: String, start: Int, end: Int)?
    /// What names may be fields of here; nil where no condition stands.
    var scope: FieldScope?
    private var depth = 0
    private var notes: [Expected] = []
    private var notesOffset = 0

    /// A parser at the start of the text.
    init(_ text: String) { lexer = Lexer(text) }

    /// What was asked for at the place that the parser stands at, each once and in order.
    var expected: [Expected] {
        guard notesOffset == lexer.offset else { return [] }
        var seen: Set<Expected> = []
        return notes.filter { seen.insert($0).inserted }
    }

    /// Notes that this could stand here.
    mutating func note(_ expectation: Expected) {
        if notesOffset != lexer.offset {
            notesOffset = lexer.offset
            notes.removeAll(keepingCapacity: true)
        }
        notes.append(expectation)
    }

    /// Goes to the next statement, the nesting of a faulty one forgotten; false where there is none.
    mutating func startStatement() -> Bool {
        resetNesting()
        return lexer.startStatement()
    }

    /// Goes back to the start of the statement to read it anew, the line behind the newline it stands at included.
    mutating func restart(at start: Int) {
        resetNesting()
        lexer.restart(at: start, joining: lexer.offset)
    }

    private mutating func resetNesting() {
        depth = 0
        scope = nil
        openBrackets = []
    }

    /// Goes one level deeper, as long as that is allowed.
    mutating func enter() throws(ParseError) {
        depth += 1
        guard depth <= Self.nestingLimit else {
            throw ParseError(.tooDeep(limit: Self.nestingLimit), at: spanOfToken())
        }
    }

    /// Comes back from `enter`.
    mutating func leave() { depth -= 1 }

    // MARK: Words and signs

    /// Whether this keyword stands here.
    mutating func at(_ word: String) -> Bool {
        note(.keyword(word))
        return lexer.keywordEnd(word) != nil
    }

    /// Takes this keyword where it stands here; `overLines` where the next line may go on.
    mutating func accept(_ word: String, overLines: Bool = false, as expectation: Expected? = nil) -> Bool {
        note(expectation ?? .keyword(word))
        guard let end = lexer.keywordEnd(word) else { return false }
        lexer.take(to: end, overLines: overLines)
        return true
    }

    /// Takes a statement's first word, one of a few that say the same; `variant` is another way to spell it.
    mutating func verb(_ words: String..., variant: String? = nil) -> Bool {
        for word in words { note(.verb(word)) }
        let ends = (words + [variant].compactMap { $0 }).lazy.compactMap { [lexer] in lexer.keywordEnd($0) }
        guard let end = ends.first else { return false }
        lexer.take(to: end)
        return true
    }

    /// Takes the first word of a clause that may stand once.
    mutating func clause(_ word: String, given: Bool) throws(ParseError) -> Bool {
        guard given else { return accept(word) }
        guard let end = lexer.keywordEnd(word) else { return false }
        throw ParseError(.repeated(word), at: lexer.source.span(end - word.utf8.count..<end))
    }

    /// Runs `body` where names are fields of `scope`.
    mutating func within<Result>(
        _ scope: FieldScope?, _ body: (inout Parser) throws(ParseError) -> Result
    ) throws(ParseError) -> Result {
        let before = self.scope
        self.scope = scope
        let result = try body(&self)
        self.scope = before
        return result
    }

    /// Takes one of the words of a choice.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        Choice.allCases.first { accept($0.rawValue) }
    }

    /// Takes this keyword, which must stand here.
    mutating func expect(_ word: String) throws(ParseError) {
        guard accept(word) else { throw failure() }
    }

    /// Takes this sign where it stands here.
    mutating func symbol(_ sign: String, overLines: Bool = false) -> Bool {
        note(.symbol(sign))
        guard let end = lexer.symbolEnd(sign) else { return false }
        lexer.take(to: end, overLines: overLines)
        return true
    }

    /// Takes this sign, which must stand here.
    mutating func expectSymbol(_ sign: String) throws(ParseError) {
        guard symbol(sign) else { throw failure() }
    }

    /// Takes an opening bracket where it stands here, after which newlines are white space.
    mutating func open(_ bracket: String) -> Bool {
        note(.symbol(bracket))
        guard let end = lexer.symbolEnd(bracket) else { return false }
        lexer.brackets += 1
        openBrackets.append(bracket)
        lexer.take(to: end)
        return true
    }

    /// Takes a closing bracket, which must stand here.
    mutating func close(_ bracket: String) throws(ParseError) {
        note(.symbol(bracket))
        guard let end = lexer.symbolEnd(bracket) else { throw failure() }
        lexer.brackets -= 1
        openBrackets.removeLast()
        lexer.take(to: end)
    }
}
