import Foundation
import Graph
import TripleStore

/// The folder of a database, which is opened at once where it is there, and made by the first change where it is not.
public final class DatabaseFolder {
    /// The path of the folder.
    public let path: String
    private let options: TripleStore.Options
    private let cancellation: Cancellation
    private var store: TripleStore?

    /// The folder of a database that is open.
    public init(_ store: TripleStore) {
        (path, self.store, cancellation) = (store.folder, store, Cancellation())
        options = TripleStore.Options(readOnly: store.isReadOnly, memory: store.memory)
    }

    /// The database in the folder at `path`; `StoreError.missing` where it is not there and `options` do not make it.
    public init(_ path: String, options: TripleStore.Options, cancellation: Cancellation) throws {
        (self.path, self.options, self.cancellation) = (path, options, cancellation)
        do { _ = try existing() } catch StoreError.missing where options.creates {}
    }

    /// Whether writing is refused.
    public var isReadOnly: Bool { options.readOnly }
    /// How many bytes of memory imports and training may take.
    public var memory: Int { options.memory }
    /// Whether the database is not there.
    public var isMissing: Bool { (try? existing()) == nil }

    /// The database; `StoreError.missing` where it is not there: what only asks makes none.
    ///
    /// One whose making was cut off, or goes on in another process, is made to its end.
    func existing() throws(StoreError) -> TripleStore {
        var options = options
        options.creates = options.creates && hasData
        if let store { return store }
        do { return try opened(options) } catch {
            // Another process may be making it just now.
            guard self.options.creates, !options.creates, hasData else { throw error }
            return try opened(self.options)
        }
    }

    private var hasData: Bool { FileManager.default.fileExists(atPath: path + "/data.mdb") }

    /// The database, made where it is not there.
    func made() throws(StoreError) -> TripleStore {
        if let store { return store }
        return try opened(options)
    }

    private func opened(_ options: TripleStore.Options) throws(StoreError) -> TripleStore {
        let opened = try TripleStore(folder: path, options: options, cancellation: cancellation)
        store = opened
        return opened
    }
}
