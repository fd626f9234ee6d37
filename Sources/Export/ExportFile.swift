import CZlib
import Glibc

/// A file that takes its name only when it is whole: until then it stands beside, under another.
///
/// Links are followed. What is no regular file, as a pipe or a device, stays and is written into. A file that is added
/// to keeps its name, and gets its old length back where it cannot be made whole.
public final class ExportFile {
    private let path: String
    /// The name until it is whole and the one after; nil where it is written into as it stands.
    private let names: (fresh: String, final: String)?
    private let descriptor: Int32
    private var file: gzFile?
    private var text: [UInt8] = []
    /// How long a file was that is added to; nil of another.
    private var length: Int64?

    /// Whether there is something before what is written: where a file is added to.
    public var isContinued: Bool { (length ?? 0) > 0 }

    /// Opens the file that is to be at `path`; a name that ends in `.gz` is compressed.
    ///
    /// `appends` adds to a file that is there, rather than putting another in its place.
    public init(_ path: String, appends: Bool = false) throws(ExportError) {
        self.path = path
        let names = try Self.names(path)
        self.names = appends ? nil : names
        descriptor =
            if appends, names != nil {
                open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
            } else if let names {
                Self.fresh(names.fresh)
            } else if path == Self.output {
                dup(STDOUT_FILENO)
            } else {
                open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
            }
        guard descriptor >= 0 else { throw Self.error(path) }
        if appends, names != nil { length = Int64(lseek(descriptor, 0, SEEK_END)) }
        var old = stat()
        if let names = self.names, stat(names.final, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
        // `T`: without compression, zlib hands the bytes on as they are.
        file = gzdopen(dup(descriptor), path.lowercased().hasSuffix(".gz") ? "wb6" : "wbT")
        guard let file else { throw Self.error(path) }
        gzbuffer(file, 256 << 10)
    }

    /// A file that has not been put in place goes away.
    deinit {
        if let file { gzclose_w(file) }
        if let length {
            ftruncate(descriptor, off_t(length))
            if length == 0 { unlink(path) }
        }
        close(descriptor)
        if let names { unlink(names.fresh) }
    }

    /// Opens the file that is not whole yet: one of its name is left from a process that was killed.
    private static func fresh(_ path: String) -> Int32 {
        unlink(path)
        return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }

    /// Writes behind what has been written.
    public func append(_ more: String) throws(ExportError) {
        text.append(contentsOf: more.utf8)
        if text.count >= 1 << 18 { try flush() }
    }

    /// Puts the file in its place once the disk has it.
    public func put() throws(ExportError) {
        try flush()
        let code = gzclose_w(file)
        file = nil
        guard code == Z_OK else { throw Self.error(path) }
        if length != nil {
            guard fsync(descriptor) == 0 else { throw Self.error(path) }
            length = nil
        }
        guard let names else { return }
        guard fsync(descriptor) == 0, rename(names.fresh, names.final) == 0 else { throw Self.error(path) }
        let folder = open(Self.folder(of: names.final), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        guard folder >= 0, fsync(folder) == 0 else { throw Self.error(path) }
    }

    private func flush() throws(ExportError) {
        for start in stride(from: 0, to: text.count, by: Self.portion) {
            let part = text[start..<min(start + Self.portion, text.count)]
            let written = part.withUnsafeBytes { gzwrite(file, $0.baseAddress, UInt32($0.count)) }
            guard written == Int32(part.count) else { throw Self.error(path) }
        }
        text.removeAll(keepingCapacity: true)
    }

    /// How many bytes zlib is given at once; its numbers have 32 bits.
    private static let portion = 64 << 20

    /// Standard output, which may be a file with something before the graph.
    private static let output = "/dev/stdout"

    /// The names of the file that is to be at `path`; nil where something stands there that is no regular file.
    private static func names(_ path: String) throws(ExportError) -> (fresh: String, final: String)? {
        if path == output { return nil }
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        } else if errno != ENOENT {
            throw error(path)
        }
        let final = linked(path)
        let name = final.split(separator: "/").last.map(String.init) ?? final
        return (folder(of: final) + ".\(name).\(getpid()).new", final)
    }

    /// Where links lead from `path`, though no file be there yet.
    private static func linked(_ path: String) -> String {
        if let whole = realpath(path, nil) {
            defer { free(whole) }
            return String(cString: whole)
        }
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = target.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
        guard count > 0 else { return path }
        let link = String(decoding: target[..<count], as: UTF8.self)
        return linked(link.hasPrefix("/") ? link : folder(of: path) + link)
    }

    /// The folder of a path, with a slash at its end.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    }

    /// The system's last error.
    private static func error(_ path: String) -> ExportError {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EINTR: .interrupted
        case let code: .unwritable(path: path, reason: String(cString: strerror(code)))
        }
    }
}
