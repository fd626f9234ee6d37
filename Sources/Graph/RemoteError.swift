/// Why a graph that is kept on other machines could not answer or be kept: facts, the words are the caller's.
public enum RemoteError: Error, Equatable, Sendable {
    /// The address says no place; `problem` is what is wrong with it.
    case badAddress(String, problem: String)
    /// This program was built without what it takes to get there.
    case notBuilt
    /// Nobody answers at the place.
    case unreachable(place: String, reason: String)
    /// The place does not take the token, or wants one.
    case refused(place: String)
    /// The server has forgotten the session: it was started anew, or the session was closed.
    case sessionGone
    /// The schema has no graph of segue's.
    case noGraph(schema: String)
    /// The graph's tables are of another version.
    case otherVersion(found: Int, supported: Int)
    /// A table of the schema is missing, or not as segue makes it; the problem is the server's own text.
    case oddTable(schema: String, problem: String)
    /// A column is of another type than segue's, or has what it may not have; nil where it is missing.
    case oddColumn(String, found: String?)
    /// Another graph has taken the place of the one that was read.
    case replaced
    /// The graph does not have what its own tables refer to.
    case contradiction(String)
    /// A number of nodes or names that do not fit.
    case tooMany(String, limit: Int)
    /// The server gave up; the kind is its own name for the error.
    case failed(kind: String?, message: String)
    /// What came back is not what the protocol says.
    case broken(String)
    /// The work was interrupted.
    case interrupted
}
