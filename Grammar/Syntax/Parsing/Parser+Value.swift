extension Parser {
    /// A value: a number, a text, a truth, a parameter, a name or a call.
    mutating func value() throws(ParseError) -> Value {
        let start = lexer.offset
        note(.value)
        if let scope { note(.field(of: scope, after: [])) }
        let form = try valueForm()
        return Value(form, at: span(from: start))
    }

    private mutating func valueForm() throws(ParseError) -> Value.Form {
        if lexer.byte.isQuote { return .string(try quotedWord().text) }
        if lexer.startsNumber { return try numericForm() }
        if lexer.symbolEnd("$") != nil { return .parameter(try parameter().text) }
        if accept("true", as: .literal("true")) { return .truth(true) }
        if accept("false", as: .literal("false")) { return .truth(false) }
        if accept("null", as: .literal("null")) { return .null }
        let isJoiner = ["and", "or", "not"].contains { lexer.keywordEnd($0) != nil }
        guard isAtName, !isJoiner else { throw failure() }
        return try nameOrCall()
    }

    private mutating func numericForm() throws(ParseError) -> Value.Form {
        let word = try numeral()
        if word.text.utf8.allSatisfy({ $0.isDigit || $0 == .minus }) {
            guard let value = Int(word.text) else { throw badNumber(word) }
            return .integer(value)
        }
        guard let value = Double(word.text), value.isFinite else { throw badNumber(word) }
        return .number(value)
    }

    private mutating func nameOrCall() throws(ParseError) -> Value.Form {
        var path = [try name().text]
        while lexer.byte == .dot, lexer.lastEnd == lexer.offset {
            lexer.jump(to: lexer.offset + 1)
            if let scope { note(.field(of: scope, after: path)) }
            path.append(try name().text)
        }
        guard lexer.symbolEnd("(") != nil else { return .name(path) }
        return .call(path, argument: try argument())
    }

    /// `(value)`, `(*)` or `()`.
    private mutating func argument() throws(ParseError) -> Value.Argument? {
        try enter()
        defer { leave() }
        _ = open("(")
        var argument: Value.Argument?
        if symbol("*") {
            argument = .everything
        } else {
            note(.symbol(")"))
            if lexer.symbolEnd(")") == nil { argument = .value(try value()) }
        }
        try close(")")
        return argument
    }
}
