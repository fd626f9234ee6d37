import CLMDB

/// An open folder of LMDB, with its `data.mdb` and `lock.mdb`, and a `writer.lock` of our own.
///
/// Opened twice by one process, the second shares the first: LMDB's file locks are the process's, and closing one
/// of two would drop them for both.
public final class Environment: Sendable {
    /// How an environment is opened.
    public struct Options: Sendable {
        /// Never writes, and never makes a file.
        public var readOnly = false
        /// Makes `data.mdb` in an existing folder that has none.
        public var creates = false
        /// The largest size of the file in bytes; only address space is taken for it. Halved where there is too little.
        public var mapSize = 256 << 30
        /// How many named databases there can be.
        public var maxDatabases: UInt32 = 16

        /// The defaults.
        public init() {}
    }

    /// The folder.
    public let folder: String
    let core: EnvironmentCore

    /// Opens the folder; `missing` where it has no `data.mdb` and may not get one.
    public init(folder: String, options: Options = Options()) throws(LMDBError) {
        self.folder = folder
        core = try OpenEnvironments.acquire(folder, options)
    }

    deinit { OpenEnvironments.release(core) }

    /// The state as of the last commit.
    public func read() throws(LMDBError) -> ReadTransaction {
        try ReadTransaction(self)
    }

    /// The one writer; `locked` where this very thread has one.
    ///
    /// While another writes, `waits` is called again and again with the number of its process, and says whether to
    /// wait on: `interrupted` where not.
    public func write(_ waits: (_ holder: Int32) -> Bool = { _ in true }) throws(LMDBError) -> WriteTransaction {
        try WriteTransaction(self, waits)
    }

    /// The handles of `names`, in their order; nil where one is not there and `creates` is false.
    ///
    /// Handles are opened in a transaction of their own, committed: those of an aborted one are lost. One that is to
    /// be made waits like `write(_:)`.
    public func databases(
        _ names: [DatabaseName], creates: Bool = false, _ waits: (_ holder: Int32) -> Bool = { _ in true }
    ) throws(LMDBError) -> [Database]? {
        try core.databases(names, creates: creates, waits)
    }

    /// Whether there is nothing in it, not even a database.
    public var isEmpty: Bool {
        get throws(LMDBError) { try core.isEmpty }
    }

    /// The longest key in bytes.
    public var keyLimit: Int { Int(mdb_env_get_maxkeysize(core.raw)) }

    /// Reads every page of the last commit off the file; `corrupted` at the first that contradicts itself or another.
    ///
    /// `look` is called before each, and may call it off.
    public func checkPages(_ look: () throws(LMDBError) -> Void = {}) throws(LMDBError) {
        try core.checkAllPages(look)
    }

    /// The environment's file, in pages.
    public var size: Size {
        get throws(LMDBError) { try core.size }
    }

    /// The size of an environment's file.
    public struct Size: Sendable, Equatable {
        /// Pages in use or free.
        public let pages: Int
        /// Bytes a page.
        public let pageSize: Int
        /// The largest size of the file in bytes.
        public let mapSize: Int
    }
}
