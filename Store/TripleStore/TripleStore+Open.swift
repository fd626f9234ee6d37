import Foundation
import Graph
import LMDB

extension TripleStore {
    /// Opens the environment, and makes the database where that is asked for.
    static func open(_ folder: String, _ options: Options, _ cancellation: Cancellation)
        throws(StoreError) -> (Environment, Databases)
    {
        let creates = options.creates && !options.readOnly
        let exists = try checkFolder(folder)
        if !exists {
            guard creates else { throw .missing }
            try makeFolder(folder)
        }
        let environment = try environment(folder, options)
        if creates { try storing { () throws(LMDBError) in try makeDatabases(environment, folder, cancellation) } }
        return (environment, try databases(environment, options, cancellation))
    }

    private static func environment(_ folder: String, _ options: Options) throws(StoreError) -> Environment {
        var settings = Environment.Options()
        settings.readOnly = options.readOnly
        settings.creates = options.creates
        settings.maxDatabases = UInt32(Databases.names.count)
        if let mapSize = options.mapSize { settings.mapSize = mapSize }
        do {
            return try Environment(folder: folder, options: settings)
        } catch {
            throw error == .readOnly && !options.readOnly ? .notWritable : StoreError(error)
        }
    }

    /// Whether `folder` has a database; `notADatabase` where it is a file, or has others' files and no database.
    private static func checkFolder(_ folder: String) throws(StoreError) -> Bool {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: folder) else { return false }
        guard facts[.type] as? FileAttributeType != .typeRegular else { throw .notADatabase }
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .io("cannot list the folder")
        }
        for file in files where own.contains(file) { try checkFile(file, in: folder) }
        if files.contains("data.mdb") { return true }
        guard files.allSatisfy(own.contains) else { throw .notADatabase }
        return false
    }

    /// The files that a database is made of.
    private static let own: Set = ["data.mdb", "lock.mdb", "writer.lock"]

    /// Throws where a file of the database is none: LMDB would write into what a link leads to, and wait for a pipe.
    private static func checkFile(_ name: String, in folder: String) throws(StoreError) {
        // The facts are of a link itself, not of what it leads to.
        let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
        guard facts?[.type] as? FileAttributeType == .typeRegular else { throw .oddFile(name) }
    }

    /// Makes `folder`, where another process has not made it, and the database, meanwhile.
    private static func makeFolder(_ folder: String) throws(StoreError) {
        guard try !checkFolder(folder) else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .io("cannot make the folder")
        }
    }

    /// Makes the databases, and then their mark, where there are none.
    ///
    /// A making that was cut off leaves databases without a mark, and is taken up again.
    private static func makeDatabases(
        _ environment: Environment, _ folder: String, _ cancellation: Cancellation
    ) throws(LMDBError) {
        let waits = { (_: Int32) in !cancellation.isRaised }
        if try environment.isEmpty { _ = try environment.databases(Databases.names, creates: true, waits) }
        guard let meta = try environment.databases([Databases.names[0]])?.first else { return }
        guard try environment.read().snapshot.count(of: meta) == 0 else { return }
        // The mark says that the folder too will be there after a power cut.
        try DurableFolder.sync(folder)
        try DurableFolder.sync(folder + "/..")
        let transaction = try environment.write(waits)
        try transaction.put(Format.mark, at: Format.markKey, in: meta)
        try transaction.commit()
    }

    /// The handles, where the mark says that they are this store's.
    private static func databases(
        _ environment: Environment, _ options: Options, _ cancellation: Cancellation
    ) throws(StoreError) -> Databases {
        guard let meta = try storing({ () throws(LMDBError) in try environment.databases([Databases.names[0]]) }) else {
            throw .notADatabase
        }
        let found = try Format.version(try storing { () throws(LMDBError) in try environment.read() }.snapshot, meta[0])
        let isUnreadable = found < Format.oldestReadable
        guard !isUnreadable || !options.readOnly else {
            throw .outdatedFormat(found: found, supported: Format.version)
        }
        let all = try storing { () throws(LMDBError) in
            try environment.databases(Databases.names, creates: isUnreadable) { _ in !cancellation.isRaised }
        }
        guard let all else { throw .corrupt("a database is missing") }
        return Databases(all)
    }
}
