import Grammar
import Session
import Terminal

/// The statements of standard input as they come: whoever writes them may wait for an answer before the next.
struct StatementStream {
    /// Why no more of them can be had.
    enum Failure: Error { case unreadable, notUTF8 }

    /// The line of what comes next, counted from 1.
    private var line = 1
    /// What was read and not handed over.
    private var pending: [UInt8] = []
    /// How much of it there is up to its last line's end.
    private var ended = 0
    private var isAtEnd = false
    /// How much there was when it was last found to be half a statement.
    private var looked = 0

    /// The next statements that are whole, one or more, with the line that they begin in; nil after the last.
    ///
    /// Nothing comes any more once `isOver` holds while input is waited for.
    mutating func next(until isOver: () -> Bool) throws(Failure) -> (text: String, line: Int)? {
        while true {
            if let text = try whole() {
                defer { line += text.utf8.count { $0 == UInt8(ascii: "\n") } }
                pending.removeFirst(text.utf8.count)
                (ended, looked) = (max(ended - text.utf8.count, 0), 0)
                return (text, line)
            }
            if isAtEnd { return nil }
            do throws(Streams.Problem) {
                let bytes = try Streams.read(until: isOver)
                if isOver() { return nil }
                isAtEnd = bytes.isEmpty
                if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) { ended = pending.count + last + 1 }
                pending += bytes
            } catch { throw .unreadable }
        }
    }

    /// The lines read so far but those of a statement that is not complete, or of a change that a later line may go on
    /// with; at the end all that is left.
    ///
    /// A question is answered at its newline, unless more has come already: whoever asks may wait.
    private mutating func whole() throws(Failure) -> String? {
        let end = isAtEnd ? pending.count : ended
        // A statement that comes in many pieces is not looked at after each of them.
        guard end > 0, isAtEnd || pending.count >= 2 * looked || !Streams.hasInput else { return nil }
        guard let text = String(validating: pending[..<end], as: UTF8.self) else { throw .notUTF8 }
        if isAtEnd { return text }
        let ending = ScriptParser.ending(of: text)
        switch ending.last {
        case .none: return text
        case .complete(let statement) where !statement.isChange && !Streams.hasInput: return text
        case .complete, .incomplete: break
        }
        looked = ending.settled > 0 ? 0 : pending.count
        return ending.settled > 0 ? String(text.utf8.prefix(ending.settled)) : nil
    }
}
