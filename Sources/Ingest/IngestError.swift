import Graph
import TripleStore

/// Why a file could not be imported; nothing of it is stored then.
public enum IngestError: Error, Equatable, Sendable {
    /// The file cannot be opened or read; `reason` is the system's own.
    case unreadable(path: String, reason: String)
    /// The compressed file ends too early or fails its checksum after `line` lines.
    case brokenGzip(path: String, line: Int)
    /// The file has no line at all.
    case empty(path: String)
    /// A line is not as the kind of file says.
    case malformed(path: String, line: Int, Problem)
    /// The header lacks a column.
    case missingColumn(path: String, name: String, found: [String])
    /// The store refused.
    case store(StoreError)
    /// The work was interrupted.
    case interrupted

    /// What can be wrong with a line.
    public enum Problem: Equatable, Sendable {
        /// It has another number of fields than it should.
        case fieldCount(found: Int, expected: String)
        /// A field that should hold a value is empty.
        case emptyField(String)
        /// A field is not the number that it should be.
        case badNumber(field: String, text: String)
        /// A byte sequence is not UTF-8.
        case notUTF8
        /// A quoted field is never closed.
        case unclosedQuote
        /// It is longer than the limit, in bytes.
        case tooLong(limit: Int)
        /// It does not belong to the line of the same number in `file`.
        case mismatch(file: String)
        /// The file ends before it has as many lines as the one that it goes with.
        case missingLines(found: Int, wanted: Int)
        /// A second held-out song of one listener.
        case repeatedListener
        /// A name is longer than the store's limit, in bytes.
        case longName(limit: Int)
    }
}
