extension Parser {
    /// One statement up to its end.
    mutating func statement() throws(ParseError) -> Statement {
        let start = lexer.offset
        if isAtMetaSign {
            guard let meta = try metaAfterSign() else { throw unknownVerb(at: start) }
            return try ended(.meta(meta))
        }
        if let read = try read() { return try ended(.read(read, try destination())) }
        if let write = try write() { return try ended(.write(write)) }
        if let model = try model() { return try ended(.model(model, try destination())) }
        if let session = try session() { return try ended(.session(session)) }
        if let meta = try meta() { return try ended(.meta(meta)) }
        throw unknownVerb(at: start)
    }

    private mutating func ended(_ statement: Statement) throws(ParseError) -> Statement {
        note(.end)
        guard lexer.isAtStatementEnd else { throw failure() }
        return statement
    }

    /// A read; nil where no verb of one stands here.
    mutating func read() throws(ParseError) -> Read? {
        if verb("neighbours", variant: "neighbors") { return .neighbours(try neighbours()) }
        if verb("traverse") { return .traverse(try traverse()) }
        if verb("paths", "path") { return .paths(try paths()) }
        if verb("match") { return .match(try match()) }
        if verb("explain", "why") { return .explain(try explain()) }
        if verb("recommend") { return .recommend(try recommend()) }
        if verb("similar") { return .similar(try similar()) }
        if verb("evaluate") { return .evaluate(try evaluate()) }
        if verb("describe") { return .describe(try node()) }
        if verb("find") { return try find() }
        if verb("stats") { return .stats }
        if verb("schema") { return .schema }
        if verb("plan") { return .plan(try planned()) }
        if verb("check") { return .check }
        return nil
    }

    private mutating func find() throws(ParseError) -> Read {
        let text = try string(.label(type: nil))
        let type = accept("type") ? try name(.type) : nil
        return .find(text: text, type: type, limit: try limit())
    }

    private mutating func planned() throws(ParseError) -> Read {
        try enter()
        defer { leave() }
        let start = lexer.offset
        guard let read = try read() else { throw unknownVerb(at: start) }
        return read
    }

    /// `[format …] [into STRING [append]]`.
    mutating func destination() throws(ParseError) -> Destination {
        var destination = Destination()
        if accept("format") { destination.format = try format() }
        if accept("into") {
            destination.file = try string(.file)
            destination.appends = accept("append")
        }
        return destination
    }

    /// A format's name, in lower case.
    mutating func format(_ role: (String) -> Expected = Expected.keyword) throws(ParseError) -> Word {
        let start = lexer.offset
        let formats = [
            "table", "line", "tree", "csv", "tsv", "json", "jsonl", "markdown", "dot", "graphml", "html",
        ]
        guard let format = formats.first(where: { accept($0, as: role($0)) }) else { throw failure() }
        return Word(format, at: span(from: start))
    }

    /// Whether a format or a file is given here.
    var isAtDestination: Bool { lexer.keywordEnd("format") != nil || lexer.keywordEnd("into") != nil }
}
