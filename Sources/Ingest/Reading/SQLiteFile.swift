import CSQLite
import Glibc

/// A SQLite file, read through SQLite's own library: the one file that is named, and none is made beside it.
final class SQLiteFile: Located, InputFile {
    let path: String
    private let database: OpaquePointer
    /// How many rows have been read of how many.
    private var rows = (read: 0, all: 0)

    init(path: String) throws(IngestError) {
        let file = try CompressedFile(path: path)
        guard !(try file.isCompressed) else { throw .compressedDatabase(path: path) }
        try Self.checkWhole(path)
        var database: OpaquePointer?
        let code = sqlite3_open_v2(Self.address(of: path), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
        guard code == SQLITE_OK, let database else {
            let reason = String(cString: sqlite3_errstr(code))
            sqlite3_close(database)
            throw .brokenDatabase(path: path, reason: reason)
        }
        // What a stranger's file defines is never run as a program would run its own.
        sqlite3_exec(database, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nil, nil, nil)
        self.path = path
        self.database = database
    }

    /// The file as what nobody changes: else SQLite makes files beside it to tell others that it is read.
    private static func address(of path: String) -> String {
        let escaped = [("%", "%25"), ("?", "%3f"), ("#", "%23")].reduce(path) { $0.replacing($1.0, with: $1.1) }
        return (path.hasPrefix("/") ? "file://" : "file:") + escaped + "?immutable=1"
    }

    deinit { sqlite3_close(database) }

    /// Throws where the last changes are not in the file yet, but in one beside it.
    private static func checkWhole(_ path: String) throws(IngestError) {
        for beside in [path + "-wal", path + "-journal"] {
            let descriptor = open(beside, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            // A journal that is done with is empty, or begins with zeros.
            var first: UInt8 = 0
            if read(descriptor, &first, 1) == 1, first > 0 { throw .unfinishedDatabase(path: path, beside: beside) }
        }
    }

    /// SQLite's files have no lines.
    func malformed(_ problem: IngestError.Problem) -> IngestError { .malformed(path: path, line: 0, problem) }

    /// How many of the rows that are expected have been read.
    var share: Double? { rows.all > 0 ? min(Double(rows.read) / Double(rows.all), 1) : nil }

    /// Takes the rows of `tables` for all that will be read; numbers that are no longer in use count as rows.
    func expect(rowsOf tables: [String]) throws(IngestError) {
        for table in tables {
            try eachRow(of: "SELECT max(rowid) FROM \"\(table)\"") { row throws(IngestError) in
                let (sum, isOver) = rows.all.addingReportingOverflow(row.whole(0))
                rows.all = isOver ? .max : sum
            }
        }
    }

    /// The names of its tables, in order.
    func tables() throws(IngestError) -> [String] {
        var names: [String] = []
        try eachRow(of: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") {
            row throws(IngestError) in
            names.append(try row.text(0) ?? "")
        }
        return names
    }

    /// Calls `body` with each row of a table; `row` has the values of `columns` in their order.
    func eachRow(
        of table: String, _ columns: [String], _ body: (SQLiteRow) throws(IngestError) -> Void
    ) throws(IngestError) {
        var found: [String] = []
        try eachRow(of: "SELECT name FROM pragma_table_info('\(table)')") { row throws(IngestError) in
            found.append(try row.text(0) ?? "")
        }
        for name in columns where !found.contains(name) {
            throw .missingTableColumn(path: path, table: table, name: name, found: found)
        }
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        try eachRow(of: "SELECT \(list) FROM \"\(table)\" ORDER BY rowid") { row throws(IngestError) in
            rows.read += 1
            try body(row)
        }
    }

    private func eachRow(
        of query: String, _ body: (SQLiteRow) throws(IngestError) -> Void
    ) throws(IngestError) {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw broken()
        }
        defer { sqlite3_finalize(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try body(SQLiteRow(file: self, statement: statement))
            case SQLITE_DONE: return
            default: throw broken()
            }
        }
    }

    private func broken() -> IngestError {
        .brokenDatabase(path: path, reason: String(cString: sqlite3_errmsg(database)))
    }
}

/// The row that a query stands on; good until the query goes on.
struct SQLiteRow {
    fileprivate let file: SQLiteFile
    fileprivate let statement: OpaquePointer

    /// The text of a column; nil where it is null or empty.
    func text(_ column: Int32) throws(IngestError) -> String? {
        guard let start = sqlite3_column_text(statement, column) else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
        guard let text = bytes.text else { throw file.malformed(.notUTF8) }
        return text.isEmpty ? nil : text
    }

    /// The whole number of a column, 0 where it has none.
    func whole(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    /// The number of a column; nil where it is null or none.
    func number(_ column: Int32) -> Double? {
        let type = sqlite3_column_type(statement, column)
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { return nil }
        let number = sqlite3_column_double(statement, column)
        return number.isFinite ? number : nil
    }
}
