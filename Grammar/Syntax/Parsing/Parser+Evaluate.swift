extension Parser {
    /// What follows `evaluate`.
    mutating func evaluate() throws(ParseError) -> Evaluate {
        var evaluate = Evaluate()
        evaluate.subject = choice(of: Evaluate.Subject.self)
        if try !evaluateClause(&evaluate), !isAtDestination { evaluate.model = try optionalName(.model) }
        while try evaluateClause(&evaluate) {}
        return evaluate
    }

    private mutating func evaluateClause(_ evaluate: inout Evaluate) throws(ParseError) -> Bool {
        if try clause("on", given: evaluate.split != nil) {
            evaluate.split = try string(.split)
        } else if try clause("at", given: !evaluate.cutoffs.isEmpty) {
            repeat { evaluate.cutoffs.append(try integer()) } while symbol(",", overLines: true)
        } else if mayBreakDown(evaluate), try clause("by", given: evaluate.breakdown != nil) {
            guard let breakdown = choice(of: Evaluate.Breakdown.self) else { throw failure() }
            evaluate.breakdown = breakdown
        } else if try clause("against", given: !evaluate.against.isEmpty) {
            evaluate.against = try names(.rival)
        } else if try clause("sample", given: evaluate.sample != nil) {
            evaluate.sample = try integer()
        } else {
            return try seed(&evaluate.seed)
        }
        return true
    }

    /// Whether `by` can stand here; where only the ranking is broken down, it is not asked for but understood.
    private func mayBreakDown(_ evaluate: Evaluate) -> Bool {
        evaluate.subject == nil || lexer.keywordEnd("by") != nil
    }

    /// A name, where one stands here; call it only where no clause word does.
    mutating func optionalName(_ role: Expected) throws(ParseError) -> Word? {
        note(role)
        return isAtName ? try name(role) : nil
    }
}
