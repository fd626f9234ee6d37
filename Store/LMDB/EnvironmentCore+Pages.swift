import CLMDB
import Glibc

// LMDB believes what its pages say. What would lead it astray is looked for here, in the file itself: the cheap part
// at open, more before the first write, all of it where a check is asked for.
extension EnvironmentCore {
    /// How many pages are looked at when a file is opened, and before it is first written to: the upper levels first.
    private static let (pagesAtOpen, pagesBeforeWriting) = (24, 1_024)

    /// Throws where the two pages that lead to all others contradict each other; to be called before LMDB sees them.
    static func checkMetas(_ path: String) throws(LMDBError) {
        let file = try PageFile(path: path)
        _ = try MetaPage.newest(file)
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
    /// `look` is called now and then, and may call it off.
    func checkAllPages(_ look: () throws(LMDBError) -> Void) throws(LMDBError) {
        // The commit is held, so that none of its pages is used again meanwhile.
        for _ in 0..<100 {
            let transaction = try beginReading()
            defer { mdb_txn_abort(transaction) }
            let file = try PageFile(path: file, pageSize: size.pageSize)
            guard let meta = try MetaPage.newest(file, commit: mdb_txn_id(transaction)) else { continue }
            var walk = try self.walk(consume file, meta)
            return try walk.walkAll(look)
        }
    }

    private func checkPages(limit: Int) throws(LMDBError) {
        let transaction = try beginReading()
        defer { mdb_txn_abort(transaction) }
        let file = try PageFile(path: file, pageSize: size.pageSize)
        guard let meta = try MetaPage.newest(file, commit: mdb_txn_id(transaction)) else { return }
        var walk = try self.walk(consume file, meta)
        try walk.walkTop(limit: limit)
    }

    private func walk(_ file: consuming PageFile, _ meta: MetaPage) throws(LMDBError) -> PageWalk {
        var walk = PageWalk(file, meta)
        try walk.add(PageWalk.Tree(name: "the list of free pages", record: meta.free, role: .free))
        try walk.add(PageWalk.Tree(name: "the list of databases", record: meta.main, role: .main))
        return walk
    }

    /// A file cut short would end the process by SIGBUS at the first read past its end.
    ///
    /// A whole file may lack pages at its end: those that were allotted and freed within one transaction were never
    /// written. They are in the list of free pages.
    private func checkLength() throws(LMDBError) {
        let size = try size
        let file = try PageFile(path: file, pageSize: size.pageSize)
        let present = try file.size / size.pageSize
        guard present < size.pages else { return }
        guard let meta = try MetaPage.newest(file) else { return }
        var walk = PageWalk(file, meta)
        try walk.add(PageWalk.Tree(name: "the list of free pages", record: meta.free, role: .free))
        try walk.walkAll()
        guard walk.free.count(where: { $0 >= present }) == Int(meta.pageCount) - present else {
            throw .corrupted("data.mdb is cut short")
        }
    }
}
