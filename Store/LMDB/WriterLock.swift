import Glibc
import Synchronization

/// The right to write to an environment, which one thread of one process has at a time.
///
/// It is a record lock of the system on a file of its own: the process that has it can be named, and it goes with
/// that process however that ends. As closing any descriptor of the file would drop it, the file is opened once.
final class WriterLock: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        /// The thread that writes, 0 where none of this process does.
        var thread: UInt = 0
    }

    private let path: String
    private let state = Mutex(State())

    /// The lock on the file at `path`, which is made when it is first taken.
    init(path: String) { self.path = path }

    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// Takes the right for this thread, or answers the process that has it; `locked` where this very thread does.
    func take() throws(LMDBError) -> Int32? {
        let holder: Result<Int32?, LMDBError> = state.withLock { state in
            do throws(LMDBError) {
                return .success(try take(&state))
            } catch {
                return .failure(error)
            }
        }
        return try holder.get()
    }

    /// Gives the right back.
    func release() {
        state.withLock { state in
            state.thread = 0
            var lock = Self.lock(F_UNLCK)
            _ = fcntl(state.descriptor, F_SETLK, &lock)
        }
    }

    private func take(_ state: inout State) throws(LMDBError) -> Int32? {
        let thread = UInt(pthread_self())
        guard state.thread != thread else { throw .locked }
        guard state.thread == 0 else { return getpid() }
        if state.descriptor < 0 { state.descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o664) }
        guard state.descriptor >= 0 else { throw LMDBError(code: errno) }
        while true {
            var lock = Self.lock(F_WRLCK)
            if fcntl(state.descriptor, F_SETLK, &lock) == 0 {
                state.thread = thread
                return nil
            }
            guard errno == EAGAIN || errno == EACCES else { throw LMDBError(code: errno) }
            guard fcntl(state.descriptor, F_GETLK, &lock) == 0 else { throw LMDBError(code: errno) }
            // Free again by now where nobody is named.
            if lock.l_type != F_UNLCK { return lock.l_pid }
        }
    }

    /// A lock of this kind on the whole file.
    private static func lock(_ kind: Int32) -> flock {
        flock(l_type: Int16(kind), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }
}
