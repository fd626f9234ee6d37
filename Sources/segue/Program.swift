import ArgumentParser
import Foundation
import Graph
import Session
import Terminal

/// One run of the program.
@MainActor
struct Program {
    /// What the program calls itself.
    nonisolated static let version = "segue 0.1.0"

    /// Ctrl-C raises it; work that takes long looks at it.
    nonisolated static let cancellation = Cancellation()

    private let flags: Flags
    private let session: Session

    init(_ flags: Flags) {
        self.flags = flags
        Interrupts.forward { Program.cancellation.raise() }
        let home = Opening.open(flags, cancellation: Self.cancellation)
        session = Opening.session(home, flags, console: Self.console(flags), cancellation: Self.cancellation)
    }

    /// Runs what the command line names, else standard input; a transaction left open is a failure.
    func run() -> ExitStatus {
        let status = runInput()
        let ended = ExitStatus(session.end())
        return status == .done ? ended : status
    }

    private func runInput() -> ExitStatus {
        let scripts = flags.running.scripts
        if scripts.isEmpty {
            let isPrompt = Streams.isTerminal(.input) && !flags.running.check
            return isPrompt ? Prompt(session, flags: flags).run() : ExitStatus(runStandardInput())
        }
        var status = ExitStatus.done
        for script in scripts {
            let outcome = run(script)
            if case .quit = outcome { return status }
            if case .done = outcome { continue }
            if case .failedAndQuit = outcome { return .failed }
            status = ExitStatus(outcome)
            if !((flags.running.keepGoing || flags.running.check) && status == .failed) { return status }
        }
        return status
    }

    private func run(_ script: Script) -> Session.Outcome {
        switch script.origin {
        case .command(let text): run(text, named: "-c")
        case .file("-"): runStandardInput()
        case .file(let path): run(file: path)
        }
    }

    private func run(file path: String) -> Session.Outcome {
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() ?? Data() else {
            return session.refuse(script: path, for: .unreadable)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return session.refuse(script: path, for: .notUTF8)
        }
        return run(text, named: path)
    }

    /// Runs each statement as soon as it has come; what is checked alone is checked as a whole.
    private func runStandardInput() -> Session.Outcome {
        let (name, isOver) = ("<stdin>", { Self.cancellation.isRaised })
        var (stream, checked, outcome) = (StatementStream(), "", Session.Outcome.done)
        do {
            while let (text, line) = try stream.next(until: isOver) {
                if flags.running.check {
                    checked += text
                    continue
                }
                switch run(text, named: name, from: line, isWhole: false) {
                case .done: continue
                case .failed where flags.running.keepGoing: outcome = .failed
                case .quit where outcome == .failed: return .failedAndQuit
                case let ended: return ended
                }
            }
        } catch {
            return session.refuse(script: name, for: error == .notUTF8 ? .notUTF8 : .unreadable)
        }
        if isOver() { return .interrupted }
        return flags.running.check ? run(checked, named: name) : outcome
    }

    private func run(
        _ text: String, named name: String, from line: Int = 1, isWhole: Bool = true
    ) -> Session.Outcome {
        flags.running.check
            ? session.check(text, named: name)
            : session.run(
                text, named: name, from: line, keepsGoing: flags.running.keepGoing, echoes: flags.writing.echo,
                isWhole: isWhole)
    }

    /// Writes results; where they are lost for another reason than a reader who left, says so and ends the program.
    nonisolated private static func write(_ text: String) -> Bool {
        guard let problem = Streams.write(text, to: .output, until: { cancellation.isRaised }) else { return true }
        guard !problem.isClosed else { return false }
        Streams.write("segue: the results cannot be written: \(problem.reason)\n", to: .errors)
        exit(with: .failed)
    }

    private static func console(_ flags: Flags) -> Console {
        var console = Console(
            write: write, note: { Streams.write($0, to: .errors) })
        console.isOutputTerminal = Streams.isTerminal(.output)
        console.isErrorTerminal = Streams.isTerminal(.errors)
        // A dumb terminal cannot wipe a line.
        let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
        console.confirm = Streams.isTerminal(.input) ? Prompt.confirm : nil
        console.progress = flags.writing.progress == .auto && isDumb ? .off : flags.writing.progress
        console.width = { Streams.width(of: .output) ?? Streams.width(of: .errors) }
        let mayColour = ProcessInfo.processInfo.environment["NO_COLOR"].map(\.isEmpty) ?? true
        console.isColoured =
            switch flags.writing.color {
            case .auto: console.isOutputTerminal && Streams.isTerminal(.input) && mayColour
            case .always: true
            case .never: false
            }
        return console
    }
}
