import Foundation
import Graph
import LMDB

extension TripleStore {
    /// Copies the last committed state, compacted, into `folder`, where nothing may be yet; others go on meanwhile.
    ///
    /// `others` puts what belongs with the graph into the folder that it is called with, before the graph is copied:
    /// what it copies then knows of no node that the copy lacks. The copy is made beside `folder`, and gets its name
    /// once all of it is on the disk: it is there whole or not at all.
    public func backup(to folder: String, with others: (_ folder: String) throws -> Void = { _ in }) throws {
        let stage = try Stage(for: folder, outside: self.folder)
        do {
            try others(stage.path)
            try storing { () throws(LMDBError) in
                try environment.copy(to: stage.path + "/data.mdb") { !cancellation.isRaised }
            }
            try stage.publish()
        } catch {
            stage.remove()
            throw error
        }
    }
}

/// A folder beside the one that is to be made, in which it is made.
private struct Stage {
    let path: String
    private let target: URL
    private let parent: String

    init(for folder: String, outside database: String) throws(StoreError) {
        let url = URL(fileURLWithPath: folder).standardizedFileURL
        let parent = Self.resolved(url.deletingLastPathComponent())
        target = parent.appendingPathComponent(url.lastPathComponent)
        self.parent = parent.path
        let own = URL(fileURLWithPath: database).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        guard !target.pathComponents.starts(with: own) else { throw .withinItself }
        guard (try? FileManager.default.attributesOfItem(atPath: target.path)) == nil else { throw .taken }
        let name = target.lastPathComponent
        path = parent.appendingPathComponent(".\(name).\(ProcessInfo.processInfo.processIdentifier).new").path
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            Self.removeLeftovers(of: name, in: self.parent)
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        } catch { throw .io("cannot make the folder: \(error.localizedDescription)") }
    }

    /// The place without symbolic links, as far as it is there.
    private static func resolved(_ url: URL) -> URL {
        guard !FileManager.default.fileExists(atPath: url.path), url.path != "/" else {
            return url.resolvingSymlinksInPath()
        }
        return resolved(url.deletingLastPathComponent()).appendingPathComponent(url.lastPathComponent)
    }

    /// Removes what processes that were killed while they copied to this name have left.
    private static func removeLeftovers(of name: String, in parent: String) {
        for file in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard file.hasPrefix(".\(name)."), file.hasSuffix(".new"),
                let process = Int32(file.dropFirst(name.count + 2).dropLast(4)), !DurableFolder.isRunning(process)
            else { continue }
            try? FileManager.default.removeItem(atPath: parent + "/" + file)
        }
    }

    /// Gives it its name.
    func publish() throws(StoreError) {
        do {
            try DurableFolder.sync(path)
            try DurableFolder.rename(path, to: target.path, in: parent)
        } catch { throw StoreError(error) }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
