import CReadline
import Foundation

/// GNU readline at a person's terminal: editing, history and completion.
///
/// There is one terminal, so there is one editor; it lives on the main thread.
@MainActor
public final class LineEditor {
    /// What a person did at the prompt.
    public enum Input: Equatable, Sendable {
        case line(String)
        /// Ctrl-C: the line was cleared.
        case interrupted
        /// Ctrl-D on an empty line.
        case end
    }

    /// What may follow the text up to the cursor.
    public struct Completions: Sendable {
        /// The part of the text that stays, at the start of it.
        public let kept: String
        /// What is to stand after the kept part at once.
        public let insertion: String
        /// What may stand after the kept part.
        public let candidates: [String]
        /// Whether there are more candidates than these.
        public let isCut: Bool

        /// `insertion` or, to be listed, each of `candidates` after `kept`.
        public init(kept: String, insertion: String, candidates: [String], isCut: Bool) {
            (self.kept, self.insertion, self.candidates, self.isCut) = (kept, insertion, candidates, isCut)
        }
    }

    /// Why the history's file cannot be read or written.
    public struct HistoryProblem: Equatable, Sendable {
        public let path: String
        /// Whether it cannot be read; else it cannot be written.
        public let isReading: Bool
        /// The system's words for it.
        public let reason: String
    }

    /// Answers what may follow the text up to the cursor, `rest` of the line behind it.
    public typealias Completer = @MainActor (_ text: String, _ rest: String) -> Completions

    private static var completer: Completer = { text, _ in
        Completions(kept: text, insertion: "", candidates: [], isCut: false)
    }
    /// The lines before the one that is typed, each with its newline.
    private static var before = ""
    private var history: History

    /// An editor with history in `historyPath` (nil keeps none) and completion by `completer`.
    public init(name: String, historyPath: String?, completer: @escaping Completer) {
        Self.completer = completer
        segue_readline_prepare(name) { line, end in
            let address = MainActor.assumeIsolated {
                Int(bitPattern: LineEditor.matches(line.map { String(cString: $0) } ?? "", end: Int(end)))
            }
            return UnsafeMutablePointer(bitPattern: address)
        }
        history = History(path: historyPath)
    }

    /// Shows `prompt` and waits for a line; `before` is what was typed on the lines that it goes on.
    public func read(prompt: String, before: String = "") -> Input {
        Self.before = before.isEmpty ? "" : before + "\n"
        var interrupted: Int32 = 0
        guard let line = segue_readline(prompt, &interrupted) else { return interrupted == 0 ? .end : .interrupted }
        defer { free(line) }
        return interrupted == 0 ? .line(String(cString: line)) : .interrupted
    }

    /// `prompt` with blanks before it, so that it ends where `other` ends.
    public static func aligned(_ prompt: String, with other: String) -> String {
        String(repeating: " ", count: max(0, Int(segue_columns(other) - segue_columns(prompt)))) + prompt
    }

    /// Adds `statement` to the history, in memory and on disk at once; the same twice in a row is kept once.
    public func remember(_ statement: String) { history.add(statement) }

    /// Whether the history's file was made just now.
    public var isFirstUse: Bool { history.isNew }

    /// Why the history is not kept, told once.
    public func takeHistoryProblem() -> HistoryProblem? { history.takeProblem() }

    /// What readline takes for completions: first what is to stand in place of the line, then what may.
    private static func matches(_ line: String, end: Int) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        let text = String(decoding: line.utf8.prefix(end), as: UTF8.self)
        let rest = String(decoding: line.utf8.dropFirst(end), as: UTF8.self)
        let found = completer(before + text, rest)
        // What starts on a line before cannot be changed any more.
        guard !found.candidates.isEmpty, found.kept.utf8.count >= before.utf8.count else { return nil }
        let kept = String(decoding: found.kept.utf8.dropFirst(before.utf8.count), as: UTF8.self)
        segue_list_candidates(Int32(kept.utf8.count), found.isCut ? Self.cutNote : nil)
        let isCertain = found.candidates.count == 1 && !found.isCut
        let texts = [kept + found.insertion] + (isCertain ? [] : found.candidates.map { kept + $0 })
        let matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
        for (place, text) in texts.enumerated() { matches[place] = strdup(text) }
        matches[texts.count] = nil
        return matches
    }

    private static let cutNote = strdup("… and more; the next letters tell which")
}
