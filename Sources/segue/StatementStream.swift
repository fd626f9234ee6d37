import Grammar
import Session
import Terminal

/// The statements of standard input as they come: whoever writes them may wait for an answer before the next.
struct StatementStream {
    /// Why no more of them can be had.
    enum Failure: Error { case unreadable, notUTF8 }

    /// The line of what comes next, counted from 1.
    private(set) var line = 1
    /// What was read and not handed over.
    private var pending: [UInt8] = []
    private var isAtEnd = false
    /// How much there was when it was last found to be half a statement.
    private var looked = 0

    /// The next statements that are whole, one or more, with the line that they begin in; nil after the last.
    ///
    /// Input ends where `isOver` holds while it is waited for.
    mutating func next(until isOver: () -> Bool) throws(Failure) -> (text: String, line: Int)? {
        while true {
            if let text = try whole() {
                defer { line += text.utf8.count { $0 == UInt8(ascii: "\n") } }
                pending.removeFirst(text.utf8.count)
                looked = 0
                return (text, line)
            }
            if isAtEnd { return nil }
            do throws(Streams.Problem) {
                let bytes = try Streams.read(until: isOver)
                isAtEnd = bytes.isEmpty
                pending += bytes
            } catch { throw .unreadable }
        }
    }

    /// The lines read so far, if they do not end within a statement; at the end all that is left.
    private mutating func whole() throws(Failure) -> String? {
        // A statement that comes in many pieces is not looked at after each of them.
        guard isAtEnd || pending.count >= 2 * looked || !Streams.hasInput else { return nil }
        guard let end = isAtEnd ? pending.count : pending.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }), end > 0
        else { return nil }
        guard let text = String(validating: pending[..<end], as: UTF8.self) else { throw .notUTF8 }
        if isAtEnd || !ScriptParser.isIncomplete(text) { return text }
        looked = pending.count
        return nil
    }
}
