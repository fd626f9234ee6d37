import Graph
import LMDB

/// Why the store could not do its work: facts, the words are the caller's.
public enum StoreError: Error, Equatable, Sendable {
    /// There is no database at the path.
    case missing
    /// There is something at the path, and it is no database of this store.
    case notADatabase
    /// The file of this name in the database's folder is a link, a pipe or a device: what it leads to is not touched.
    case oddFile(String)
    /// The database is of a format that this program does not know.
    case unknownFormat(found: UInt32, supported: UInt32)
    /// The database is of an older format: opening it for writing brings it to this program's, reading alone does not.
    case outdatedFormat(found: UInt32, supported: UInt32)
    /// The database was opened for reading.
    case readOnly
    /// The folder may not be written, and the database was not opened for reading alone.
    case notWritable
    /// This thread already writes, or the database is open for reading alone, or LMDB is out of reader slots.
    case locked
    /// A copy cannot be made within the database's own folder.
    case withinItself
    /// There is something at the path already.
    case taken
    /// The database would outgrow its memory map (`TripleStore.Options.mapSize`).
    case mapFull
    /// The disk is full.
    case diskFull
    /// A key, alias or split name is longer than so many bytes of UTF-8.
    case keyTooLong(limit: Int)
    /// An alias or a split has no name.
    case emptyName
    /// There are more than `limit` of something.
    case tooMany(Countable, limit: Int)
    /// No node has this number.
    case noSuchNode(NodeID)
    /// The edge is not there.
    case noSuchEdge(Triple)
    /// Another transaction has changed the database since the one that is to be undone.
    case changedSince
    /// A transaction changed more than its log could hold.
    case tooManyChanges
    /// What is stored contradicts itself; the text says where.
    case corrupt(String)
    /// The storage below failed; the text is its own.
    case io(String)
    /// The work was interrupted.
    case interrupted

    /// What the store numbers, and so limits.
    public enum Countable: String, Sendable {
        case nodes, types, relations
        case propertyNames = "names of properties"
    }
}

extension StoreError {
    init(_ error: LMDBError) {
        self =
            switch error {
            case .missing: .missing
            case .invalid, .versionMismatch: .notADatabase
            case .corrupted(let place): .corrupt(place)
            case .mapFull: .mapFull
            case .diskFull: .diskFull
            case .readOnly: .readOnly
            case .locked: .locked
            case .interrupted: .interrupted
            case .finished: .io("the transaction is over")
            case .badSize: .corrupt("a key or value of the wrong size")
            case .io(let code): .io(LMDBError.reason(errno: code))
            case .other(_, let text): .io(text)
            }
    }

    init(_ error: GraphError) {
        self =
            switch error {
            case .noSuchNode(let id): .noSuchNode(id)
            case .corrupt(let place): .corrupt(place)
            case .unreadable(let text): .io(text)
            case .remote(let error): .io("\(error)")
            case .interrupted: .interrupted
            }
    }
}

extension GraphError {
    init(_ error: LMDBError) {
        self =
            switch error {
            case .corrupted(let place): .corrupt(place)
            case .interrupted: .interrupted
            case .finished: .unreadable("the transaction is over")
            case .other(_, let text): .unreadable(text)
            default: .unreadable("\(error)")
            }
    }
}

/// Does LMDB's work for a reader of the graph.
func reading<R: ~Copyable>(_ work: () throws(LMDBError) -> R) throws(GraphError) -> R {
    do { return try work() } catch { throw GraphError(error) }
}

/// Does LMDB's work for the store.
func storing<R: ~Copyable>(_ work: () throws(LMDBError) -> R) throws(StoreError) -> R {
    do { return try work() } catch { throw StoreError(error) }
}
