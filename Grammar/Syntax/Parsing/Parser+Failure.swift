extension Parser {
    /// Why the parser cannot go on where it stands.
    mutating func failure() -> ParseError {
        let expected = expectedWords
        lexer.skipWhiteSpace()
        if lexer.isAtStatementEnd {
            return ParseError(.unexpected(found: nil, expected: expected, suggestions: []), at: spanOfToken())
        }
        let range = lexer.offset..<lexer.tokenEnd
        let found = lexer.source.text(range)
        let span = lexer.source.span(range)
        if lexer.byte.isQuote || lexer.byte == .backTick, range.count == 1 {
            return ParseError(.unclosed(found), at: span)
        }
        if let character = found.first, found.count == 1, isStray(character) {
            return ParseError(.strayCharacter(character), at: span)
        }
        let near = meant(by: found)
        return ParseError(.unexpected(found: found, expected: expected, suggestions: near), at: span)
    }

    /// What may have been meant by a word that cannot stand here: one that is spelt nearly so, one that says the same in
    /// another statement, or the word in quotes.
    private func meant(by found: String) -> [String] {
        let near = Spelling.suggestions(for: found, among: words, limit: 3)
        guard near.isEmpty else { return near }
        let twins = ["limit": "top", "top": "limit", "as": "into"]
        if let twin = twins[found.lowercased()], words.contains(twin) { return [twin] }
        if expected.contains(.listener), found.utf8.allSatisfy(\.isDigit) { return ["user \(found)"] }
        guard found.first?.isLetter == true, !GrammarText.isWord(found) else { return [] }
        if expected.contains(where: \.isQuoted) { return [Printer.quoted(found)] }
        // A title of several words without quotes: the first of them was read as a key.
        if let key = lastKey, key.end == lexer.lastEnd, !lexer.source[key.start].isDigit {
            return [Printer.quoted("\(lexer.source.text(key.start..<key.end)) \(found)")]
        }
        return []
    }

    /// Why no node stands here: a word without a key, which may be one of `words`, those expected in its place.
    mutating func missingKey(after type: Word, insteadOf words: [String]) -> ParseError {
        guard lexer.isAtStatementEnd, lexer.lastEnd > 0, lexer.source[lexer.lastEnd - 1] != .colon else {
            return failure()
        }
        let near = Spelling.suggestions(for: type.text, among: words, limit: 3)
        return ParseError(.missingKey(type.text, suggestions: near), at: type.span)
    }

    /// The words of the statement that were expected here.
    var words: [String] {
        expected.compactMap { expected in
            switch expected {
            case .keyword(let word), .literal(let word): word
            default: nil
            }
        }
    }

    /// Why no statement starts with the word at `start`.
    mutating func unknownVerb(at start: Int) -> ParseError {
        guard let end = lexer.nameEnd(from: lexer.offset) else { return failure() }
        let word = lexer.source.text(start..<end)
        let verbs = expected.compactMap { if case .verb(let verb) = $0 { verb } else { nil } }
        let near = Spelling.suggestions(for: lexer.source.text(lexer.offset..<end), among: verbs, limit: 3)
        return ParseError(.unknownVerb(word, suggestions: near), at: lexer.source.span(start..<end))
    }

    /// The place of what stands here; after the last token where nothing does.
    mutating func spanOfToken() -> SourceSpan {
        if lexer.isAtStatementEnd { return lexer.source.span(lexer.lastEnd..<lexer.lastEnd) }
        return lexer.source.span(lexer.offset..<lexer.tokenEnd)
    }

    /// What was expected here, in words.
    private var expectedWords: [String] {
        var seen: Set<String> = []
        return expected.map(\.description).filter { seen.insert($0).inserted }
    }

    /// Whether no statement has this character outside quotes.
    private func isStray(_ character: Character) -> Bool {
        if character.unicodeScalars.allSatisfy(\.continuesName) { return false }
        return !"\"'`;,|/\\#-()[]{}=!<>~^?*+.:@$".contains(character)
    }
}

extension Expected {
    /// Whether it stands in quotes.
    fileprivate var isQuoted: Bool {
        switch self {
        case .text, .file, .label: true
        default: false
        }
    }
}
