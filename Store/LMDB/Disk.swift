import Glibc

/// What outlives a power cut.
public enum Disk {
    /// Waits until the disk has a file's bytes, or a folder's names.
    public static func sync(_ path: String) throws(LMDBError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw LMDBError(code: errno) }
    }

    /// Gives a file or a folder another name, in one step; a folder may take that of an empty one.
    public static func move(_ source: String, to target: String) throws(LMDBError) {
        guard rename(source, target) == 0 else { throw LMDBError(code: errno) }
    }

    /// Whether no process of this number runs.
    public static func isGone(process: Int32) -> Bool { kill(process, 0) != 0 && errno == ESRCH }
}
