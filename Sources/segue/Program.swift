import ArgumentParser
import Foundation
import Graph
import Session
import Terminal
import TripleStore

/// One run of the program.
@MainActor
struct Program {
    /// What the program calls itself.
    nonisolated static let version = "segue 0.1.0"

    /// Ctrl-C raises it; work that takes long looks at it.
    nonisolated static let cancellation = Cancellation()

    private let flags: Flags
    private let session: Session

    init(_ flags: Flags) throws {
        self.flags = flags
        Interrupts.forward { Program.cancellation.raise() }
        let options = TripleStore.Options(readOnly: flags.readOnly, creates: !flags.readOnly)
        let store = try Opening.open(flags.database, options: options, cancellation: Self.cancellation)
        session = try Opening.session(store, flags, console: Self.console(flags), cancellation: Self.cancellation)
    }

    /// Runs what the command line names, else standard input.
    func run() -> ExitStatus {
        let scripts = flags.scripts
        if scripts.isEmpty {
            let isPrompt = Streams.isTerminal(.input)
            return isPrompt ? Prompt(session, flags: flags).run() : run(file: "-")
        }
        var status = ExitStatus.done
        for script in scripts {
            switch script.origin {
            case .command(let text): status = run(text, named: "-c")
            case .file(let path): status = run(file: path)
            }
            if status != .done && !(flags.keepGoing && status == .failed) { return status }
        }
        return status
    }

    private func run(file path: String) -> ExitStatus {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle, let data = try? handle.readToEnd() ?? Data() else {
            Streams.write("segue: the script \(path) cannot be read\n", to: .errors)
            return .usage
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            Streams.write("segue: the script \(path) is not UTF-8\n", to: .errors)
            return .failed
        }
        return run(text, named: path == "-" ? "<stdin>" : path)
    }

    private func run(_ text: String, named name: String) -> ExitStatus {
        ExitStatus(session.run(text, named: name, keepsGoing: flags.keepGoing, echoes: flags.echo))
    }

    private static func console(_ flags: Flags) -> Console {
        var console = Console(
            write: { Streams.write($0, to: .output) }, note: { Streams.write($0, to: .errors) })
        console.isOutputTerminal = Streams.isTerminal(.output)
        console.isErrorTerminal = Streams.isTerminal(.errors)
        console.width = { Streams.width(of: .output) }
        let mayColour = ProcessInfo.processInfo.environment["NO_COLOR"].map(\.isEmpty) ?? true
        console.isColoured =
            switch flags.color {
            case .auto: console.isOutputTerminal && mayColour
            case .always: true
            case .never: false
            }
        return console
    }
}
