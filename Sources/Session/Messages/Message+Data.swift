import Export
import Graph
import Ingest
import TripleStore

extension Message {
    /// The words for a file that cannot be imported.
    init(_ error: IngestError) {
        switch error {
        case .unreadable(let path, let reason):
            self.init(.io, "\(path) cannot be read: \(reason)", help: "paths are taken from the folder you started in")
        case .brokenGzip(let path, let line):
            self.init(
                .io, "\(path):\(line + 1): the compressed file is cut off or damaged after line \(line)",
                help: "`gzip -t` checks it; nothing of it was imported")
        case .empty(let path): self.init(.badValue, "\(path):1: the file has no rows", help: "nothing was imported")
        case .malformed(let path, let line, .syntax(let column, let expected)):
            self.init(
                .badValue, "\(path):\(line):\(column): expected \(expected)", help: "nothing of the file was imported")
        case .malformed(let path, 0, let problem):
            self.init(.badValue, "\(path): \(Self.text(of: problem))", help: "nothing of the file was imported")
        case .malformed(let path, let line, let problem):
            self.init(
                .badValue, "\(path):\(line): \(Self.text(of: problem))", help: "nothing of the file was imported")
        case .missingColumn(let path, let name, let found):
            self.init(
                .badValue, "\(path):1: the header has no column `\(name)`",
                help: "it has \(Self.choice(found)); nothing was imported")
        case .brokenDatabase(let path, let reason):
            self.init(
                .badValue, "\(path) cannot be read as a SQLite file: \(reason)",
                help: "nothing of the file was imported")
        case .unfinishedDatabase(let path, let beside):
            self.init(
                .badValue, "the last changes of \(path) are not in it yet, but in \(beside)",
                help: "`sqlite3 FILE 'PRAGMA journal_mode = DELETE'` brings them in; nothing was imported")
        case .compressedDatabase(let path):
            self.init(
                .badValue, "\(path) is compressed, and SQLite cannot read it so", help: "`gunzip` it, then import")
        case .missingTable(let path, let wanted, let found):
            self.init(
                .badValue, "\(path) has none of the tables \(Self.choice(wanted))",
                help: found.isEmpty ? "it has no table" : "it has \(Self.choice(found))")
        case .missingTableColumn(let path, let table, let name, let found):
            self.init(
                .badValue, "the table `\(table)` of \(path) has no column `\(name)`",
                help: "it has \(Self.choice(found)); nothing was imported")
        case .store(let error): self.init(error)
        case .graph(let error): self.init(error)
        case .interrupted: self.init(.interrupted, "interrupted; nothing of the file was imported")
        }
    }

    private static func text(of problem: IngestError.Problem) -> String {
        switch problem {
        case .fieldCount(let found, let expected): "the line has \(found) fields; expected \(expected)"
        case .emptyField(let name): "the \(name) is empty"
        case .badNumber(let field, let text):
            "the \(field) `\(brief(text))` is not \(wanted(of: field))"
        case .notUTF8: "the text is not UTF-8"
        case .unclosedQuote: "a quote opens here and is never closed"
        case .tooLong(let limit): "the line or its text is longer than \(limit >> 20) MiB"
        case .tooManyFields(let limit): "the line has more than \(limit) fields"
        case .mismatch(let file): "the line is not of the pair that this line of \(file) has"
        case .missingLines(let found, let wanted): "the file ends after \(found) of \(wanted) lines"
        case .repeatedListener: "the listener has a held-out song already"
        case .syntax(let column, let expected): "expected \(expected) in column \(column)"
        case .badProperty(let text):
            "`\(Self.brief(text))` is not a property: `name=\"text\"`, or a number, `true` or `false` after the sign"
        case .badValue(let name, let text, let kind):
            "the value `\(Self.brief(text))` of `\(Self.brief(name))` is not a \(kind)"
        case .unknownReference(let name): "`\(Self.brief(name))` is not declared before"
        case .incompleteStatement: "the statement above lacks its subject, predicate or object"
        case .longName(let limit): "a name is longer than \(limit) bytes"
        }
    }

    /// What a field should have been.
    private static func wanted(of field: String) -> String {
        switch field {
        case "count": "a whole number above 0"
        case "time": "a number or a date such as 2024-05-01T20:15:00Z"
        default: "a number here"
        }
    }

    /// The start of a file's text, fit for a message.
    private static func brief(_ text: String) -> String { text.prefix(40).description.showingControls }

    /// The words for a graph that cannot be exported.
    init(_ error: ExportError) {
        switch error {
        case .unwritable(let path, let reason):
            self.init(.io, "\(path) cannot be written: \(reason)", help: "nothing was changed")
        case .diskFull(let path):
            self.init(.io, "the disk is full; \(path) was not written", help: "free some space, and try again")
        case .graph(let error): self.init(error)
        case .interrupted: self.init(.interrupted, "interrupted; the file was not written")
        }
    }

    /// The words for a store that cannot do its work.
    init(_ error: StoreError) {
        switch error {
        case .missing:
            self.init(
                .io, "there is no database here",
                help: "is the path spelt right? `import` and `add` make a new one, unless with --read-only")
        case .notADatabase:
            self.init(
                .corrupt, "this is no database of segue's", help: "name another folder, or one that does not exist yet")
        case .oddFile(let name): self.init(oddFile: name)
        case .unknownFormat(let found, let supported):
            self.init(
                .corrupt, "the database has format \(found); this segue reads format \(supported)",
                help: found > supported ? "use a newer segue" : "import its files again")
        case .outdatedFormat(let found, let supported):
            self.init(
                .readOnly, "the database has format \(found), and this segue reads format \(supported)",
                help: "open it once without --read-only: that brings it up to date")
        case .readOnly:
            self.init(.readOnly, "the database is open for reading only", help: "open it without --read-only")
        case .notWritable:
            self.init(.readOnly, "the folder may not be written", help: "--read-only opens a database for reading")
        case .locked:
            self.init(.locked, "the database is in use by another writer", help: "wait for it to end, and try again")
        case .withinItself:
            self.init(.badValue, "the copy would lie within the database itself", help: "name a folder beside it")
        case .taken: self.init(.io, "there is something at the path already", help: "name a new folder")
        case .mapFull:
            self.init(
                .mapFull, "the database has grown to its largest size; nothing was changed",
                help: "`export` what is needed, and import it into a new database")
        case .diskFull: self.init(.io, "the disk is full; nothing was changed", help: "free some space, and try again")
        case .keyTooLong(let limit): self.init(.badValue, "a key or name is longer than \(limit) bytes")
        case .emptyName: self.init(.badValue, "a name may not be empty")
        case .tooMany(let what, let limit): self.init(.badValue, "a graph has at most \(limit) \(what.rawValue)")
        case .noSuchNode(let id): self.init(GraphError.noSuchNode(id))
        case .noSuchEdge(let edge):
            self.init(
                .unknownNode, "there is no edge from node number \(edge.head.rawValue) to \(edge.tail.rawValue)",
                help: "list the nodes again")
        case .changedSince:
            self.init(
                .badValue, "another process has changed the database since",
                help: "nothing was taken back; change it by a statement, or restore a `backup`")
        case .tooManyChanges:
            self.init(
                .badValue, "the last change was too large to be recorded, and cannot be taken back",
                help: "`begin` before such a change lets `rollback` forget it; a `backup` has the state before")
        case .corrupt(let place):
            self.init(
                .corrupt, "the database is damaged: \(place)", help: "restore it from a copy, or import its files again"
            )
        case .io(let text): self.init(.io, "the database cannot be read or written: \(text)")
        case .interrupted: self.init(.interrupted, "interrupted; nothing was changed")
        }
    }

    /// The words for a link, pipe or device in a database's folder.
    init(oddFile name: String) {
        self.init(
            .corrupt, "`\(name)` in the database's folder is a link, a pipe or a device, and no file of its own",
            help: "nothing was opened; put a copy of the file there, or restore a backup")
    }

    /// The words for a graph that cannot answer.
    init(_ error: GraphError) {
        switch error {
        case .noSuchNode(let id):
            self.init(.unknownNode, "node number \(id.rawValue) is gone", help: "list the nodes again")
        case .corrupt(let place):
            self.init(
                .corrupt, "the database is damaged: \(place)", help: "restore it from a copy, or import its files again"
            )
        case .unreadable(let text): self.init(.io, "the database cannot be read: \(text)")
        case .remote(let error): self.init(error)
        case .interrupted: self.init(.interrupted, "interrupted; nothing was changed")
        }
    }
}
