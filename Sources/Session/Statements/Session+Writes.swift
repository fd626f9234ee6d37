import Foundation
import Grammar
import Graph
import TripleStore

extension Session {
    /// Runs a statement that changes the graph, or that begins or ends a transaction.
    func write(_ statement: Write) throws -> Answer {
        switch statement {
        case .importFile(let path, let kind, let settings): return try importFile(path, kind, settings)
        case .exportFile(let path, let format): return try exportFile(path, format, from: reader())
        case .backup(let path): return try backup(path)
        case .begin: return try begin()
        case .commit: return try commit()
        case .rollback: return try rollback()
        case .addEdge, .addNode, .removeNode, .removeEdges:
            return try mutate { writer in
                let scribe = Scribe(writer, binder: Binder(writer, names: names))
                return Answer(notes: try scribe.perform(statement))
            }
        }
    }

    /// `backup FOLDER`: a copy of the database as last committed and its models, while others go on.
    private func backup(_ path: Word) throws -> Answer {
        try outside("backup") {
            guard !FileManager.default.fileExists(atPath: path.text) else {
                throw SessionError(.taken(path.text), at: path.span)
            }
            try store.backup(to: path.text) { folder in
                try models.copy(into: URL(fileURLWithPath: folder).appendingPathComponent("models"))
            }
        }
        return .saying(.backedUp(path.text))
    }
}
