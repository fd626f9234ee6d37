import Foundation
import Graph
import SparkStore
import Spill
import TripleStore

/// Where a session's graph is kept.
public enum Home {
    /// In a database's folder; statements may change it, and the first that does makes it where it is not there.
    case folder(DatabaseFolder)
    /// In tables of Spark: it is read, and taken from there or brought there as a whole.
    case spark(SparkGraph)

    /// A reader of the graph as it is now.
    func reader() throws -> any NamedGraph {
        switch self {
        case .folder(let folder):
            do { return try folder.existing().reader() } catch StoreError.missing {
                throw SessionError(.noDatabase(folder.path))
            }
        case .spark(let graph): return try graph.reader()
        }
    }

    /// The database that is there.
    func existingStore(for verb: String) throws -> TripleStore {
        switch self {
        case .folder(let folder): return try folder.existing()
        case .spark: throw SessionError(.remote(verb))
        }
    }

    /// The database that a statement would change, made where it is not there; nil is any statement that does.
    func store(for verb: String?) throws -> TripleStore {
        switch self {
        case .folder(let folder): return try folder.made()
        case .spark: throw SessionError(.remote(verb))
        }
    }

    /// Whether nothing is to be written, models either.
    var isReadOnly: Bool {
        switch self {
        case .folder(let folder): folder.isReadOnly
        case .spark(let graph): graph.isReadOnly
        }
    }

    /// How much memory long work may take, and where the rest goes.
    var space: SpillSpace {
        switch self {
        case .folder(let folder): SpillSpace(memory: folder.memory, folder: folder.path)
        case .spark(let graph): SpillSpace(memory: graph.memory, folder: NSTemporaryDirectory())
        }
    }

    /// Where models are kept.
    var modelFolder: URL {
        switch self {
        case .folder(let folder): URL(fileURLWithPath: folder.path).appendingPathComponent("models")
        case .spark(let graph): graph.modelFolder
        }
    }
}
