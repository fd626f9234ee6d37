/// A place in a script between two tokens.
///
/// There is no list of tokens: what a character means hangs on what the grammar expects there
/// (`007` is a key after `user` and a number after `top`), so the parser asks for what it wants.
struct Lexer: Sendable {
    var source: SourceText
    /// Where the next token starts, once white space is skipped.
    private(set) var offset: Int
    /// Where the last token ended.
    private(set) var lastEnd: Int
    /// Open brackets; newlines inside are white space.
    var brackets = 0
    /// Whether the statement is known to lack something, as a `match` does until it returns.
    var spansLines = false
    /// The newlines, by their offsets, behind which the statement goes on because it was not complete there.
    private var joined: Set<Int> = []
    /// What follows the newline that the lexer stands at; nil elsewhere.
    private(set) var ahead: LineAhead?
    /// Whether a newline here would have been white space: more is wanted.
    private(set) var goesOn = false
    /// Whether the last token was an operator that wants something on its right.
    private var wantsRight = false
    /// How many bytes may still be looked at in vain behind mistakes, so that many of them take no more time than few.
    private(set) var foresight = 1 << 22
    /// Whether the script ends inside a comment.
    private(set) var endsInComment = false

    /// Whether the script ends in a backslash that wants another line.
    private(set) var endsInBackslash = false

    /// The start of the text.
    init(_ text: String) {
        source = SourceText(text)
        offset = source.start
        lastEnd = offset
    }

    /// The byte of the next token's start, or 0 at the end.
    var byte: UInt8 { source[offset] }

    /// Whether nothing is left of the script.
    var isAtEnd: Bool { offset == source.bytes.count }

    /// Whether no more than the end of the text is between here and the next line.
    var isAtLastLine: Bool {
        if case .end = ahead { true } else { isAtEnd }
    }

    /// Whether the statement ends here.
    var isAtStatementEnd: Bool { isAtEnd || byte == .newline || byte == UInt8(ascii: ";") }

    /// Takes the token that ends at `end`, and the white space after it; `overLines` after an
    /// operator that wants something on its right.
    mutating func take(to end: Int, overLines: Bool = false) {
        offset = end
        lastEnd = end
        wantsRight = overLines
        goesOn = overLines || brackets > 0 || spansLines
        skipWhiteSpace()
    }

    /// Goes to the start of the next statement; false where there is none.
    mutating func startStatement() -> Bool {
        joined = []
        resetNesting()
        while !isAtEnd, byte == .newline || byte == UInt8(ascii: ";") || skipWithinLine() {
            if byte == .newline || byte == UInt8(ascii: ";") { offset += 1 }
        }
        lastEnd = offset
        return !isAtEnd
    }

    /// Goes back to the start of the statement, which goes on behind the newline at `newline`.
    mutating func restart(at start: Int, joining newline: Int) {
        joined.insert(newline)
        resetNesting()
        jump(to: start)
    }

    private mutating func resetNesting() {
        (brackets, spansLines, goesOn, ahead) = (0, false, false, nil)
    }

    /// Goes to a place where the next token must follow at once, as after the colon of `song:X`.
    mutating func jump(to place: Int) {
        offset = place
        lastEnd = place
    }

    /// Lets newlines be white space until `spansLines` is taken back.
    mutating func crossLines() {
        spansLines = true
        goesOn = true
        skipWhiteSpace()
    }

    /// Takes off what was looked at in vain behind a mistake.
    mutating func spendForesight(_ count: Int) { foresight = max(0, foresight - max(count, 0)) }

    /// Goes to where a token starts, or to the newline that ends the statement.
    mutating func skipWhiteSpace() {
        ahead = nil
        while !isAtEnd {
            if skipWithinLine() { continue }
            guard byte == .newline else { return }
            let ahead = lineAhead
            switch ahead {
            case .line(let line) where joins(line, behind: offset): offset = line.start
            case .end where goesOn: offset = source.bytes.count
            case .line, .blank, .end:
                self.ahead = ahead
                return
            }
        }
    }

    /// Whether the statement goes on with the line behind this newline, whatever the parser asks for.
    private func joins(_ line: LineAhead.Line, behind newline: Int) -> Bool {
        if spansLines, brackets == 0, !wantsRight { return !line.startsStatement }
        return goesOn || joined.contains(newline) || (line.isIndented && !line.startsStatement)
    }

    /// Goes over one blank, comment or backslash at a line's end; false where something else stands.
    private mutating func skipWithinLine() -> Bool {
        if byte.isBlank {
            offset += 1
        } else if startsComment(at: offset) {
            skipComment()
        } else if byte == .backslash, let next = lineAfterBackslash {
            endsInBackslash = next == source.bytes.count
            offset = next
        } else if byte >= 0x80, let (scalar, width) = source.scalar(at: offset), scalar.properties.isWhitespace {
            offset += width
        } else {
            return false
        }
        return true
    }

    /// `#`, or `--` before white space.
    func startsComment(at place: Int) -> Bool {
        if source[place] == UInt8(ascii: "#") { return true }
        guard source[place] == .minus, source[place + 1] == .minus else { return false }
        let after = source[place + 2]
        return after.isBlank || after == .newline || place + 2 == source.bytes.count
    }

    private mutating func skipComment() {
        while !isAtEnd, byte != .newline { offset += 1 }
        endsInComment = isAtEnd
    }

    /// The start of the next line, where only blanks stand after a backslash.
    private var lineAfterBackslash: Int? {
        var place = offset + 1
        while source[place].isBlank { place += 1 }
        if place >= source.bytes.count { return source.bytes.count }
        return source[place] == .newline ? place + 1 : nil
    }
}
