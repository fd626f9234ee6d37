import Foundation

/// A folder of its own for one test, taken away with it.
public final class TemporaryFolder {
    /// Where it is.
    public let path: String

    /// A new empty folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("segue-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file of these bytes; answers its path.
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Writes a file of this text; answers its path.
    public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }
}
