/// Where a session's words go: results to one stream, everything else to the other.
public struct Console: Sendable {
    /// Writes results; false where the reader is gone.
    public var write: @Sendable (String) -> Bool
    /// Writes notes and errors.
    public var note: @Sendable (String) -> Void
    /// Whether results are read by a person at a terminal.
    public var isOutputTerminal = false
    /// Whether notes are read by a person at a terminal: progress is shown there.
    public var isErrorTerminal = false
    /// The width of the terminal in columns, where there is one.
    public var width: @Sendable () -> Int? = { nil }
    /// Whether colour may be used on results.
    public var isColoured = false

    /// A console of these two streams, neither at a terminal.
    public init(write: @escaping @Sendable (String) -> Bool, note: @escaping @Sendable (String) -> Void) {
        self.write = write
        self.note = note
    }

    /// Shows how far long work is, on one line that the next call replaces; nil wipes it.
    func progress(_ text: String?) {
        guard isErrorTerminal else { return }
        // A line that wraps could not be wiped.
        let line = text.map { text in width().map { text.fitted(to: $0 - 1) } ?? text } ?? ""
        note("\r\u{1B}[K" + line)
    }

    var style: Style { Style(width: isOutputTerminal ? width() : nil, isColoured: isColoured) }
}
