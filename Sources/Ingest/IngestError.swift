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
    /// A SQLite file cannot be read; `reason` is the library's own.
    case brokenDatabase(path: String, reason: String)
    /// A SQLite file lacks its last changes: they are in the file beside it.
    case unfinishedDatabase(path: String, beside: String)
    /// A SQLite file is compressed, which its library cannot read.
    case compressedDatabase(path: String)
    /// A SQLite file has none of the tables, of which one must be there.
    case missingTable(path: String, wanted: [String], found: [String])
    /// A table of a SQLite file lacks a column.
    case missingTableColumn(path: String, table: String, name: String, found: [String])
    /// The store refused.
    case store(StoreError)
    /// The graph that is copied, or the one that is added to, could not answer.
    case graph(GraphError)
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
        /// It has more fields than the limit.
        case tooManyFields(limit: Int)
        /// It does not belong to the line of the same number in `file`.
        case mismatch(file: String)
        /// The file ends before it has as many lines as the one that it goes with.
        case missingLines(found: Int, wanted: Int)
        /// A second held-out song of one listener.
        case repeatedListener
        /// What stands from the column on is not what the form wants there.
        case syntax(column: Int, expected: String)
        /// A field should write a property.
        case badProperty(text: String)
        /// An attribute's value is not of the kind that the file says.
        case badValue(name: String, text: String, kind: String)
        /// Something is named that the file does not have.
        case unknownReference(String)
        /// A statement about an edge does not say which.
        case incompleteStatement
        /// A name is longer than the store's limit, in bytes.
        case longName(limit: Int)
    }
}
