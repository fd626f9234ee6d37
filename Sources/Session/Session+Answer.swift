import Grammar
import Graph

extension Session {
    /// Runs one statement, whose rows are wanted in `format`.
    func answer(_ statement: Statement, in format: Format) throws -> Answer {
        switch statement {
        case .read(let read, _):
            let reading = try reading()
            let answer = try answer(format.draws ? read.telling : read, reading)
            if case .recommend(let asked) = read { conversation?.request.because = asked.because }
            return try drawn(answer, in: format, reading)
        case .model(let model, _): return try drawn(answer(model), in: format, reading())
        case .write(let write): return try self.write(write)
        case .session(let session): return try drawn(talk(session), in: format, reading())
        case .meta(let meta): return try answer(meta)
        }
    }

    /// The answer with its picture, where the format draws one.
    private func drawn(_ answer: Answer, in format: Format, _ reading: Reading) throws -> Answer {
        guard format.draws, answer.hasRows else { return answer }
        var drawn = answer
        let picture = try answer.picture ?? Picture(of: answer, for: format, reading)
        try cancellation.check()
        if picture.isEmpty, !answer.rows.isEmpty, format.isGraph { throw SessionError(.nothingToDraw(format.rawValue)) }
        drawn.picture = picture
        if format != .html, let note = picture.dropped { drawn.notes.append(note) }
        return drawn
    }

    func answer(_ read: Read, _ reading: Reading) throws -> Answer {
        switch read {
        case .neighbours(let statement): try neighbours(statement, reading)
        case .traverse(let statement): try traverse(statement, reading)
        case .paths(let statement): try paths(statement, reading)
        case .describe(let node): try describe(node, reading)
        case .find(let text, let type, let limit): try find(text, type: type, limit: limit, reading)
        case .stats: try stats(reading)
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
        case .inspectModel(let name): try inspect(model: name)
        case .inspectNode(let node): try inspect(node: node)
        }
    }

    func answer(_ meta: Meta) throws -> Answer {
        switch meta {
        case .set(let name, let value): try set(name, to: value)
        case .letParameter(let name, let value):
            try letParameter(name, value)
        case .help(let topic, let item): try help(topic, of: item)
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
            try writer.setAlias(name.text, to: try Binder(AnyGraph(writer), names: names).node(reference))
        }
        return Answer()
    }
}

extension Read {
    /// The read with what a picture of its answer wants: of a recommendation, its paths.
    fileprivate var telling: Read {
        guard case .recommend(var statement) = self else { return self }
        statement.because = true
        return .recommend(statement)
    }
}
