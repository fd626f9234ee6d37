import Grammar
import Graph
import Recommender
import SparkStore

extension Session {
    /// What the statements before have, or may have, brought: what is named after them need not be there yet.
    struct Brought {
        /// Nodes, types, relations, properties, aliases and splits.
        var names = false
        var models = false
        /// Rows of a listing.
        var rows = false
        /// A listener of a session.
        var listener = false
        /// How many names could not be looked up for that.
        var unsure = 0
    }

    /// Looks whether the statements of `text` are of the language, and whether the graph has what they name; nothing is
    /// run. Every error is reported.
    public func check(_ text: String, named name: String?) -> Outcome {
        brought.unsure = 0
        var brought = brought
        let outcome = check(text, named: name, &brought)
        self.brought = brought
        if brought.unsure > 0 { say(.uncheckedNames(brought.unsure)) }
        return outcome
    }

    private func check(_ text: String, named name: String?, _ brought: inout Brought) -> Outcome {
        var parser = ScriptParser(text)
        var outcome = Outcome.done
        let source = Source(name: name, text: text)
        while true {
            do {
                guard let next = try parser.next() else { return outcome }
                if cancellation.isRaised { return .interrupted }
                if case .meta(.quit) = next.statement { return outcome }
                do { try bind(next.statement, &brought) } catch {
                    if brought.mayBring(error) {
                        brought.unsure += 1
                    } else {
                        report(error, in: source, statement: next.span)
                        outcome = .failed
                    }
                }
                brought.note(next.statement)
            } catch {
                report(error, in: source, statement: error.span)
                outcome = .failed
            }
        }
    }

    private func bind(_ statement: Statement, _ brought: inout Brought) throws {
        try checkFile(of: statement)
        switch statement {
        case .read(let read, let destination):
            _ = try format(of: destination, for: statement)
            try bind(read)
        case .model(let model, let destination):
            _ = try format(of: destination, for: statement)
            try bind(model)
        case .write(let write): try bind(write)
        case .session(let statement): try bind(statement)
        case .meta(.source(let path)):
            guard depth < Self.depthLimit else {
                throw SessionError(.sourceTooDeep(limit: Self.depthLimit), at: path.span)
            }
            depth += 1
            defer { depth -= 1 }
            guard case .done = check(try script(path), named: path.text, &brought) else {
                throw SessionError(.faultyScript(path.text), at: path.span)
            }
        case .meta(.alias(_, let node)): _ = try reading().binder.node(node)
        case .meta(let meta): _ = try answer(meta)
        }
    }

    private func bind(_ read: Read) throws {
        switch read {
        case .stats, .schema, .check: return
        case .plan(let read): try bind(read)
        case .evaluate(let statement):
            try bind(split: statement.split)
            let known = try models.names() + ModelKind.allCases.map(\.rawValue)
            for rival in statement.against where !known.contains(rival.text) {
                throw SessionError(.engine(.noModel(rival.text, known: try models.names())), at: rival.span)
            }
            _ = try model(statement.model)
        default:
            var reading = try reading()
            reading.isBinding = true
            do { _ = try answer(read, reading) } catch is Reading.Bound {}
        }
    }

    private func bind(_ statement: ModelStatement) throws {
        switch statement {
        case .train(let train):
            _ = try plan(train, reading())
            try bind(split: train.split)
        case .models: return
        case .drop(let name):
            let known = try models.names()
            if !known.contains(name.text) {
                throw SessionError(.engine(.noModel(name.text, known: known)), at: name.span)
            }
        case .use(let name), .inspectModel(let name): _ = try model(name)
        case .inspectNode(let node): _ = try reading().binder.node(node)
        }
    }

    private func bind(split: Word?) throws {
        guard let split else { return }
        let known = try reader().splitNames
        if !known.contains(split.text) {
            throw SessionError(.unknownWord(split.text, of: "split", known: known), at: split.span)
        }
    }

    private func bind(_ write: Write) throws {
        switch write {
        case .importFile(let path, _, let settings) where SparkEngines.isAddress(path.text):
            _ = try PartChoice(settings, names)
        case .importFile(let path, let kind, let settings): _ = try tagColumns(settings, importKind(kind, of: path))
        case .exportFile(let path, let format, let settings):
            _ = try PartChoice(settings, names)
            if !SparkEngines.isAddress(path.text) { _ = try exportKind(format, of: path) }
        case .addEdge(let head, _, let tail, _): for node in [head, tail] { try bindWritten(node) }
        case .addNode(let node, _, _): try bindWritten(node)
        case .removeNode(let node): _ = try reading().binder.node(node)
        case .removeEdges(let head, let relation, let tail):
            let binder = try reading().binder
            _ = try binder.relation(relation)
            for node in [head, tail].compactMap(\.self) { _ = try binder.node(node) }
        case .backup, .begin, .commit, .rollback: return
        }
    }

    /// A node that a write would make need not be there.
    private func bindWritten(_ node: NodeReference) throws {
        if case .typed = node.form, node.filter == nil { return }
        _ = try reading().binder.node(node)
    }

    private func bind(_ statement: SessionStatement) throws {
        switch statement {
        case .start(let listener?): _ = try reading().binder.node(listener, wanted: "user")
        case .feedback(let verb, .node(let node)):
            _ = try reading().binder.node(node, wanted: verb == .ban ? nil : "song")
        case .start, .feedback, .end, .more, .undo: return
        }
    }
}

extension Session.Brought {
    /// Notes what a statement may bring.
    fileprivate mutating func note(_ statement: Statement) {
        switch statement {
        case .write(.importFile), .write(.addEdge), .write(.addNode), .meta(.alias): names = true
        case .model(.train, _): models = true
        case .read(.stats, _), .read(.schema, _), .read(.check, _), .read(.plan, _): break
        case .session(.start): (rows, listener) = (true, true)
        case .read, .session: rows = true
        default: break
        }
    }

    /// Whether what an error says is not there may be there by then.
    fileprivate func mayBring(_ error: any Error) -> Bool {
        if case .noModel = error as? RecommenderError { return models }
        guard let error = error as? SessionError else { return false }
        return switch error.fact {
        case .unknownNode, .unknownRelation, .unknownType, .unknownField, .unknownAlias, .ambiguous: names
        case .rowOutOfRange, .goneRow: rows
        case .noListener, .halfExplained: listener
        case .noModel, .engine(.noModel), .unknownWord(_, of: "split", known: _): models || names
        default: false
        }
    }
}
