/// Where a session's words go: results to one stream, everything else to the other.
public struct Console: Sendable {
    /// Writes results; false where the reader is gone.
    public var write: @Sendable (String) -> Bool
    /// Writes notes and errors.
    public var note: @Sendable (String) -> Void
    /// Whether results are read by a person at a terminal.
    public var isOutputTerminal = false
    /// Whether notes are read by a person at a terminal.
    public var isErrorTerminal = false
    /// The width of the terminal in columns, where there is one.
    public var width: @Sendable () -> Int? = { nil }
    /// How it is told how far long work is.
    public var progress = ProgressStyle.auto
    /// The time by which that is told.
    public var clock = ProgressClock.system
    /// Asks the person at the prompt a question that is answered by yes or no; nil where there is none.
    public var confirm: (@Sendable (String) -> Bool)?
    /// Whether colour may be used on results.
    public var isColoured = false

    /// A console of these two streams, neither at a terminal.
    public init(write: @escaping @Sendable (String) -> Bool, note: @escaping @Sendable (String) -> Void) {
        self.write = write
        self.note = note
    }

    var style: Style { Style(width: isOutputTerminal ? width() : nil, isColoured: isColoured) }
}
