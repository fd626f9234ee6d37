import Foundation

/// The history of a person's statements: a private file, one statement a line.
package struct HistoryFile {
    let path: String

    /// The history in the file at `path`, which need not be there yet.
    package init(path: String) { self.path = path }

    /// The statements kept so far, oldest first.
    package func entries() -> [String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    /// Adds one statement at the end; where that fails, the history is only in memory.
    package func append(_ statement: String) {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let line = Array((statement.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n").utf8)
        _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
