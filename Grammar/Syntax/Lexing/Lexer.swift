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
    /// Whether a statement goes over lines by itself, as `match` does until it returns.
    var spansLines = false
    /// Whether a newline here would have been white space: more is wanted.
    private(set) var goesOn = false
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

    /// Whether the statement ends here.
    var isAtStatementEnd: Bool { isAtEnd || byte == .newline || byte == UInt8(ascii: ";") }

    /// Takes the token that ends at `end`, and the white space after it; `overLines` after an
    /// operator that wants something on its right.
    mutating func take(to end: Int, overLines: Bool = false) {
        offset = end
        lastEnd = end
        goesOn = overLines || brackets > 0 || spansLines
        skipWhiteSpace()
    }

    /// Goes to the start of the next statement; false where there is none.
    mutating func startStatement() -> Bool {
        brackets = 0
        spansLines = false
        goesOn = false
        repeat { skipWhiteSpace() } while skipSeparator()
        lastEnd = offset
        return !isAtEnd
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
    mutating func spendForesight(_ count: Int) { foresight -= max(count, 0) }

    private mutating func skipSeparator() -> Bool {
        guard byte == .newline || byte == UInt8(ascii: ";"), !isAtEnd else { return false }
        offset += 1
        return true
    }

    /// Goes to where a token starts.
    mutating func skipWhiteSpace() {
        while !isAtEnd {
            if byte.isBlank || (byte == .newline && goesOn) {
                offset += 1
            } else if startsComment {
                skipComment()
            } else if byte == .backslash, let next = lineAfterBackslash {
                endsInBackslash = next == source.bytes.count
                offset = next
            } else if byte >= 0x80, let (scalar, width) = source.scalar(at: offset), scalar.properties.isWhitespace {
                offset += width
            } else {
                return
            }
        }
    }

    /// `#`, or `--` before white space.
    private var startsComment: Bool {
        if byte == UInt8(ascii: "#") { return true }
        guard byte == .minus, source[offset + 1] == .minus else { return false }
        let after = source[offset + 2]
        return after.isBlank || after == .newline || offset + 2 == source.bytes.count
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
