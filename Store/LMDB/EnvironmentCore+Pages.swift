import CLMDB
import Glibc

// LMDB believes what its pages say. What would lead it astray is looked for here, in the file itself: the cheap part
// at open, more before the first write, all of it where a check is asked for.
extension EnvironmentCore {
    /// How many pages are looked at when a file is opened, and before it is first written to: the upper levels first.
    private static let (pagesAtOpen, pagesBeforeWriting) = (24, 1_024)

    /// Throws where the two pages that lead to all others contradict each other; to be called before LMDB sees them.
    ///
    /// Another process may be writing the first two pages of a new file: that is waited for.
    static func checkMetas(_ path: String) throws(LMDBError) {
        var tries = 100
        while true {
            do throws(LMDBError) {
                let file = try PageFile(path: path)
                _ = try MetaPage.newest(file)
                return
            } catch {
                var status = stat()
                tries -= 1
                guard tries > 0, stat(path, &status) == 0, status.st_size <= 2 * sysconf(Int32(_SC_PAGESIZE)) else {
                    throw error
                }
                usleep(1_000)
            }
        }
    }

    /// Throws `corrupted` where the file lacks pages that are in use, or the upper pages contradict each other.
    func checkFile() throws(LMDBError) {
        try checkLength()
        try checkPages(limit: Self.pagesAtOpen)
    }

    /// Throws `corrupted` where pages contradict each other, once, before LMDB changes any.
    func checkBeforeWriting() throws(LMDBError) {
        guard !isVetted.withLock({ $0 }) else { return }
        try checkPages(limit: Self.pagesBeforeWriting)
        isVetted.withLock { $0 = true }
    }

    /// Looks at every page of the last commit; `corrupted` at the first that contradicts itself or another.
    ///
    /// `look` is called before each, and may call it off.
    func checkAllPages(_ look: () throws(LMDBError) -> Void) throws(LMDBError) {
        try withWalk { walk, _ throws(LMDBError) in try walk.walkAll(look) }
    }

    private func checkPages(limit: Int) throws(LMDBError) {
        try withWalk { walk, _ throws(LMDBError) in try walk.walkTop(limit: limit) }
    }

    /// Calls `body` with a walk over the last commit, whose pages are not used again meanwhile.
    ///
    /// The page that leads to the others may be read while a later commit is written to it: what contradicts itself is
    /// read once more.
    private func withWalk(
        ofFreePagesAlone: Bool = false, _ body: (inout PageWalk, MetaPage) throws(LMDBError) -> Void
    ) throws(LMDBError) {
        var doubt: LMDBError?
        for _ in 0..<100 {
            let transaction = try beginReading()
            defer { mdb_txn_abort(transaction) }
            let file = try PageFile(raw, pageSize: size.pageSize)
            guard let meta = try MetaPage.newest(file, commit: mdb_txn_id(transaction)) else { continue }
            do throws(LMDBError) {
                var walk = PageWalk(file, meta)
                try walk.add(PageWalk.Tree(name: "the list of free pages", record: meta.free, role: .free))
                if !ofFreePagesAlone {
                    try walk.add(PageWalk.Tree(name: "the list of databases", record: meta.main, role: .main))
                }
                return try body(&walk, meta)
            } catch {
                guard doubt == nil, case .corrupted = error else { throw error }
                doubt = error
            }
        }
        // Others commit faster than the page can be read.
        throw doubt ?? .locked
    }

    /// A file cut short would end the process by SIGBUS at the first read past its end.
    ///
    /// A whole file may lack pages at its end: those that were allotted and freed within one transaction were never
    /// written. They are in the list of free pages.
    private func checkLength() throws(LMDBError) {
        let size = try size
        let present = try PageFile(raw, pageSize: size.pageSize).size / size.pageSize
        guard present < size.pages else { return }
        try withWalk(ofFreePagesAlone: true) { walk, meta throws(LMDBError) in
            try walk.walkAll()
            guard walk.free.count(where: { $0 >= present }) == Int(meta.pageCount) - present else {
                throw .corrupted("data.mdb is cut short")
            }
        }
    }
}
