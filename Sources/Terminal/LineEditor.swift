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
        /// What may stand after the kept part.
        public let candidates: [String]

        /// Each of `candidates` after `kept`.
        public init(kept: String, candidates: [String]) {
            self.kept = kept
            self.candidates = candidates
        }
    }

    /// Answers what may follow the text up to the cursor.
    public typealias Completer = @MainActor (_ line: String) -> Completions

    private static var completer: Completer = { Completions(kept: $0, candidates: []) }
    private static var candidates: [String] = []
    private let history: HistoryFile?

    /// An editor with history in `historyPath` (nil keeps none) and completion by `completer`.
    public init(name: String, historyPath: String?, completer: @escaping Completer) {
        Self.completer = completer
        history = historyPath.map(HistoryFile.init)
        segue_readline_prepare(name) { line, _, end, index in
            let address = MainActor.assumeIsolated {
                Int(bitPattern: LineEditor.candidate(line, end: Int(end), index: Int(index)))
            }
            return UnsafeMutablePointer(bitPattern: address)
        }
        for entry in history?.entries() ?? [] { segue_history_add(entry) }
    }

    /// Shows `prompt` and waits for a line.
    public func read(prompt: String) -> Input {
        var interrupted: Int32 = 0
        guard let line = segue_readline(prompt, &interrupted) else { return interrupted == 0 ? .end : .interrupted }
        defer { free(line) }
        return interrupted == 0 ? .line(String(cString: line)) : .interrupted
    }

    /// Adds `statement` to the history, in memory and on disk at once.
    public func remember(_ statement: String) {
        segue_history_add(statement)
        history?.append(statement)
    }

    private static func candidate(_ line: UnsafePointer<CChar>?, end: Int, index: Int) -> UnsafeMutablePointer<CChar>? {
        if index == 0 {
            let bytes = UnsafeRawBufferPointer(start: line, count: end)
            let answer = completer(String(decoding: bytes, as: UTF8.self))
            candidates = answer.candidates.map { answer.kept + $0 }
            segue_show_from(Int32(answer.kept.utf8.count))
        }
        return index < candidates.count ? strdup(candidates[index]) : nil
    }
}
