import Foundation
import LMDB

extension TripleStore {
    /// Copies the last committed state, compacted, to `folder`, which must not hold a database: whole or not at all.
    ///
    /// `adding` puts more into the copy, in the folder that it is told, before that takes its name; what it puts there
    /// is to be on the disk when it returns.
    public func backup(to folder: String, adding more: (_ folder: String) throws -> Void = { _ in }) throws {
        guard try !Self.checkFolder(folder) else { throw StoreError.notADatabase }
        let target = URL(fileURLWithPath: folder)
        let (parent, name) = (target.deletingLastPathComponent(), target.lastPathComponent)
        Self.removeLeftovers(of: name, in: parent)
        let process = ProcessInfo.processInfo.processIdentifier
        let fresh = parent.appendingPathComponent(".\(name).\(process).new").path
        try Self.makeFolder(fresh)
        do {
            try storing { () throws(LMDBError) in try environment.copy(to: fresh) }
            try more(fresh)
            try storing { () throws(LMDBError) in
                try Disk.sync(fresh)
                try Disk.move(fresh, to: folder)
                try Disk.sync(parent.path)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: fresh)
            throw error
        }
    }

    /// Removes what processes that were killed while they copied to `name` have left.
    private static func removeLeftovers(of name: String, in parent: URL) {
        for file in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
            guard file.hasPrefix(".\(name)."), file.hasSuffix(".new"),
                let process = Int32(file.dropFirst(name.count + 2).dropLast(4)), Disk.isGone(process: process)
            else { continue }
            try? FileManager.default.removeItem(at: parent.appendingPathComponent(file))
        }
    }
}
