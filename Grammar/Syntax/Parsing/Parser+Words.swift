extension Parser {
    /// What has been read from `start` to the last token.
    mutating func span(from start: Int) -> SourceSpan {
        lexer.source.span(start..<max(start, lexer.lastEnd))
    }

    /// Whether a name stands here, bare or in back-ticks.
    var isAtName: Bool { lexer.byte == .backTick || lexer.nameEnd(from: lexer.offset) != nil }

    /// A name, bare or in back-ticks, that is expected as `role`.
    mutating func name(_ role: Expected = .name) throws(ParseError) -> Word {
        note(role)
        let start = lexer.offset
        guard lexer.byte != .backTick else { return try quotedWord() }
        guard let end = lexer.nameEnd(from: start) else { throw failure() }
        lexer.take(to: end)
        return Word(lexer.source.text(start..<end), at: lexer.source.span(start..<end))
    }

    /// What stands in quotes or back-ticks here.
    mutating func quotedWord() throws(ParseError) -> Word {
        let start = lexer.offset
        let (text, end) = try lexer.quoted()
        lexer.take(to: end)
        return Word(text, at: lexer.source.span(start..<end))
    }

    /// A text in quotes, which must stand here.
    mutating func string(_ role: Expected) throws(ParseError) -> Word {
        note(role)
        guard lexer.byte.isQuote else { throw failure() }
        return try quotedWord()
    }

    /// Names with commas between them.
    mutating func names(_ role: Expected) throws(ParseError) -> [Word] {
        var names = [try name(role)]
        while symbol(",", overLines: true) { names.append(try name(role)) }
        return names
    }

    /// A whole number without a sign.
    mutating func integer() throws(ParseError) -> Int {
        note(.integer)
        let word = try numeral()
        guard word.text.utf8.allSatisfy(\.isDigit), let value = Int(word.text) else { throw badNumber(word) }
        return value
    }

    /// A number, as a fraction where it is a whole one.
    mutating func number() throws(ParseError) -> Double {
        note(.number)
        let word = try numeral()
        guard let value = Double(word.text), value.isFinite else { throw badNumber(word) }
        return value
    }

    /// A number as written, with whatever sticks to it.
    mutating func numeral() throws(ParseError) -> Word {
        guard lexer.startsNumber else { throw failure() }
        let range = lexer.offset..<lexer.numberEnd
        lexer.take(to: range.upperBound)
        return Word(lexer.source.text(range), at: lexer.source.span(range))
    }

    /// The mistake of a number that cannot stand where it does.
    func badNumber(_ word: Word) -> ParseError { ParseError(.badNumber(word.text), at: word.span) }
}
