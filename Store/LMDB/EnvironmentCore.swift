import CGuard
import CLMDB
import Glibc
import Synchronization

/// LMDB's environment itself, one for each open file in the process.
///
/// `@unchecked`: LMDB's environment may be used from any thread; handles and counts are behind the mutex.
final class EnvironmentCore: @unchecked Sendable {
    let raw: OpaquePointer
    let readOnly: Bool
    /// The path of `data.mdb`.
    let file: String
    /// Whether its pages have been looked at before the first write.
    let isVetted = Mutex(false)
    private let handles = Mutex<[DatabaseName: Database]>([:])
    /// None where it is read only.
    private let writer: WriterLock?

    init(folder: String, _ options: Environment.Options) throws(LMDBError) {
        file = folder + "/data.mdb"
        if options.creates, !options.readOnly { try Self.clearUnmade(folder) }
        var status = stat()
        if stat(file, &status) == 0, status.st_size > 0 { try Self.checkMetas(file) }
        let opened = try Self.open(folder, options)
        do throws(LMDBError) {
            writer = options.readOnly ? nil : try WriterLock(path: folder + "/writer.lock")
        } catch {
            mdb_env_close(opened)
            throw error
        }
        raw = opened
        readOnly = options.readOnly
        if !readOnly { try clearStaleReaders() }
    }

    deinit { mdb_env_close(raw) }

    /// Opens with the largest map that the address space has room for.
    private static func open(_ folder: String, _ options: Environment.Options) throws(LMDBError) -> OpaquePointer {
        var mapSize = options.mapSize
        var flags = UInt32(MDB_NOTLS) | (options.readOnly ? UInt32(MDB_RDONLY) : 0)
        while true {
            var environment: OpaquePointer?
            try check(mdb_env_create(&environment))
            mdb_env_set_mapsize(environment, mapSize)
            mdb_env_set_maxdbs(environment, options.maxDatabases)
            mdb_env_set_maxreaders(environment, 512)
            // Where LMDB finds a contradiction that it has no error for, it ends the process, with these words first.
            mdb_env_set_assert(environment) { _, _ in segue_guard_contradiction() }
            let code = mdb_env_open(environment, folder, flags, 0o664)
            if code == MDB_SUCCESS { return environment! }
            mdb_env_close(environment)
            if code == ENOMEM, mapSize > 1 << 20 {
                mapSize /= 2
            } else if code == EACCES, options.readOnly, flags & UInt32(MDB_NOLOCK) == 0 {
                // A folder that this user may not write has no writer to be kept from either.
                flags |= UInt32(MDB_NOLOCK)
            } else {
                throw LMDBError(code: code)
            }
        }
    }

    func beginReading() throws(LMDBError) -> OpaquePointer {
        var transaction: OpaquePointer?
        try check(mdb_txn_begin(raw, nil, UInt32(MDB_RDONLY), &transaction))
        return transaction!
    }

    /// Waits for another writer's end for as long as `waits` says so.
    func beginWriting(_ waits: (_ holder: Int32) -> Bool) throws(LMDBError) -> OpaquePointer {
        guard let writer else { throw .readOnly }
        while let holder = try writer.take() {
            guard waits(holder) else { throw .interrupted }
            usleep(1_000)
        }
        do throws(LMDBError) {
            try clearStaleReaders()
            try checkBeforeWriting()
            var transaction: OpaquePointer?
            try check(mdb_txn_begin(raw, nil, 0, &transaction))
            return transaction!
        } catch {
            writer.release()
            throw error
        }
    }

    /// To be called once the writer has committed or aborted, on its thread.
    func endWriting() { writer?.release() }

    /// Why a write to a file below `path` failed: LMDB calls one that was cut short `EIO`, as it is where the disk has
    /// no room left.
    func error(ofWrite code: Int32, to path: String) -> LMDBError {
        var disk = statvfs()
        let isFull = code == EIO && statvfs(path, &disk) == 0 && disk.f_bavail == 0
        return isFull ? .diskFull : LMDBError(code: code)
    }

    /// Forgets the readers of processes that were killed: what they saw may be written over.
    private func clearStaleReaders() throws(LMDBError) {
        var dead: Int32 = 0
        try check(mdb_reader_check(raw, &dead))
    }

    func databases(_ names: [DatabaseName], creates: Bool, _ waits: (_ holder: Int32) -> Bool)
        throws(LMDBError) -> [Database]?
    {
        let known: Result<[Database]?, LMDBError> = handles.withLock { handles in
            do throws(LMDBError) {
                if try !open(names, into: &handles, in: beginReading()) {
                    guard creates else { return .success(nil) }
                    let transaction = try beginWriting(waits)
                    defer { endWriting() }
                    guard try open(names, into: &handles, in: transaction, MDB_CREATE) else { return .success(nil) }
                }
                return .success(names.map { handles[$0]! })
            } catch {
                return .failure(error)
            }
        }
        return try known.get()
    }

    /// Opens what is not open yet, and ends the transaction; false where one is not there.
    private func open(
        _ names: [DatabaseName], into handles: inout [DatabaseName: Database], in transaction: OpaquePointer,
        _ extra: Int32 = 0
    ) throws(LMDBError) -> Bool {
        let missing = names.filter { handles[$0] == nil }
        var opened: [Database] = []
        var code = MDB_SUCCESS
        for name in missing where code == MDB_SUCCESS {
            var handle: MDB_dbi = 0
            let flags = name.flags.rawValue | UInt32(extra)
            code = mdb_dbi_open(transaction, name.name, flags, &handle)
            if code == MDB_SUCCESS, !Self.isOrdered(handle, like: name, transaction) { code = MDB_CORRUPTED }
            opened.append(Database(handle: handle))
        }
        guard try found(code, orAbort: transaction) else { return false }
        try check(mdb_txn_commit(transaction))
        for (name, database) in zip(missing, opened) { handles[name] = database }
        return true
    }

    /// Whether a database that is there has the order it was made with.
    private static func isOrdered(_ handle: MDB_dbi, like name: DatabaseName, _ transaction: OpaquePointer) -> Bool {
        var flags: UInt32 = 0
        return mdb_dbi_flags(transaction, handle, &flags) == MDB_SUCCESS && flags == name.flags.rawValue
    }

    /// Whether `code` found something; where not, the transaction is aborted.
    private func found(_ code: Int32, orAbort transaction: OpaquePointer) throws(LMDBError) -> Bool {
        if code != MDB_SUCCESS { mdb_txn_abort(transaction) }
        return try LMDB.found(code)
    }

    var isEmpty: Bool {
        get throws(LMDBError) {
            // As a reader sees it: LMDB's own count may be a commit ahead of what can be read yet.
            let transaction = try beginReading()
            defer { mdb_txn_abort(transaction) }
            var (main, statistics) = (MDB_dbi(), MDB_stat())
            try check(mdb_dbi_open(transaction, nil, 0, &main))
            try check(mdb_stat(transaction, main, &statistics))
            return statistics.ms_entries == 0
        }
    }

    var size: Environment.Size {
        get throws(LMDBError) {
            var (information, statistics) = (MDB_envinfo(), MDB_stat())
            try check(mdb_env_info(raw, &information))
            try check(mdb_env_stat(raw, &statistics))
            return Environment.Size(
                pages: information.me_last_pgno + 1, pageSize: Int(statistics.ms_psize),
                mapSize: information.me_mapsize)
        }
    }
}
