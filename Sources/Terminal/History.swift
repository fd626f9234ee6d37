import CReadline

/// What a person has typed: in memory for the arrow keys, and in a file for the next time.
@MainActor
struct History {
    /// Whether the file was made just now: the person is here for the first time.
    private(set) var isNew = false
    /// Why the file cannot be read or written; told once.
    private var problem: LineEditor.HistoryProblem?
    private var isTold = false
    private var last: String?
    private let file: HistoryFile?

    /// The history in the file at `path`; nil keeps it in memory alone.
    init(path: String?) {
        file = path.map(HistoryFile.init)
        guard let file else { return }
        if !file.exists {
            note(file.create(), isReading: false)
            isNew = problem == nil
        }
        do {
            let entries = try file.entries()
            for entry in entries { segue_history_add(entry) }
            last = entries.last
        } catch {
            note(error, isReading: true)
        }
    }

    /// Adds a statement; the one before is not kept twice.
    mutating func add(_ statement: String) {
        let statement = HistoryFile.trimmed(statement)
        guard !statement.isEmpty, statement != last else { return }
        last = statement
        segue_history_add(statement)
        if let file { note(file.append(statement), isReading: false) }
    }

    /// Why the history is not kept, the first time that this is asked since it is so.
    mutating func takeProblem() -> LineEditor.HistoryProblem? {
        guard !isTold, let problem else { return nil }
        isTold = true
        return problem
    }

    private mutating func note(_ found: Streams.Problem?, isReading: Bool) {
        guard problem == nil, let found, let file else { return }
        problem = LineEditor.HistoryProblem(path: file.path, isReading: isReading, reason: found.reason)
    }
}
