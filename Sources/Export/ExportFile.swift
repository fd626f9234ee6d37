import CZlib
import Glibc

/// A file that takes its name only when it is whole: until then it stands beside, under another.
final class ExportFile {
    private let path: String
    private let fresh: String
    private let descriptor: Int32
    private var file: gzFile?
    private var text: [UInt8] = []

    init(_ path: String) throws(ExportError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        self.path = path
        fresh = Self.folder(of: path) + ".\(name).\(getpid()).new"
        descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.error(path) }
        // `T`: without compression, zlib hands the bytes on as they are.
        file = gzdopen(dup(descriptor), path.lowercased().hasSuffix(".gz") ? "wb6" : "wbT")
        guard let file else { throw Self.error(path) }
        gzbuffer(file, 256 << 10)
    }

    /// A file that has not been put in place goes away.
    deinit {
        if let file { gzclose_w(file) }
        close(descriptor)
        unlink(fresh)
    }

    /// Writes behind what has been written.
    func append(_ more: String) throws(ExportError) {
        text.append(contentsOf: more.utf8)
        if text.count >= 1 << 18 { try flush() }
    }

    /// Puts the file in its place once the disk has it.
    func put() throws(ExportError) {
        try flush()
        let code = gzclose_w(file)
        file = nil
        guard code == Z_OK, fsync(descriptor) == 0, rename(fresh, path) == 0 else { throw Self.error(path) }
        let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        guard folder >= 0, fsync(folder) == 0 else { throw Self.error(path) }
    }

    private func flush() throws(ExportError) {
        guard !text.isEmpty else { return }
        let written = text.withUnsafeBytes { gzwrite(file, $0.baseAddress, UInt32($0.count)) }
        guard written == Int32(text.count) else { throw Self.error(path) }
        text.removeAll(keepingCapacity: true)
    }

    /// The folder of a path, with a slash at its end.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    }

    /// The system's last error.
    private static func error(_ path: String) -> ExportError {
        let code = errno
        return code == ENOSPC || code == EDQUOT
            ? .diskFull(path: path) : .unwritable(path: path, reason: String(cString: strerror(code)))
    }
}
