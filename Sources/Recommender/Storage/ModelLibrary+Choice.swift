import Foundation

extension ModelLibrary {
    var choiceFile: URL { folder.appendingPathComponent("chosen") }

    /// The name of the model in use; nil where none was chosen. The model may be gone since.
    public func chosen() -> String? {
        guard let text = try? String(contentsOf: choiceFile, encoding: .utf8) else { return nil }
        return Self.isName(text) ? text : nil
    }

    /// Takes the model called `name` into use, also for the next time.
    public func choose(_ name: String) throws(RecommenderError) {
        // A model that is trained anew under its name has one file written, and so one that can fail.
        guard chosen() != name else { return }
        try system(choiceFile) { try DurableFile.put(Array(name.utf8), at: choiceFile) }
    }
}
