import Foundation

/// Files that outlive a power cut.
enum DurableFile {
    /// Puts a file of these bytes in the place of `target`: whole or not at all, whatever happens meanwhile.
    static func put(_ bytes: [UInt8], at target: URL) throws {
        let folder = target.deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try sync(folder.deletingLastPathComponent())
        }
        try removeLeftovers(of: target.lastPathComponent, in: folder)
        let process = ProcessInfo.processInfo.processIdentifier
        let fresh = folder.appendingPathComponent(".\(target.lastPathComponent).\(process).new")
        do {
            try write(bytes, to: fresh)
            try rename(fresh, to: target)
        } catch {
            try? FileManager.default.removeItem(at: fresh)
            throw error
        }
    }

    /// Removes what processes that were killed while they wrote `name` have left.
    private static func removeLeftovers(of name: String, in folder: URL) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            guard file.hasPrefix(".\(name)."), file.hasSuffix(".new"),
                let writer = Int32(file.dropFirst(name.count + 2).dropLast(4)), kill(writer, 0) != 0, errno == ESRCH
            else { continue }
            try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
        }
    }

    /// Writes a new file and waits until the disk has it.
    private static func write(_ bytes: [UInt8], to file: URL) throws {
        try Data(bytes).write(to: file)
        try sync(file)
    }

    /// Puts `source` in the place of `target` in one step, and waits until the disk knows.
    private static func rename(_ source: URL, to target: URL) throws {
        guard unsafe Foundation.rename(source.path, target.path) == 0 else { throw lastError() }
        try sync(target.deletingLastPathComponent())
    }

    /// Waits until the disk has a file's bytes, or a folder's names.
    static func sync(_ url: URL) throws {
        let descriptor = unsafe open(url.path, O_RDONLY)
        guard descriptor >= 0 else { throw lastError() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw lastError() }
    }

    private static func lastError() -> any Error {
        POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
}
