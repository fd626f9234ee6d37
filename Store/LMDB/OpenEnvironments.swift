import Glibc
import Synchronization

/// The environments that this process has open, by file, so that none is opened twice.
enum OpenEnvironments {
    /// A file, however its path is written.
    private struct FileIdentity: Hashable {
        let device: UInt
        let number: UInt
    }

    private struct Entry {
        let core: EnvironmentCore
        var users: Int
    }

    private static let entries = Mutex<[FileIdentity: Entry]>([:])

    /// The open environment of `folder`, or a new one.
    static func acquire(_ folder: String, _ options: Environment.Options) throws(LMDBError) -> EnvironmentCore {
        let result: Result<EnvironmentCore, LMDBError> = entries.withLock { entries in
            do throws(LMDBError) {
                return .success(try acquire(folder, options, in: &entries))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func acquire(
        _ folder: String, _ options: Environment.Options, in entries: inout [FileIdentity: Entry]
    ) throws(LMDBError) -> EnvironmentCore {
        let file = folder + "/data.mdb"
        if let identity = try identity(of: file) {
            if let core = entries[identity]?.core {
                // A shared reader cannot become a writer.
                guard options.readOnly || !core.readOnly else { throw .locked }
                entries[identity]?.users += 1
                return core
            }
        } else {
            // LMDB would make a lock file before it saw that there is nothing to read.
            guard options.creates, !options.readOnly else { throw .missing }
        }
        let core = try EnvironmentCore(folder: folder, options)
        try core.checkFile()
        guard let identity = try identity(of: file) else { throw .missing }
        entries[identity] = Entry(core: core, users: 1)
        return core
    }

    /// Closes the environment where nobody else uses it.
    ///
    /// It is closed under the lock: an opener comes before, and shares it, or after, and finds it closed.
    static func release(_ core: EnvironmentCore) {
        entries.withLock { entries in
            guard let (identity, entry) = entries.first(where: { $0.value.core === core }) else { return }
            if entry.users > 1 {
                entries[identity]?.users -= 1
            } else {
                entries[identity] = nil
            }
        }
    }

    private static func identity(of file: String) throws(LMDBError) -> FileIdentity? {
        var status = stat()
        guard stat(file, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw LMDBError(code: errno)
        }
        return FileIdentity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    }
}
