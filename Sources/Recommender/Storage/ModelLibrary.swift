import Foundation
import Graph

/// The models of a folder, each a file `NAME.model`.
///
/// A save is whole or not at all: written beside the old file, synced to the disk, then put in its place.
public struct ModelLibrary: Sendable {
    /// The folder; it is made by the first save.
    public let folder: URL

    private static let suffix = ".model"
    /// The cause of a file that found no room.
    public static let fullDisk = "the disk is full; it was not written"

    private let cancellation: Cancellation

    /// The library of this folder; `cancellation` stops the reading of a large model.
    public init(folder: URL, cancellation: Cancellation = Cancellation()) {
        (self.folder, self.cancellation) = (folder, cancellation)
    }

    /// Whether a model can be called `name`: up to 64 ASCII letters, digits, `_` and `-`, no `-` first.
    public static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && name.first != "-"
            && name.utf8.allSatisfy { byte in
                let character = Character(UnicodeScalar(byte))
                return byte < 0x80 && (character.isLetter || character.isNumber || character == "_" || character == "-")
            }
    }

    /// The names of the models, in order.
    public func names() throws(RecommenderError) -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        let files = try system(folder) { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
        return files.filter { $0.hasSuffix(Self.suffix) }.map { String($0.dropLast(Self.suffix.count)) }
            .filter(Self.isName).sorted()
    }

    /// The model called `name`.
    public func load(_ name: String) throws(RecommenderError) -> Model {
        let file = try existing(name)
        return try ModelFile.model(from: try bytes(of: file), file: file.lastPathComponent, cancellation: cancellation)
    }

    /// What is in a file, which may be so large that reading it can be interrupted.
    func bytes(of file: URL) throws(RecommenderError) -> [UInt8] {
        let handle = try system(file) { try FileHandle(forReadingFrom: file) }
        var bytes: [UInt8] = []
        while true {
            do { try cancellation.check() } catch { throw .graph(error) }
            guard let part = try system(file, { try handle.read(upToCount: 1 << 24) }), !part.isEmpty else {
                return bytes
            }
            bytes += part
        }
    }

    /// Keeps `model` under `name`, in the place of one that is called so already.
    public func save(_ model: Model, as name: String) throws(RecommenderError) {
        let file = try file(name)
        try system(file) { try DurableFile.put(ModelFile.bytes(of: model), at: file) }
    }

    /// Removes the model called `name`.
    public func drop(_ name: String) throws(RecommenderError) {
        let file = try existing(name)
        try system(file) {
            try FileManager.default.removeItem(at: file)
            try DurableFile.sync(folder)
        }
    }

    /// When the model called `name` was last saved; nil where there is none.
    public func dateSaved(_ name: String) -> Date? {
        guard let file = try? file(name) else { return nil }
        return try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    }

    /// The size in bytes of the file of the model called `name`; nil where there is none.
    public func size(_ name: String) -> Int? {
        guard let file = try? file(name) else { return nil }
        return try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
    }

    func file(_ name: String) throws(RecommenderError) -> URL {
        guard Self.isName(name) else { throw .badModelName(name) }
        return folder.appendingPathComponent(name + Self.suffix)
    }

    private func existing(_ name: String) throws(RecommenderError) -> URL {
        let file = try file(name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw .noModel(name, known: try names())
        }
        return file
    }

    func system<Result>(_ file: URL, _ body: () throws -> Result) throws(RecommenderError) -> Result {
        do {
            return try body()
        } catch {
            let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace || (error as? POSIXError)?.code == .ENOSPC
            throw .unreadable(
                file: file.lastPathComponent, cause: isFull ? Self.fullDisk : error.localizedDescription)
        }
    }
}
