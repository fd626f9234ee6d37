import Foundation
import Grammar
import Session
import Terminal

/// A person at the prompt.
@MainActor
struct Prompt {
    private let session: Session
    private let editor: LineEditor
    private let startUp: String?

    init(_ session: Session, flags: Flags) {
        self.session = session
        startUp = UserFiles.startUp(flags)
        editor = LineEditor(name: "segue", historyPath: UserFiles.history(flags)) { text, rest in
            let found = session.completions(of: text, before: rest)
            return LineEditor.Completions(
                kept: found.kept, insertion: found.insertion, candidates: found.candidates, isCut: found.isCut)
        }
    }

    /// Reads and runs statements until the person leaves.
    func run() -> ExitStatus {
        greet()
        if runStartUp() { return .done }
        var (text, isWarned) = ("", false)
        while true {
            switch editor.read(prompt: text.isEmpty ? prompt : continuation(of: text), before: text) {
            case .interrupted: text = ""
            case .end:
                Streams.write("\n", to: .errors)
                if mayLeave(&isWarned) { return .done }
                text = ""
            case .line(let line):
                let before = text
                text += before.isEmpty ? line : "\n" + line
                let ending = ScriptParser.ending(of: text + "\n")
                // What was held back because more was pasted ends where the new line begins a statement.
                if !before.isEmpty, ending.settled > before.utf8.count, !ScriptParser.isIncomplete(before + "\n") {
                    if leaves(after: before, &isWarned) { return .done }
                    text = line
                }
                if goesOn(text) { continue }
                if leaves(after: text, &isWarned) { return .done }
                text = ""
            }
        }
    }

    /// Whether more lines are wanted: the statement is not complete, or may take the line that was pasted behind it.
    private func goesOn(_ text: String) -> Bool {
        switch ScriptParser.ending(of: text + "\n").last {
        case .incomplete: true
        case .complete: Streams.hasInput
        case .none: false
        }
    }

    /// Runs what was typed; whether the person leaves with it.
    private func leaves(after text: String, _ isWarned: inout Bool) -> Bool {
        editor.remember(text)
        tellOfHistory()
        guard case .quit = session.run(text, named: nil) else { return false }
        return mayLeave(&isWarned)
    }

    /// Asks a question at the terminal; anything but `y` or `yes` is no.
    nonisolated static func confirm(_ question: String) -> Bool {
        Streams.write(question + " [y/N] ", to: .errors)
        guard let answer = readLine(strippingNewline: true) else { return false }
        return ["y", "yes"].contains(answer.trimmingCharacters(in: .whitespaces).lowercased())
    }

    private func greet() {
        Streams.write("\(Program.version) – `help` lists the statements, Tab completes, Ctrl-D leaves\n", to: .errors)
        if editor.isFirstUse { Streams.write(FirstHint.text(session.holdings), to: .errors) }
        tellOfHistory()
    }

    /// Runs the start-up statements, each whatever became of the others; whether one of them leaves.
    private func runStartUp() -> Bool {
        guard let startUp, FileManager.default.fileExists(atPath: startUp) else { return false }
        guard let data = FileManager.default.contents(atPath: startUp) else {
            _ = session.refuse(script: startUp, for: .unreadable)
            return false
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            _ = session.refuse(script: startUp, for: .notUTF8)
            return false
        }
        switch session.run(text, named: startUp, keepsGoing: true) {
        case .quit, .failedAndQuit: return true
        default: return false
        }
    }

    /// Says, once, that what is typed is not kept.
    private func tellOfHistory() {
        guard let problem = editor.takeHistoryProblem() else { return }
        let what = problem.isReading ? "read from" : "kept in"
        Streams.write("segue: the history cannot be \(what) \(problem.path): \(problem.reason)\n", to: .errors)
    }

    /// Whether the person may leave: where answers of a session are not kept they are warned once.
    private func mayLeave(_ isWarned: inout Bool) -> Bool {
        if isWarned || session.unkeptAnswers == 0 { return true }
        session.warnOfUnkeptAnswers()
        isWarned = true
        return false
    }

    /// `segue> `, with whom a session talks, whether nothing can be written, and a star within a transaction.
    private var prompt: String {
        let facts = [session.partner, session.isReadOnly ? "read-only" : nil, session.isSafe ? "safe" : nil]
            .compactMap { $0 }
        let state = facts.isEmpty ? "" : "[\(facts.joined(separator: ", "))]"
        return "segue\(state)\(session.isInTransaction ? "*" : "")> "
    }

    /// `..> `, with the quote or bracket that is open.
    private func continuation(of text: String) -> String {
        var sign = ""
        if case .closing(let open) = ScriptParser.lack(of: text + "\n") { sign = open }
        return LineEditor.aligned("..\(sign)> ", with: prompt)
    }
}
