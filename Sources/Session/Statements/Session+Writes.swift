import Grammar
import Graph
import TripleStore

extension Session {
    /// Runs a statement that changes the graph, in a transaction of its own.
    func write(_ statement: Write) throws -> Answer {
        switch statement {
        case .importFile(let path, let kind, let settings): return try importFile(path, kind, settings)
        case .exportFile(let path, let format): return try exportFile(path, format, from: store.reader())
        case .backup: throw SessionError(.notYet("`backup`"))
        case .begin, .commit, .rollback: throw SessionError(.notYet("a transaction over several statements"))
        case .addEdge, .addNode, .removeNode, .removeEdges:
            return try store.write { writer in
                let scribe = Scribe(writer, binder: Binder(writer, names: names))
                return Answer(notes: try scribe.perform(statement))
            }
        }
    }
}
