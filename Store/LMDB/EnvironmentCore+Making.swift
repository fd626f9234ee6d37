import Glibc

// A process that is killed, or a power cut, while a file is made leaves a part of its first two pages. LMDB takes that
// for no file of its own, for good; as nothing can have been committed to it, it is made anew.
extension EnvironmentCore {
    /// Empties the file where its making was cut off and nobody has it open.
    static func clearUnmade(_ folder: String) throws(LMDBError) {
        let file = folder + "/data.mdb"
        guard try isUnmade(file) else { return }
        // LMDB itself holds this lock for as long as a file is open.
        let descriptor = open(folder + "/lock.mdb", O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
        guard descriptor >= 0 else { throw LMDBError(code: errno) }
        defer { close(descriptor) }
        var lock = flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 1, l_pid: 0)
        guard fcntl(descriptor, F_SETLK, &lock) == 0, try isUnmade(file) else { return }
        guard truncate(file, 0) == 0 else { throw LMDBError(code: errno) }
    }

    /// Whether a file is a part of two first pages, of which none is missing in a file that has been made.
    private static func isUnmade(_ path: String) throws(LMDBError) -> Bool {
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        var status = stat()
        guard stat(path, &status) == 0, status.st_size > 0, status.st_size <= 2 * pageSize else { return false }
        let file = try PageFile(path: path, pageSize: pageSize)
        var isWhole = status.st_size == 2 * pageSize
        for page in 0...(Int(status.st_size) - 1) / pageSize {
            let count = min(pageSize, Int(status.st_size) - page * pageSize)
            switch MetaPage.making(try file.bytes(from: UInt64(page), offset: 0, count: count)) {
            case .whole: continue
            case .part: isWhole = false
            case .other: return false
            }
        }
        return !isWhole
    }
}

extension MetaPage {
    /// What a page of a new file is.
    enum Making { case whole, part, other }

    /// What the start of a page is to a file that is made: a whole first page, a part of one, or nothing of the kind.
    static func making(_ page: PageBytes) -> Making {
        if page.values.allSatisfy({ $0 == 0 }) { return .part }
        guard let (mark, commit) = try? marks(page) else { return .other }
        return mark && commit == 0 ? .whole : .other
    }

    private static func marks(_ page: PageBytes) throws(LMDBError) -> (Bool, UInt64) {
        (try isMarked(page), try page.integer(at: commitOffset))
    }
}
