import Foundation

/// The history of a person's statements: a private file, where the further lines of a statement start with a tab.
package struct HistoryFile {
    let path: String

    /// The history in the file at `path`, which need not be there yet.
    package init(path: String) { self.path = path }

    /// Whether the file is there, or something else is.
    package var exists: Bool { access(path, F_OK) == 0 }

    /// Makes the file, and its folder; why not, where that fails.
    package func create() -> Streams.Problem? { append(bytes: []) }

    /// The statements kept so far, oldest first; none where the file is not there yet.
    package func entries() throws(Streams.Problem) -> [String] {
        var entries: [String] = []
        for line in try bytes().split(separator: Self.newline) {
            // What is in another encoding is left alone.
            guard let text = String(validating: line.first == Self.tab ? line.dropFirst() : line, as: UTF8.self) else {
                continue
            }
            if line.first == Self.tab, let last = entries.last {
                entries[entries.count - 1] = last + "\n" + text
            } else {
                entries.append(text)
            }
        }
        return entries
    }

    /// Adds one statement at the end; why not, where that fails.
    package func append(_ statement: String) -> Streams.Problem? {
        let lines = Self.trimmed(statement).utf8.split(separator: Self.newline, omittingEmptySubsequences: false)
        let text = lines.joined(separator: [Self.newline, Self.tab])
        return append(bytes: Array(text) + [Self.newline])
    }

    /// The statement without white space around it: it starts with no tab, and equals itself however it was typed.
    static func trimmed(_ statement: String) -> String { statement.trimmingCharacters(in: .whitespacesAndNewlines) }

    private static let (newline, tab) = (UInt8(ascii: "\n"), UInt8(ascii: "\t"))

    private func bytes() throws(Streams.Problem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw Streams.Problem(code: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Streams.Problem(code: errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// At once, so that what two programs write at a time is not mixed up.
    private func append(bytes: [UInt8]) -> Streams.Problem? {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return Streams.Problem(code: errno) }
        defer { close(descriptor) }
        guard bytes.isEmpty || write(descriptor, bytes, bytes.count) == bytes.count else {
            return Streams.Problem(code: errno)
        }
        return nil
    }
}
