extension Parser {
    /// What trains and keeps models; nil where no verb of it stands here.
    mutating func model() throws(ParseError) -> ModelStatement? {
        if verb("train") { return .train(try train()) }
        if verb("models") { return .models }
        if verb("use") { return .use(try modelName()) }
        if verb("inspect") { return try inspect() }
        if verb("drop") { return .drop(try modelName()) }
        return nil
    }

    private mutating func modelName() throws(ParseError) -> Word {
        try expect("model")
        return try name(.model)
    }

    private mutating func train() throws(ParseError) -> Train {
        var train = Train()
        let isAtClause = at("on") || at("with") || at("as") || isAtDestination
        if !isAtClause { train.kind = try optionalName(.modelKind) }
        if accept("on") { train.split = try string(.split) }
        train.settings = try with(.training(kind: train.kind?.text))
        if accept("as") { train.name = try name() }
        return train
    }

    /// A name alone is a model's; anything else is a node.
    private mutating func inspect() throws(ParseError) -> ModelStatement {
        note(.model)
        guard isAtName else { return .inspectNode(try node()) }
        let before = lexer
        let name = try name(.model)
        note(.key(type: name.text))
        if lexer.isAtStatementEnd || isAtDestination { return .inspectModel(name) }
        lexer = before
        return .inspectNode(try node())
    }
}
