/// What follows a newline, comments left out: it decides whether the statement above goes on.
enum LineAhead: Sendable {
    /// A line of a statement.
    struct Line: Sendable {
        /// Where its first token starts.
        let start: Int
        /// Whether blanks stand before it.
        let isIndented: Bool
        /// Whether that is a verb, or a sign that makes the next word one.
        let startsStatement: Bool
    }

    case line(Line)
    /// A line of blanks alone, which ends every statement.
    case blank
    /// Nothing more, as far as the text goes.
    case end
}

extension Lexer {
    /// What follows the newline that the lexer stands at.
    var lineAhead: LineAhead { lineAhead(behind: offset) }

    /// What follows the newline at `newline`.
    func lineAhead(behind newline: Int) -> LineAhead {
        var start = newline + 1
        while start < source.bytes.count {
            var place = start
            while let width = blankWidth(at: place) { place += width }
            if place == source.bytes.count { return .end }
            if source[place] == .newline { return .blank }
            guard startsComment(at: place) else {
                return .line(
                    LineAhead.Line(start: place, isIndented: place > start, startsStatement: startsStatement(at: place))
                )
            }
            start = lineEnd(from: place) + 1
        }
        return .end
    }

    /// The newline, or the end of the script, at or after `place`.
    func lineEnd(from place: Int) -> Int {
        var end = place
        while end < source.bytes.count, source[end] != .newline { end += 1 }
        return end
    }

    /// How many bytes a blank there has; nil where none stands.
    private func blankWidth(at place: Int) -> Int? {
        if source[place] < 0x80 { return source[place].isBlank ? 1 : nil }
        guard let (scalar, width) = source.scalar(at: place), scalar.properties.isWhitespace else { return nil }
        return width
    }

    /// Whether a verb stands there, after a sign of other shells or not.
    private func startsStatement(at place: Int) -> Bool {
        guard ".:\\".utf8.contains(source[place]) else { return verbs.contains(word(at: place)) }
        let sign = source[place + 1]
        return sign == UInt8(ascii: "?") || word(at: place + 1) == "q" || verbs.contains(word(at: place + 1))
    }

    /// The name there in lower case; empty where none stands, or where it is a type before its colon.
    func word(at place: Int) -> String {
        guard let end = nameEnd(from: place), source[end] != .colon else { return "" }
        return source.text(place..<end).lowercased()
    }
}

private let verbs = Set(GrammarText.verbs)
