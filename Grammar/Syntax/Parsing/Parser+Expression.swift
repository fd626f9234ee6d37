extension Parser {
    /// A condition: `or` of `and` of comparisons.
    mutating func expression() throws(ParseError) -> Expression {
        var terms = [try conjunction()]
        while accept("or", overLines: true) { terms.append(try conjunction()) }
        return terms.count == 1 ? terms[0] : .or(terms)
    }

    private mutating func conjunction() throws(ParseError) -> Expression {
        var terms = [try negation()]
        while accept("and", overLines: true) { terms.append(try negation()) }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    private mutating func negation() throws(ParseError) -> Expression {
        accept("not") ? .not(try term()) : try term()
    }

    private mutating func term() throws(ParseError) -> Expression {
        guard open("(") else { return try comparison() }
        try enter()
        defer { leave() }
        let inner = try expression()
        try close(")")
        return inner
    }

    private mutating func comparison() throws(ParseError) -> Expression {
        let left = try value()
        if let comparator = comparator() { return .comparison(left, comparator, try operand(of: left)) }
        if accept("in") { return .membership(left, try members(of: left)) }
        if accept("between") {
            let low = try operand(of: left)
            guard accept("and", overLines: true) else { throw failure() }
            return .between(left, low, try operand(of: left))
        }
        guard accept("is") else { throw failure() }
        let negated = accept("not")
        try expect("null")
        return .isNull(left, negated: negated)
    }

    private mutating func comparator() -> Comparator? {
        note(.comparison)
        let longestFirst: [Comparator] = [.unequal, .atMost, .atLeast, .equal, .less, .greater, .matches]
        for comparator in longestFirst {
            guard let end = lexer.symbolEnd(comparator.rawValue) else { continue }
            lexer.take(to: end)
            return comparator
        }
        return nil
    }

    /// What a field is compared with.
    private mutating func operand(of field: Value) throws(ParseError) -> Value {
        if let scope, case .name(let path) = field.form { note(.operand(of: scope, field: path)) }
        return try value()
    }

    private mutating func members(of field: Value) throws(ParseError) -> [Value] {
        guard open("(") else { throw failure() }
        var members = [try operand(of: field)]
        while symbol(",", overLines: true) { members.append(try operand(of: field)) }
        try close(")")
        return members
    }
}
