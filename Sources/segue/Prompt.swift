import Foundation
import Grammar
import Session
import Terminal

/// A person at the prompt.
@MainActor
struct Prompt {
    private let session: Session
    private let editor: LineEditor

    init(_ session: Session, flags: Flags) {
        self.session = session
        editor = LineEditor(name: "segue", historyPath: Self.historyPath(flags)) { line in
            let found = session.completions(of: line)
            return LineEditor.Completions(kept: found.kept, candidates: found.candidates)
        }
    }

    /// Reads and runs statements until the person leaves.
    func run() -> ExitStatus {
        Streams.write("\(Program.version) – `help` lists the statements, Tab completes, Ctrl-D leaves\n", to: .errors)
        var (text, isWarned) = ("", false)
        while true {
            switch editor.read(prompt: text.isEmpty ? prompt : "   ..> ") {
            case .interrupted: text = ""
            case .end:
                Streams.write("\n", to: .errors)
                if mayLeave(&isWarned) { return .done }
                text = ""
            case .line(let line):
                text += text.isEmpty ? line : "\n" + line
                if ScriptParser.isIncomplete(text) { continue }
                if !text.allSatisfy(\.isWhitespace) { editor.remember(text) }
                let outcome = session.run(text, named: nil)
                if case .quit = outcome, mayLeave(&isWarned) { return .done }
                text = ""
            }
        }
    }

    /// Whether the person may leave: where answers of a session are not kept they are warned once.
    private func mayLeave(_ isWarned: inout Bool) -> Bool {
        if isWarned || session.unkeptAnswers == 0 { return true }
        session.warnOfUnkeptAnswers()
        isWarned = true
        return false
    }

    /// `segue> `, with whom a session talks, and a star within a transaction.
    private var prompt: String {
        let talk = session.partner.map { "[\($0)]" } ?? ""
        return "segue\(talk)\(session.isInTransaction ? "*" : "")> "
    }

    /// `--history FILE|none`, else the user's state folder.
    private static func historyPath(_ flags: Flags) -> String? {
        if let given = flags.prompting.history { return given == "none" ? nil : given }
        let environment = ProcessInfo.processInfo.environment
        if let state = environment["XDG_STATE_HOME"], !state.isEmpty { return state + "/segue/history" }
        return environment["HOME"].map { $0 + "/.local/state/segue/history" }
    }
}
