import Glibc

/// A temporary file without a name: it goes away with this value, or with the process, however that ends.
final class SpillFile: Sendable {
    let descriptor: Int32

    /// Linux's `O_TMPFILE`, which Glibc's module does not show.
    private static let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY

    /// A file on the disk of `folder`.
    init(in folder: String) throws(SpillError) {
        var descriptor = open(folder, Self.unnamed | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor < 0, [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) {
            // A file system that cannot: a named file, whose name is taken away at once.
            var name = Array("\(folder)/.spill-XXXXXX".utf8CString)
            descriptor = mkstemp(&name)
            if descriptor >= 0 {
                unlink(name)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        guard descriptor >= 0 else { throw SpillError(errno: errno) }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Writes all bytes at a place.
    func write(_ bytes: UnsafeRawBufferPointer, at start: Int) throws(SpillError) {
        try repeated(until: bytes.count, atEnd: ENOSPC) { done in
            pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(start + done))
        }
    }

    /// Reads all of `bytes` from a place.
    func read(into bytes: UnsafeMutableRawBufferPointer, at start: Int) throws(SpillError) {
        try repeated(until: bytes.count, atEnd: EIO) { done in
            pread(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(start + done))
        }
    }

    /// Calls the system until it has done `count` bytes; `code` is the error where it does no more of them.
    private func repeated(until count: Int, atEnd code: Int32, _ call: (_ done: Int) -> Int) throws(SpillError) {
        var done = 0
        while done < count {
            let more = call(done)
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { throw SpillError(errno: more < 0 ? errno : code) }
            done += more
        }
    }
}
