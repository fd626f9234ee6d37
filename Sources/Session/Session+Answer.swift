import Grammar

extension Session {
    /// Runs one statement.
    func answer(_ statement: Statement) throws -> (answer: Answer, format: Format) {
        switch statement {
        case .read(let read, let destination):
            let format = try format(of: destination)
            return (try answer(read, try reading()), format)
        case .model(let model, let destination):
            let format = try format(of: destination)
            return (try answer(model), format)
        case .write(let write): return (try self.write(write), settings.format)
        case .session(let session): return (try talk(session), settings.format)
        case .meta(let meta): return (try answer(meta), settings.format)
        }
    }

    private func format(of destination: Destination) throws -> Format {
        if let file = destination.file { throw SessionError(.notYet("`into`"), at: file.span) }
        return try destination.format.map(Self.format) ?? settings.format
    }

    func answer(_ read: Read, _ reading: Reading) throws -> Answer {
        switch read {
        case .neighbours(let statement): try neighbours(statement, reading)
        case .traverse(let statement): try traverse(statement, reading)
        case .paths(let statement): try paths(statement, reading)
        case .describe(let node): try describe(node, reading)
        case .find(let text, let type, let limit): try find(text, type: type, limit: limit, reading)
        case .stats: stats(reading)
        case .schema: schema(reading)
        case .recommend(let statement): try recommend(statement, reading)
        case .explain(let statement): try explain(statement, reading)
        case .evaluate(let statement): try evaluate(statement, reading)
        case .match(let statement): try match(statement, reading)
        case .similar(let statement): try similar(statement, reading)
        case .plan(let read): try plan(read)
        case .check: try check(reading)
        }
    }

    private func answer(_ statement: ModelStatement) throws -> Answer {
        switch statement {
        case .train(let train):
            try outside("train") { try self.train(train, reading()) }
        case .models: try listModels()
        case .use(let name): try useModel(name)
        case .drop(let name): try dropModel(name)
        case .inspectModel, .inspectNode: throw SessionError(.notYet("`inspect`"))
        }
    }

    private func answer(_ meta: Meta) throws -> Answer {
        switch meta {
        case .set(let name, let value): try set(name, to: value)
        case .letParameter(let name, let value):
            try letParameter(name, value)
        case .help(let topic): try help(topic)
        case .alias(let name, let node): try alias(name, node)
        case .source, .quit: Answer()
        }
    }

    private func letParameter(_ name: Word, _ value: Value) throws -> Answer {
        names.parameters[name.text] = try names.resolved(value)
        return Answer()
    }

    /// `alias NAME = NODE`: from now on, in this database, `@NAME` is the node.
    private func alias(_ name: Word, _ reference: NodeReference) throws -> Answer {
        try mutate { writer in
            try writer.setAlias(name.text, to: try Binder(writer, names: names).node(reference))
        }
        return Answer()
    }
}
