import Foundation
import Grammar
import Graph
import SparkStore
import TripleStore

extension Session {
    /// Runs a statement that changes the graph, or that begins or ends a transaction.
    func write(_ statement: Write) throws -> Answer {
        if let verb = statement.changing, case .spark = home { throw SessionError(.remote(verb)) }
        switch statement {
        case .importFile(let path, _, let settings) where SparkEngines.isAddress(path.text):
            return try importGraph(at: path, settings)
        case .importFile(let path, let kind, let settings): return try importFile(path, kind, settings)
        case .exportFile(let path, let format, let settings):
            let graph = try PartChoice(settings, names).part(of: reader(), cancellation)
            if SparkEngines.isAddress(path.text) { return try exportGraph(graph, to: path) }
            return try exportFile(path, format, from: graph)
        case .backup(let path): return try backup(path)
        case .begin: return try begin()
        case .commit: return try commit()
        case .rollback: return try rollback()
        case .addEdge, .addNode, .removeNode, .removeEdges:
            guard try mayRemove(statement) else { return .saying(.keptAsItIs) }
            return try mutate { writer in
                let scribe = Scribe(writer, binder: Binder(AnyGraph(writer), names: names))
                return Answer(notes: try scribe.perform(statement))
            }
        }
    }

    /// Whether to go on with a change: of a removal of more than one edge the person at the prompt is asked.
    private func mayRemove(_ statement: Write) throws -> Bool {
        guard isAtPrompt, let confirm = console.confirm, statement.changing == "remove" else { return true }
        let reading = try reading()
        switch statement {
        case .removeNode(let reference):
            let node = try reading.binder.node(reference)
            let edges = try reading.reader.degrees(of: [node])[0]
            let name = try reading.viewer.node(node).inline
            return edges <= 1 || confirm("remove \(name) and its \(Note.count(edges, "edge"))?")
        case .removeEdges(let head, let relation, nil):
            let node = try reading.binder.node(head)
            let edges = try reading.reader.neighbours(
                of: [node], via: .only([try reading.binder.relation(relation)]), direction: .out
            ).nodes.count
            let name = try reading.viewer.node(node).inline
            return edges <= 1 || confirm("remove \(Note.count(edges, "edge")) of \(name)?")
        case .removeEdges, .addEdge, .addNode, .importFile, .exportFile, .backup, .begin, .commit, .rollback:
            return true
        }
    }

    /// `backup FOLDER`: a copy of the database as last committed and its models, while others go on.
    private func backup(_ path: Word) throws -> Answer {
        try outside("backup") {
            guard !FileManager.default.fileExists(atPath: path.text) else {
                throw SessionError(.taken(path.text), at: path.span)
            }
            _ = try reader()
            try home.existingStore(for: "backup").backup(to: path.text) { folder in
                try models.copy(into: URL(fileURLWithPath: folder).appendingPathComponent("models"))
            }
        }
        return .saying(.backedUp(path.text))
    }
}

extension Write {
    /// The word that asks for a change of a database, or a copy of it; nil where a graph is read alone.
    fileprivate var changing: String? {
        switch self {
        case .importFile: "import"
        case .exportFile: nil
        case .addEdge, .addNode: "add"
        case .removeNode, .removeEdges: "remove"
        case .backup: "backup"
        case .begin: "begin"
        case .commit: "commit"
        case .rollback: "rollback"
        }
    }
}
