import Grammar
import Graph
import Recommender
import TripleStore

/// A program that embeds a session, and hears of it in place of a console.
final class Embedder {
    /// What the statements answered, in order.
    var replies: [Reply] = []
    /// Why the first statement failed that did.
    var failure: Failure?
    /// Hears of each epoch of a training.
    let epoch: (EpochReport) -> Void

    init(epoch: @escaping (EpochReport) -> Void) { self.epoch = epoch }

    func fail(_ failure: Failure) { self.failure = self.failure ?? failure }
}

extension Session {
    /// A session that a program embeds, on the database in `folder`.
    package static func embedded(
        in folder: String, readOnly: Bool, isSafe: Bool = false, memory: Int? = nil, cancellation: Cancellation
    ) throws(Failure) -> Session {
        do {
            let store = try TripleStore(
                folder: folder, options: .init(readOnly: readOnly, creates: !readOnly, memory: memory),
                cancellation: cancellation)
            let silence = Console(write: { _ in true }, note: { _ in })
            let session = try Session(store: store, console: silence, cancellation: cancellation)
            session.isSafe = isSafe
            return session
        } catch { throw Failure(error) }
    }

    /// Runs the statements of a script up to the first that fails; what each answered.
    package func replies(to script: String, named name: String) throws(Failure) -> [Reply] {
        cancellation.lower()
        return try heard { run(script, named: name) }
    }

    /// Runs the one statement that `text` is, with these parameters beside those of the session.
    package func reply(to text: String, with parameters: [String: Value.Form]) throws(Failure) -> Reply {
        let statement = try single(text)
        let before = names.parameters
        names.parameters.merge(parameters.mapValues { Value($0, at: .outside) }) { $1 }
        // What `let` gives a name in the statement stays; what the call gave goes.
        defer { for name in parameters.keys { names.parameters[name] = before[name] } }
        return try reply(to: statement, of: text)
    }

    /// Runs a statement that no text was read for: no name in it can be taken for language.
    package func reply(
        to statement: Statement, epoch: @escaping (EpochReport) -> Void = { _ in }
    ) throws(Failure) -> Reply {
        let text = Printer.text(of: statement)
        do {
            return try reply(to: SourceStatement(statement, text: text, at: .outside), of: text, epoch: epoch)
        } catch {
            throw error.placeless
        }
    }

    private func reply(
        to statement: SourceStatement, of text: String, epoch: @escaping (EpochReport) -> Void = { _ in }
    ) throws(Failure) -> Reply {
        let source = Source(name: nil, text: text)
        let replies = try heard(epoch: epoch) {
            run(statement, source: source, keepsGoing: false, echoes: false)
        }
        return replies.last ?? Reply(Answer())
    }

    private func single(_ text: String) throws(Failure) -> SourceStatement {
        var parser = ScriptParser(text)
        var found: [SourceStatement] = []
        do {
            while found.count < 2, let next = try parser.next() { found.append(next) }
        } catch {
            throw Failure(message(of: error), file: nil, at: error.span)
        }
        if found.count == 1 { return found[0] }
        throw Failure(
            message(of: SessionError(.notOneStatement(isEmpty: found.isEmpty))), file: nil,
            at: found.last?.span ?? .outside)
    }

    private func heard(
        epoch: @escaping (EpochReport) -> Void = { _ in }, _ body: () -> Outcome
    ) throws(Failure) -> [Reply] {
        let embedder = Embedder(epoch: epoch)
        self.embedder = embedder
        defer { self.embedder = nil }
        _ = body()
        if let failure = embedder.failure { throw failure }
        return embedder.replies
    }
}
