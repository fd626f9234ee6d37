import Foundation

extension ModelLibrary {
    /// Copies all models, and which is in use, into a new folder within `folder`, on the disk when this returns;
    /// nothing where there is none.
    ///
    /// Each is whole, as of some moment during the copy; one that is dropped meanwhile is left out.
    public func copy(into folder: URL) throws(RecommenderError) {
        let sources = try names().map(file) + [choiceFile].filter { FileManager.default.fileExists(atPath: $0.path) }
        guard !sources.isEmpty else { return }
        for source in sources {
            guard let bytes = try bytesIfThere(of: source) else { continue }
            try system(source) {
                try DurableFile.put(bytes, at: folder.appendingPathComponent(source.lastPathComponent))
            }
        }
    }

    private func bytesIfThere(of file: URL) throws(RecommenderError) -> [UInt8]? {
        do { return try bytes(of: file) } catch {
            if case .unreadable = error, !FileManager.default.fileExists(atPath: file.path) { return nil }
            throw error
        }
    }
}
