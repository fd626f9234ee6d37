extension Parser {
    /// What follows `traverse`.
    mutating func traverse() throws(ParseError) -> Traverse {
        let start = try node()
        var traverse = Traverse(from: start, by: try path())
        if accept("return") {
            guard let answer = choice(of: Traverse.Answer.self) else { throw failure() }
            traverse.answer = answer
        }
        traverse.tail = try tail(
            of: traverse.answer == .paths ? .paths(nil) : .reached, counting: traverse.answer == .count)
        return traverse
    }

    /// Sequences with `|` between them.
    mutating func path() throws(ParseError) -> PathExpression {
        var alternatives = [try sequence()]
        while symbol("|", overLines: true) { alternatives.append(try sequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func sequence() throws(ParseError) -> PathExpression {
        var steps = [PathExpression.step(try step())]
        while symbol("/", overLines: true) { steps.append(.step(try step())) }
        return steps.count == 1 ? steps[0] : .sequence(steps)
    }

    private mutating func step() throws(ParseError) -> PathExpression.Step {
        let way: Way = symbol("^") ? .in : symbol("~") ? .both : .out
        var step = PathExpression.Step(try subject())
        step.way = way
        step.quantifier = try quantifier()
        if open("[") {
            step.condition = try condition(on: .step)
            try close("]")
        }
        return step
    }

    private mutating func subject() throws(ParseError) -> PathExpression.Step.Subject {
        if symbol("!") { return .anyBut(try name(.relation)) }
        guard open("(") else { return .relation(try name(.relation)) }
        try enter()
        defer { leave() }
        let inner = try path()
        try close(")")
        return .group(inner)
    }

    /// `?`, `*`, `+`, `{n}`, `{n,}` or `{n,m}`, where one stands here.
    mutating func quantifier() throws(ParseError) -> Quantifier? {
        if symbol("?") { return Quantifier(minimum: 0, maximum: 1) }
        if symbol("*") { return Quantifier(minimum: 0, maximum: nil) }
        if symbol("+") { return Quantifier(minimum: 1, maximum: nil) }
        guard open("{") else { return nil }
        let start = lexer.offset
        let minimum = try integer()
        var maximum: Int? = minimum
        if symbol(",") {
            note(.symbol("}"))
            maximum = lexer.symbolEnd("}") == nil ? try integer() : nil
        }
        if let maximum, maximum < minimum {
            throw badNumber(Word(lexer.source.text(start..<lexer.lastEnd), at: span(from: start)))
        }
        try close("}")
        return Quantifier(minimum: minimum, maximum: maximum)
    }
}
