import Grammar
import Graph

extension Session {
    /// Runs the statements of `text` in order, up to the first that fails unless `keepsGoing`.
    ///
    /// `name` stands before places in errors; nil at the prompt, where the place is in sight.
    public func run(_ text: String, named name: String?, keepsGoing: Bool = false, echoes: Bool = false) -> Outcome {
        var parser = ScriptParser(text)
        var outcome = Outcome.done
        while true {
            do {
                guard let next = try parser.next() else { return outcome }
                if echoes { console.note("segue> \(next.text)\n") }
                if case .meta(.quit) = next.statement { return outcome == .done ? .quit : .failedAndQuit }
                let ended = run(next, source: Source(name: name, text: text), keepsGoing: keepsGoing, echoes: echoes)
                switch ended {
                case .done: continue
                case .closed, .interrupted, .failedAndQuit: return ended
                case .quit: return outcome == .done ? .quit : .failedAndQuit
                case .failed: outcome = .failed
                }
            } catch {
                report(error, in: Source(name: name, text: text), statement: error.span)
                if name != nil { undo() }
                outcome = .failed
            }
            if !keepsGoing { return outcome }
        }
    }

    private func run(_ statement: SourceStatement, source: Source, keepsGoing: Bool, echoes: Bool) -> Outcome {
        // At the prompt a Ctrl-C before the statement was meant for the line; in a script it ends the script.
        if source.name == nil { cancellation.lower() }
        do {
            try cancellation.check()
            if case .meta(.source(let path)) = statement.statement {
                return try self.source(path, keepsGoing: keepsGoing, echoes: echoes)
            }
            return try deliver(try answer(statement.statement))
        } catch {
            console.progress(nil)
            remember(error)
            report(error, in: source, statement: statement.span)
            // At the prompt what only asked may fail and be asked again.
            if source.name != nil || statement.statement.isWrite { undo() }
            return Message(error).code == .interrupted ? .interrupted : .failed
        }
    }

    /// Writes an answer in the session's format; it becomes the last listing.
    private func deliver(_ delivery: (answer: Answer, format: Format)) throws -> Outcome {
        let answer = delivery.answer
        if let listing = answer.listing { names.listing = listing }
        if answer.hasRows {
            let text = answer.text(in: delivery.format, style: console.style, limit: shownRows)
            try cancellation.check()
            guard console.write(text) else { return .closed }
            try cancellation.check()
        }
        for note in answer.notes { say(note) }
        return .done
    }

    /// The most rows that a table shows now; nil is all.
    var shownRows: Int? { console.isOutputTerminal ? settings.shownRows : nil }

    /// Says something beside the rows.
    func say(_ note: Note) {
        let width = console.isErrorTerminal ? console.width() : nil
        for line in note.text.split(separator: "\n") {
            console.note(String(line).showingControls.wrapped(to: width, indent: 2) + "\n")
        }
    }

    /// After an ambiguous name, `@1 … @n` are its hits.
    private func remember(_ error: any Error) {
        guard let error = error as? SessionError, case .ambiguous(_, let hits) = error.fact else { return }
        names.listing = hits.map(\.node.id)
        forgetUndone()
    }

    private func report(_ error: any Error, in source: Source, statement: SourceSpan) {
        let report = ErrorReport(Message(error), at: (error as? SessionError)?.span ?? statement, in: source)
        console.note(errorStyle == .json ? report.json : report.text)
    }
}

extension Statement {
    /// Whether it changes the graph, so that its failure may have left something half done.
    fileprivate var isWrite: Bool {
        switch self {
        case .write(.exportFile), .write(.backup), .write(.begin): false
        case .write, .meta(.alias): true
        default: false
        }
    }
}
