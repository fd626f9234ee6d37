import Graph

/// Why a graph could not be exported; a file that was at the path before is there still.
public enum ExportError: Error, Equatable, Sendable {
    /// The file cannot be written; `reason` is the system's own.
    case unwritable(path: String, reason: String)
    /// The disk is full.
    case diskFull(path: String)
    /// The graph cannot be read.
    case graph(GraphError)
    /// The work was interrupted.
    case interrupted
}
