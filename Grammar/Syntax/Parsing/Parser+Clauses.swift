extension Parser {
    /// `N` or `N..M` after `hops`; `N` is `1...N`.
    mutating func hops() throws(ParseError) -> Hops {
        let start = lexer.offset
        let first = try integer()
        let last = symbol("..") ? try integer() : nil
        let (low, high) = last.map { (first, $0) } ?? (1, first)
        guard low <= high else {
            throw badNumber(Word(lexer.source.text(start..<lexer.lastEnd), at: span(from: start)))
        }
        return low...high
    }

    /// `hops`, `via`, or `in`, `out` or `both`, each once.
    mutating func walk(_ hops: inout Hops?, _ via: inout [Word], _ way: inout Way?) throws(ParseError) -> Bool {
        if try walk(&hops, &via) { return true }
        for choice in Way.allCases where try clause(choice.rawValue, given: way != nil) {
            way = choice
            return true
        }
        return false
    }

    /// `hops` or `via`, each once: what the graph's walks and the engine's share.
    mutating func walk(_ hops: inout Hops?, _ via: inout [Word]) throws(ParseError) -> Bool {
        if try clause("hops", given: hops != nil) {
            hops = try self.hops()
        } else if try clause("via", given: !via.isEmpty) {
            via = try names(.relation)
        } else {
            return false
        }
        return true
    }

    /// `model NAME` or `seed INT`, each once: what the engine's statements share.
    mutating func engine(_ model: inout Word?, _ seed: inout Int?) throws(ParseError) -> Bool {
        if try clause("model", given: model != nil) {
            model = try name(.model)
            return true
        }
        return try self.seed(&seed)
    }

    /// `seed INT`, once.
    mutating func seed(_ seed: inout Int?) throws(ParseError) -> Bool {
        guard try clause("seed", given: seed != nil) else { return false }
        seed = try integer()
        return true
    }

    /// `[where …] [order by …] [limit …]`, after a condition that was given before.
    ///
    /// Names within are fields of `scope`. A statement that is `counting` has one row, and neither order nor limit.
    mutating func tail(
        of scope: FieldScope, after condition: Expression? = nil, counting: Bool = false
    ) throws(ParseError) -> Tail {
        try within(scope) { parser throws(ParseError) in try parser.tail(after: condition, counting: counting) }
    }

    private mutating func tail(after condition: Expression?, counting: Bool) throws(ParseError) -> Tail {
        var tail = Tail()
        tail.condition = condition
        if try clause("where", given: condition != nil) { tail.condition = try expression() }
        if counting { return tail }
        if accept("order") {
            try expect("by")
            let value = try value()
            tail.order = Tail.Order(by: value, isDescending: !accept("asc") && accept("desc"))
        }
        tail.limit = try limit()
        return tail
    }

    /// `[limit INT]`.
    mutating func limit() throws(ParseError) -> Int? { accept("limit") ? try integer() : nil }

    /// `where …`, whose names are fields of `scope`.
    mutating func condition(on scope: FieldScope) throws(ParseError) -> Expression {
        try within(scope) { parser throws(ParseError) in try parser.expression() }
    }

    /// `[with NAME = value, …]`.
    mutating func with(_ owner: SettingOwner) throws(ParseError) -> [Assignment] {
        guard accept("with") else { return [] }
        var settings: [Assignment] = []
        repeat {
            let name = try name(.detail(owner))
            try expectSymbol("=")
            note(.settingValue(name.text, of: owner))
            settings.append(Assignment(name: name, value: try value()))
        } while symbol(",", overLines: true)
        return settings
    }
}
