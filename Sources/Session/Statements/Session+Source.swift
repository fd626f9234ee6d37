import Foundation
import Grammar

extension Session {
    /// `source FILE`: runs the statements of a script as if they stood here.
    ///
    /// An error in it has its own place; the statement has failed with it. `quit` in it leaves for good.
    func source(_ path: Word, keepsGoing: Bool, echoes: Bool) throws -> Outcome {
        guard depth < Self.depthLimit else { throw SessionError(.sourceTooDeep(limit: Self.depthLimit), at: path.span) }
        let text = try script(path)
        depth += 1
        defer { depth -= 1 }
        return run(text, named: path.text, keepsGoing: keepsGoing, echoes: echoes)
    }

    static let depthLimit = 16

    /// The text of a script; of a pipe, what is written into it until it is closed.
    func script(_ path: Word) throws -> String {
        let file = FileHandle(forReadingAtPath: path.text)
        guard let file, let data = try? file.readToEnd() ?? Data() else {
            try cancellation.check()
            throw SessionError(.script(path.text, .unreadable), at: path.span)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw SessionError(.script(path.text, .notUTF8), at: path.span)
        }
        return text
    }
}
