extension Parser {
    /// What talks with the recommender; nil where no verb of it stands here.
    mutating func session() throws(ParseError) -> SessionStatement? {
        if verb("session") { return try startOrEnd() }
        if verb("like") { return .feedback(.like, try target(.song)) }
        if verb("skip") { return .feedback(.skip, try target(.song)) }
        if verb("ban") { return .feedback(.ban, try target(.node)) }
        if verb("more") { return .more }
        if verb("undo") { return .undo }
        return nil
    }

    private mutating func startOrEnd() throws(ParseError) -> SessionStatement {
        if accept("start") { return .start(listener: accept("new") ? nil : try node(.listener)) }
        try expect("end")
        if accept("commit") { return .end(.commit) }
        return .end(accept("discard") ? .discard : nil)
    }

    private mutating func target(_ role: Expected) throws(ParseError) -> SessionStatement.Target {
        note(.integer)
        guard lexer.startsNumber else { return .node(try node(role)) }
        let start = lexer.offset
        let rank = try integer()
        return .rank(rank, span(from: start))
    }
}
