import Grammar
import Graph

extension Session {
    /// Runs the statements of `text` in order, up to the first that fails unless `keepsGoing`.
    ///
    /// `name` stands before places in errors; nil at the prompt, where the place is in sight. `line` is the first line's
    /// number. Where the text `isWhole`, a mistake anywhere in it is found before its first statement runs; else it is
    /// a part of a stream. Where it `keepsGoing`, each mistake is told in its place.
    public func run(
        _ text: String, named name: String?, from line: Int = 1, keepsGoing: Bool = false, echoes: Bool = false,
        isWhole: Bool = true
    ) -> Outcome {
        let source = Source(name: name, text: text, firstLine: line)
        if isWhole, !keepsGoing, refuses(text, source) { return .failed }
        var parser = ScriptParser(text)
        var outcome = Outcome.done
        while true {
            do {
                guard let next = try parser.next() else { return outcome }
                if echoes { console.note("segue> \(next.text.showingControlsInLines)\n") }
                if case .meta(.quit) = next.statement { return outcome == .done ? .quit : .failedAndQuit }
                let ended = run(next, source: source, keepsGoing: keepsGoing, echoes: echoes)
                switch ended {
                case .done: continue
                case .closed, .interrupted, .failedAndQuit: return ended
                case .quit: return outcome == .done ? .quit : .failedAndQuit
                case .noDatabase where !keepsGoing: return ended
                case .failed, .noDatabase: outcome = .failed
                }
            } catch {
                report(error, in: source, statement: error.span)
                if name != nil { undo() }
                outcome = .failed
            }
            if !keepsGoing { return outcome }
        }
    }

    /// Whether a mistake stands in the text, which is then reported: nothing of it is to be run.
    private func refuses(_ text: String, _ source: Source) -> Bool {
        var (parser, count) = (ScriptParser(text), 0)
        do {
            while let next = try parser.next() {
                if case .meta(.quit) = next.statement { return false }
                count += 1
            }
            return false
        } catch {
            report(error, in: source, statement: error.span)
            if count > 0 { say(.ranNothing) }
            if source.name != nil { undo() }
            return true
        }
    }

    func run(_ statement: SourceStatement, source: Source, keepsGoing: Bool, echoes: Bool) -> Outcome {
        isAtPrompt = source.name == nil && embedder == nil
        // At the prompt a Ctrl-C before the statement was meant for the line; in a script it ends the script.
        if source.name == nil { cancellation.lower() }
        do {
            try cancellation.check()
            try checkFile(of: statement.statement)
            if case .meta(.source(let path)) = statement.statement {
                return try self.source(path, keepsGoing: keepsGoing, echoes: echoes)
            }
            let delivery = try delivery(of: statement.statement)
            let result = Result { try self.answer(statement.statement, in: delivery.format) }
            progress.end()
            let answer = try result.get()
            guard try deliver(answer, to: delivery, titled: Printer.text(of: statement.statement.withoutDestination))
            else { return .closed }
            embedder?.replies.append(Reply(answer))
            let isBare = answer.hasRows && answer.rows.isEmpty && answer.notes.isEmpty && answer.page == nil
            for note in answer.notes + (isBare && console.isOutputTerminal ? [.noRows] : []) { say(note) }
            if let path = delivery.path, answer.hasRows {
                say(.wrote(rows: delivery.rows(of: answer), file: path.text, format: delivery.format))
            }
            // A program that embeds the session is told by the rows.
            if let failure = answer.failure, embedder == nil { throw SessionError(failure) }
            return .done
        } catch {
            remember(error)
            report(error, in: source, statement: statement.span)
            // At the prompt what only asked may fail and be asked again.
            if source.name != nil || statement.statement.isWrite { undo() }
            if let error = error as? SessionError, case .noDatabase = error.fact { return .noDatabase }
            return Message(error).code == .interrupted ? .interrupted : .failed
        }
    }

    /// Says something beside the rows.
    func say(_ note: Note) {
        if errorStyle == .json { return noteObject(JSON.object([("note", .text(note.text))]).text + "\n") }
        let width = console.isErrorTerminal ? console.width() : nil
        for line in note.lines {
            console.note(line.shortened.showingControls.wrapped(to: width, indent: 2) + "\n")
        }
    }

    /// After an ambiguous name, `@1 … @n` are its hits.
    private func remember(_ error: any Error) {
        guard let error = error as? SessionError, case .ambiguous(_, let hits) = error.fact else { return }
        names.listing = hits.map(\.node.id)
        forgetUndone()
    }

    func report(_ error: any Error, in source: Source, statement: SourceSpan) {
        let (message, span) = (message(of: error), (error as? SessionError)?.span ?? statement)
        if let embedder { return embedder.fail(Failure(message, file: source.name, at: span)) }
        let report = ErrorReport(message, at: span, in: source)
        if errorStyle == .json { return noteObject(report.json) }
        console.note(report.text(width: console.isErrorTerminal ? console.width() : nil))
    }

    /// Says an object, which has a name's characters as they are: a terminal would obey some of them.
    private func noteObject(_ line: String) {
        console.note(console.isErrorTerminal ? line.showingControlsInLines : line)
    }

    /// The words for an error, with what the graph has to suggest.
    func message(of error: any Error) -> Message {
        var message = Message(error)
        if let error = error as? ParseError, case .missingKey(let word, _) = error.kind {
            message.suggestions = namesakes(of: word) + message.suggestions
        }
        return message
    }

    /// The nodes that a word without a type or quotes may mean: `artist "Genesis"`.
    private func namesakes(of word: String) -> [String] {
        guard let reader = try? reader(), let nodes = try? reader.nodes(labelled: word),
            let views = try? Viewer(reader).nodes(Array(nodes.prefix(Self.namesakesShown)))
        else { return [] }
        return views.map { "\($0.type) \(Printer.quoted($0.name))" }
    }

    private static let namesakesShown = 3
}

extension Statement {
    /// The statement without where and how its rows are written.
    fileprivate var withoutDestination: Statement {
        switch self {
        case .read(let read, _): .read(read, Destination())
        case .model(let model, _): .model(model, Destination())
        case .write, .session, .meta: self
        }
    }

    /// Whether it changes the graph, so that its failure may have left something half done.
    fileprivate var isWrite: Bool {
        switch self {
        case .write(.exportFile), .write(.backup), .write(.begin): false
        case .write, .meta(.alias): true
        default: false
        }
    }
}
