import Foundation
import Graph
import SparkStore
import Spill
import TripleStore

/// Where a session's graph is kept.
public enum Home {
    /// In a database's folder; statements may change it.
    case folder(TripleStore)
    /// In tables of Spark: it is read, and taken from there or brought there as a whole.
    case spark(SparkGraph)

    /// A reader of the graph as it is now.
    func reader() throws -> any NamedGraph {
        switch self {
        case .folder(let store): try store.reader()
        case .spark(let graph): try graph.reader()
        }
    }

    /// The database that a statement would change; nil is any statement that does.
    func store(for verb: String?) throws(SessionError) -> TripleStore {
        switch self {
        case .folder(let store): return store
        case .spark: throw SessionError(.remote(verb))
        }
    }

    /// Whether nothing is to be written, models either.
    var isReadOnly: Bool {
        switch self {
        case .folder(let store): store.isReadOnly
        case .spark(let graph): graph.isReadOnly
        }
    }

    /// How much memory long work may take, and where the rest goes.
    var space: SpillSpace {
        switch self {
        case .folder(let store): SpillSpace(memory: store.memory, folder: store.folder)
        case .spark(let graph): SpillSpace(memory: graph.memory, folder: NSTemporaryDirectory())
        }
    }

    /// Where models are kept.
    var modelFolder: URL {
        switch self {
        case .folder(let store): URL(fileURLWithPath: store.folder).appendingPathComponent("models")
        case .spark(let graph): graph.modelFolder
        }
    }
}
