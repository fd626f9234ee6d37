extension Parser {
    /// What follows `explain`.
    mutating func explain() throws(ParseError) -> Explain {
        note(.listener)
        var explain = Explain(try node(.song), nil)
        if try !explainClause(&explain), !isAtDestination { explain.second = try optionalNode(.song) }
        while try explainClause(&explain) {}
        return explain
    }

    private mutating func explainClause(_ explain: inout Explain) throws(ParseError) -> Bool {
        if try clause("hops", given: explain.hops != nil) {
            explain.hops = try hops()
        } else if try clause("paths", given: explain.paths != nil) {
            explain.paths = try integer()
        } else if try clause("counterfactual", given: explain.counterfactual) {
            explain.counterfactual = true
        } else {
            return try engine(&explain.model, &explain.seed)
        }
        return true
    }

    /// What follows `recommend`.
    mutating func recommend() throws(ParseError) -> Recommend {
        var recommend = Recommend()
        if accept("everyone") { return try everyone() }
        if try !recommendClause(&recommend), !isAtDestination {
            note(.song)
            recommend.user = try optionalNode(.listener)
        }
        while try recommendClause(&recommend) {}
        return recommend
    }

    /// What follows `recommend everyone`.
    private mutating func everyone() throws(ParseError) -> Recommend {
        var recommend = Recommend()
        try expect("as")
        recommend.table = try name()
        while true {
            if try clause("top", given: recommend.top != nil) {
                recommend.top = try integer()
            } else if try clause("model", given: recommend.model != nil) {
                recommend.model = try name(.model)
            } else {
                return recommend
            }
        }
    }

    private mutating func recommendClause(_ recommend: inout Recommend) throws(ParseError) -> Bool {
        if try clause("top", given: recommend.top != nil) {
            recommend.top = try integer()
        } else if try walk(&recommend.hops, &recommend.via) {
            return true
        } else if try clause("candidates", given: recommend.candidates != nil) {
            recommend.candidates = try integer()
        } else if try clause("because", given: recommend.because) {
            recommend.because = true
        } else if try clause("where", given: recommend.condition != nil) {
            recommend.condition = try condition(on: .node)
        } else {
            return try listClause(&recommend)
        }
        return true
    }

    /// What goes into the list and what does not, and the engine's clauses.
    private mutating func listClause(_ recommend: inout Recommend) throws(ParseError) -> Bool {
        if try clause("excluding", given: !recommend.excluding.isEmpty) {
            repeat { recommend.excluding.append(try exclusion()) } while symbol(",", overLines: true)
        } else if try clause("including", given: recommend.includesPlayed) {
            try expect("played")
            recommend.includesPlayed = true
        } else if try clause("diversify", given: recommend.diversify != nil) {
            recommend.diversify = try number()
        } else {
            return try engine(&recommend.model, &recommend.seed)
        }
        return true
    }

    private mutating func exclusion() throws(ParseError) -> Recommend.Exclusion {
        accept("played") ? .played : .node(try node())
    }

    /// What follows `similar`.
    mutating func similar() throws(ParseError) -> Similar {
        var similar = Similar(to: try node())
        if accept("by") {
            guard let measure = choice(of: Similar.Measure.self) else { throw failure() }
            similar.measure = measure
        }
        if accept("where") { similar.condition = try condition(on: .node) }
        if accept("top") { similar.top = try integer() }
        return similar
    }
}
