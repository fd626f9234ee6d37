extension Parser {
    /// A node as a person names it, expected as `role`.
    mutating func node(_ role: Expected = .node) throws(ParseError) -> NodeReference {
        try enter()
        defer { leave() }
        let start = lexer.offset
        let form = try nodeForm(role)
        let filter = try nodeFilter()
        return NodeReference(form, filter: filter, at: span(from: start))
    }

    /// A node, where one stands here; call it only where no clause word does.
    mutating func optionalNode(_ role: Expected) throws(ParseError) -> NodeReference? {
        note(role)
        let starts = lexer.byte.isQuote || isAtName || lexer.symbolEnd("@") != nil || lexer.symbolEnd("$") != nil
        return starts ? try node(role) : nil
    }

    private mutating func nodeForm(_ role: Expected) throws(ParseError) -> NodeReference.Form {
        note(role)
        if lexer.byte.isQuote { return .label(try quotedWord().text) }
        if lexer.symbolEnd("@") != nil { return try rowOrAlias() }
        if lexer.symbolEnd("$") != nil { return .parameter(try parameter().text) }
        guard isAtName else { throw failure() }
        let words = words
        let type = try typeOfNode(role)
        let (key, isQuoted) = try key(of: type, insteadOf: words)
        return .typed(type: type, key: key, isQuoted: isQuoted)
    }

    /// A type, left before the colon or the white space that parts it from the key.
    private mutating func typeOfNode(_ role: Expected) throws(ParseError) -> Word {
        let type = try name(role)
        guard lexer.byte == .colon, lexer.lastEnd == lexer.offset else { return type }
        let colon = lexer.offset
        lexer.jump(to: colon + 1)
        return type
    }

    /// A key: quoted, in back-ticks, or bare up to white space or a closer.
    private mutating func key(of type: Word, insteadOf words: [String]) throws(ParseError) -> (Word, isQuoted: Bool) {
        note(.key(type: type.text))
        let start = lexer.offset
        if lexer.byte.isQuote { return (try quotedWord(), true) }
        if lexer.byte == .backTick { return (try quotedWord(), false) }
        let isAfterColon = start > 0 && lexer.source[start - 1] == .colon && lexer.lastEnd == start
        let end = lexer.keyEnd(closers: isAfterColon ? ",;()[]{}\"'`" : ",;)]")
        guard end > start else { throw missingKey(after: type, insteadOf: words) }
        lexer.take(to: end)
        lastKey = (type: type.text, start: start, end: end)
        return (Word(lexer.source.text(start..<end), at: lexer.source.span(start..<end)), false)
    }

    /// `@3` or `@me`.
    private mutating func rowOrAlias() throws(ParseError) -> NodeReference.Form {
        lexer.jump(to: lexer.offset + 1)
        note(.rowOrAlias)
        if lexer.startsNumber { return .row(try integer()) }
        return .alias(try name(.rowOrAlias).text)
    }

    /// `$x`; the word is `x`.
    mutating func parameter() throws(ParseError) -> Word {
        note(.parameter)
        guard let end = lexer.symbolEnd("$") else { throw failure() }
        lexer.jump(to: end)
        return try name(.parameter)
    }

    /// `[year = 1985]` or `[sungBy "Phil Collins"]`.
    private mutating func nodeFilter() throws(ParseError) -> NodeReference.Filter? {
        guard open("[") else { return nil }
        note(.relation)
        let filter: NodeReference.Filter
        if isAtEdge {
            filter = .edge(relation: try name(.relation), try node())
        } else {
            filter = .expression(try condition(on: .node))
        }
        try close("]")
        return filter
    }

    /// Whether a relation and a node stand here, rather than a condition.
    private var isAtEdge: Bool {
        guard isAtName, lexer.keywordEnd("not") == nil else { return false }
        var ahead = self
        guard (try? ahead.name(.relation)) != nil else { return false }
        let wordsOfConditions = ["in", "between", "is"]
        guard !wordsOfConditions.contains(where: { ahead.lexer.keywordEnd($0) != nil }) else { return false }
        return ahead.isAtName || ahead.lexer.byte.isQuote || "@$".utf8.contains(ahead.lexer.byte)
    }
}
