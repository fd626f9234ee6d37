import CLMDB
import Glibc

extension Environment {
    /// Writes the last committed state, compacted, into a new file, which is on the disk when this returns.
    ///
    /// `goesOn` is asked after each portion: `interrupted` where it says no. The file is then, as after every error,
    /// not whole.
    public func copy(to path: String, goesOn: () -> Bool = { true }) throws(LMDBError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o664)
        guard file >= 0 else { throw LMDBError(code: errno) }
        defer { close(file) }
        let source = try CopySource(core)
        let written = drain(source.output, into: file, goesOn)
        // What still writes into the pipe is told by its closed end.
        let copied = source.end()
        switch written {
        case .whole: try check(copied)
        case .failed(let code): throw LMDBError(code: code)
        case .stopped: throw .interrupted
        }
        guard fsync(file) == 0 else { throw LMDBError(code: errno) }
    }

    private enum Drained { case whole, failed(Int32), stopped }

    private func drain(_ pipe: Int32, into file: Int32, _ goesOn: () -> Bool) -> Drained {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
        defer { buffer.deallocate() }
        var total = 0
        while goesOn() {
            let count = Glibc.read(pipe, buffer.baseAddress, buffer.count)
            if count == 0 { return .whole }
            guard count > 0 else {
                if errno == EINTR { continue }
                return .failed(errno)
            }
            var done = 0
            while done < count {
                let written = Glibc.write(file, buffer.baseAddress! + done, count - done)
                guard written > 0 else {
                    if written < 0, errno == EINTR { continue }
                    return .failed(written < 0 ? errno : EIO)
                }
                done += written
            }
            if total >> 26 != (total + count) >> 26 { core.releasePages() }
            total += count
        }
        return .stopped
    }
}

/// LMDB's own copying, in a thread that writes into a pipe: so it can be stopped, and its errors told from the disk's.
private final class CopySource {
    /// Where what it writes is read.
    let output: Int32
    private let thread: pthread_t

    /// What the thread works with, and what came of it.
    private final class Work {
        let core: EnvironmentCore
        let input: Int32
        var code: Int32 = 0

        init(_ core: EnvironmentCore, _ input: Int32) { (self.core, self.input) = (core, input) }
    }

    private let work: Work

    init(_ core: EnvironmentCore) throws(LMDBError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LMDBError(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let work = Work(core, ends[1])
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                let work = Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue()
                // LMDB keeps SIGPIPE from the thread of its own that writes.
                work.code = mdb_env_copyfd2(work.core.raw, work.input, UInt32(MDB_CP_COMPACT))
                close(work.input)
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        guard code == 0 else {
            for end in ends { close(end) }
            Unmanaged.passUnretained(work).release()
            throw LMDBError(code: code)
        }
        (self.work, self.thread, output) = (work, thread, ends[0])
    }

    /// Reads no more, waits for the thread, and answers LMDB's code.
    func end() -> Int32 {
        close(output)
        pthread_join(thread, nil)
        return work.code
    }
}

/// Folders and names that outlive a power cut.
public enum DurableFolder {
    /// Waits until the disk has what a folder lists.
    public static func sync(_ path: String) throws(LMDBError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LMDBError(code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw LMDBError(code: errno) }
    }

    /// Gives a folder its name in one step, which nothing but an empty folder may have; `parent` is where both are.
    public static func rename(_ old: String, to new: String, in parent: String) throws(LMDBError) {
        guard Glibc.rename(old, new) == 0 else { throw LMDBError(code: errno) }
        try sync(parent)
    }

    /// Whether a process of this number runs.
    public static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno != ESRCH }
}
