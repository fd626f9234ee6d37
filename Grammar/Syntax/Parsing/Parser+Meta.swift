extension Parser {
    /// What stands after the `.`, `:` or `\` that shells of other databases put before such words.
    mutating func metaAfterSign() throws(ParseError) -> Meta? {
        if let end = lexer.symbolEnd("\\?") {
            lexer.take(to: end)
            return try help()
        }
        if let end = lexer.symbolEnd("\\q"), lexer.nameContinuation(from: end) == end {
            lexer.take(to: end)
            return .quit
        }
        lexer.jump(to: lexer.offset + 1)
        return try meta()
    }

    /// Whether such a sign stands here.
    var isAtMetaSign: Bool { ".:\\".utf8.contains(lexer.byte) }

    /// What speaks to the shell; nil where no verb of it stands here.
    mutating func meta() throws(ParseError) -> Meta? {
        if verb("set") { return try set() }
        if verb("let") { return try letParameter() }
        if verb("alias") { return try alias() }
        if verb("source") { return .source(try string(.file)) }
        if verb("help") { return try help() }
        if verb("quit", "exit") { return .quit }
        return nil
    }

    private mutating func help() throws(ParseError) -> Meta {
        guard let topic = try optionalName(.topic) else { return .help(nil, of: nil) }
        return .help(topic, of: try optionalName(.name))
    }

    private mutating func set() throws(ParseError) -> Meta {
        guard let name = try optionalName(.setting) else { return .set(name: nil, value: nil) }
        let hasSign = symbol("=")
        note(.value)
        note(.settingValue(name.text, of: nil))
        let hasValue = !lexer.isAtStatementEnd
        return .set(name: name, value: hasSign || hasValue ? try value() : nil)
    }

    private mutating func letParameter() throws(ParseError) -> Meta {
        let name = try parameter()
        try expectSymbol("=")
        return .letParameter(name, try value())
    }

    private mutating func alias() throws(ParseError) -> Meta {
        let name = try name()
        try expectSymbol("=")
        return .alias(name, try node())
    }
}
