import Foundation

/// Files that outlive a power cut.
enum DurableFile {
    /// Writes a new file and waits until the disk has it.
    static func write(_ bytes: [UInt8], to file: URL) throws {
        try Data(bytes).write(to: file)
        try sync(file)
    }

    /// Puts `source` in the place of `target` in one step, and waits until the disk knows.
    static func rename(_ source: URL, to target: URL) throws {
        guard unsafe Foundation.rename(source.path, target.path) == 0 else { throw lastError() }
        try sync(target.deletingLastPathComponent())
    }

    private static func sync(_ url: URL) throws {
        let descriptor = unsafe open(url.path, O_RDONLY)
        guard descriptor >= 0 else { throw lastError() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw lastError() }
    }

    private static func lastError() -> any Error {
        POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
}
