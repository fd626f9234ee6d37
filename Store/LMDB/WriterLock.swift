import Glibc
import Synchronization

/// The right to write to an environment, which one thread of one process has at a time.
///
/// It is a record lock of the system on a file of its own: the process that has it can be named, and it goes with
/// that process however that ends. As closing any descriptor of the file would drop it, the file is opened once.
final class WriterLock: Sendable {
    private let descriptor: Int32
    /// The thread that writes, 0 where none of this process does.
    private let thread = Mutex<UInt>(0)

    /// The lock on the file at `path`, which is made where there is none.
    init(path: String) throws(LMDBError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
        guard descriptor >= 0 else { throw LMDBError(code: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Takes the right for this thread, or answers the process that has it; `locked` where this very thread does.
    func take() throws(LMDBError) -> Int32? {
        let holder: Result<Int32?, LMDBError> = thread.withLock { thread in
            do throws(LMDBError) {
                return .success(try take(&thread))
            } catch {
                return .failure(error)
            }
        }
        return try holder.get()
    }

    /// Gives the right back.
    func release() {
        thread.withLock { thread in
            thread = 0
            var lock = Self.lock(F_UNLCK)
            _ = fcntl(descriptor, F_SETLK, &lock)
        }
    }

    private func take(_ thread: inout UInt) throws(LMDBError) -> Int32? {
        let mine = UInt(pthread_self())
        guard thread != mine else { throw .locked }
        guard thread == 0 else { return getpid() }
        while true {
            var lock = Self.lock(F_WRLCK)
            if fcntl(descriptor, F_SETLK, &lock) == 0 {
                thread = mine
                return nil
            }
            guard errno == EAGAIN || errno == EACCES else { throw LMDBError(code: errno) }
            guard fcntl(descriptor, F_GETLK, &lock) == 0 else { throw LMDBError(code: errno) }
            // Free again by now where nobody is named.
            if lock.l_type != F_UNLCK { return lock.l_pid }
        }
    }

    /// A lock of this kind on the whole file.
    private static func lock(_ kind: Int32) -> flock {
        flock(l_type: Int16(kind), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }
}
