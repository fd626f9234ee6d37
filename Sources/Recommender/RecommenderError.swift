import Glibc
import Graph
import Spill

/// Why the engine could not do its work: facts only, the words are the session's.
public enum RecommenderError: Error, Equatable, Sendable {
    // Settings
    /// No model kind has this name.
    case unknownKind(String, known: [String])
    /// The kind has no setting of this name.
    case unknownSetting(String, known: [String])
    /// The setting cannot have this value; `expected` says what it takes.
    case badValue(setting: String, value: String, expected: String)

    // Data
    /// The graph has no relation of this name.
    case noRelation(String)
    /// No user has a positive to learn from.
    case noPositives(Interactions.Positive)
    /// No listener has two positives, of which one could be foretold from the other.
    case noPairs
    /// Nothing was held out, so there is nothing to evaluate on.
    case nothingHeldOut
    /// There are more songs than a kind that compares each with each can take.
    case catalogueTooLarge(songs: Int, most: Int, kind: ModelKind)
    /// Training would take about so many bytes of memory, more than it may.
    case tooMuchMemory(needed: Int, allowed: Int, kind: ModelKind)
    /// The kind's equations have no one solution in 32-bit floats: the regularisation is too small for the plays.
    case noSolution(ModelKind)

    // Serving
    /// The model was trained without this user.
    case userUnknownToModel(NodeID)
    /// The user has played nothing.
    case userWithoutPlays(NodeID)
    /// The model was trained without this song.
    case songUnknownToModel(NodeID)
    /// The model's kind learns no vector of a song.
    case noVectors(ModelKind)
    /// The model's vector of this song is zero: it has learned nothing of it.
    case songWithoutVector(NodeID)
    /// The model names a node that the graph has not.
    case staleModel(NodeID)

    // Files
    /// A model cannot be called this: letters, digits, `_` and `-` only.
    case badModelName(String)
    /// The library has no model of this name.
    case noModel(String, known: [String])
    /// The file is not a model.
    case notAModel(file: String)
    /// The file is of a later form than this program reads.
    case newerModelFile(file: String, version: Int, newest: Int)
    /// The file is of a form that this program no longer reads.
    case olderModelFile(file: String, version: Int)
    /// The file ends before its contents do.
    case truncatedModel(file: String, bytes: Int, expected: Int)
    /// The file's contents are not those that were written; the text says where that shows.
    case damagedModel(file: String, where: String)
    /// The file could not be read or written; the text is the system's.
    case unreadable(file: String, cause: String)

    /// The graph failed below.
    case graph(GraphError)
}

extension RecommenderError {
    /// What the failure of a temporary file in `folder` is.
    static func spill(_ error: SpillError, folder: String) -> Self {
        let code = if case .system(let code) = error { code } else { ENOSPC }
        return .unreadable(file: folder, cause: unsafe String(cString: strerror(code)))
    }
}

/// Runs `body`, whose graph errors become the engine's.
func reading<Result>(_ body: () throws(GraphError) -> Result) throws(RecommenderError) -> Result {
    do { return try body() } catch { throw .graph(error) }
}

extension Cancellation {
    /// Throws `GraphError.interrupted` as the engine's error where the flag is up.
    func stop() throws(RecommenderError) {
        try reading { () throws(GraphError) in try check() }
    }
}
