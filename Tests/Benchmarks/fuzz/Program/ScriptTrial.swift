import Foundation
import Grammar
import Graph
import Session
import Synchronization
import TestSupport
import TripleStore

/// Any script runs on a small database to answers that are JSON and errors that are too; a rollback then leaves the
/// database as it was.
///
/// What names files, trains, or ends the transaction is left out.
final class ScriptTrial: Trial {
    private let folder: TemporaryFolder
    private let store: TripleStore
    private let output = Tape()
    private let notes = Tape()

    private final class Tape: Sendable {
        private let text = Mutex("")

        func add(_ more: String) { text.withLock { $0 += more } }

        func take() -> String {
            text.withLock { text in
                defer { text = "" }
                return text
            }
        }
    }

    init() throws {
        folder = try TemporaryFolder()
        store = try TripleStore(folder: folder.path + "/db", options: .init(creates: true))
        let file = try folder.write(SmallData.graph, to: "graph.jsonl")
        let session = try session()
        let outcome = session.run(
            "import \"\(file)\"; train itemknn as near; train als as parts with epochs = 1", named: "-")
        try hold(outcome == .done, notes.take())
    }

    func take(_ bytes: [UInt8]) throws {
        let before = try store.reader()
        let text = String(decoding: bytes, as: UTF8.self)
        let session = try session()
        _ = session.check(text, named: "script")
        _ = session.completions(of: text)
        _ = session.run("begin", named: "-")
        _ = (output.take(), notes.take())
        for statement in statements(of: text) { try run(statement, session) }
        _ = session.run("rollback", named: "-")
        _ = session.end()
        let after = try store.reader()
        try hold(after.vocabulary == before.vocabulary && after.nodeLimit == before.nodeLimit, "something was kept")
    }

    private func session() throws -> Session {
        let console = Console(
            write: { [output] in
                output.add($0)
                return true
            }, note: { [notes] in notes.add($0) })
        let session = try Session(store: store, console: console, cancellation: Cancellation(), format: "json")
        session.errorStyle = .json
        return session
    }

    private func run(_ statement: Statement, _ session: Session) throws {
        _ = session.run(Printer.text(of: statement), named: "script")
        let (answer, notes) = (output.take(), notes.take())
        for line in notes.split(separator: "\n") { try hold(isJSON(line.utf8), "no JSON: \(line)") }
        guard isInJSON(statement), !answer.isEmpty else { return }
        try hold(isJSON(answer.utf8), "no JSON: \(answer)")
    }

    private func isJSON(_ text: some Sequence<UInt8>) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil
    }

    /// The statements of a script that may be run here.
    private func statements(of text: String) -> [Statement] {
        var script = ScriptParser(text)
        var statements: [Statement] = []
        while statements.count < 20 {
            do throws(ParseError) {
                guard let next = try script.next() else { break }
                if isHarmless(next.statement) { statements.append(next.statement) }
            } catch {}
        }
        return statements
    }

    private func isHarmless(_ statement: Statement) -> Bool {
        switch statement {
        case .read(_, let destination): destination.file == nil
        case .model(.models, let destination), .model(.inspectModel, let destination),
            .model(.inspectNode, let destination):
            destination.file == nil
        case .write(.addEdge), .write(.addNode), .write(.removeNode), .write(.removeEdges): true
        case .session(.start), .session(.feedback), .session(.more), .session(.undo): true
        case .meta(.letParameter), .meta(.alias), .meta(.help): true
        default: false
        }
    }

    /// Whether its answer is written in the session's own format, as rows.
    private func isInJSON(_ statement: Statement) -> Bool {
        switch statement {
        case .read(_, let destination), .model(_, let destination): destination.format == nil
        case .meta(.help): false
        default: true
        }
    }
}
