import Foundation
import TestSupport

/// The real program in a folder of its own, where `db` is its database.
///
/// Streams are files, so that no amount of output can block it.
final class Shell {
    /// What a run came to.
    struct Result {
        let ending: Child.Ending
        let output: String
        let errors: String
    }

    let folder: TemporaryFolder
    private var runs = 0

    init() throws { folder = try TemporaryFolder() }

    /// The program, built beside the tests.
    static let program = Bundle.main.executableURL!.deletingLastPathComponent().appendingPathComponent("segue").path

    /// The environment of a run: nothing of the tester's own.
    var environment: [String: String] {
        ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm", "INPUTRC": "/dev/null"]
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { folder.path + "/" + name }

    /// Starts the program with these arguments and `input` on its standard input.
    func start(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Run {
        try start(Self.program, arguments, input: Array(input.utf8), environment: environment)
    }

    /// Starts any program.
    func start(
        _ program: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Run {
        runs += 1
        let (output, errors) = (path("output.\(runs)"), path("errors.\(runs)"))
        let child = try Child(
            Child.Start(
                program: program, arguments: arguments, environment: self.environment.merging(environment) { $1 },
                folder: folder.path, streams: [try folder.write(input, to: "input.\(runs)"), output, errors]))
        return Run(child: child, outputFile: output, errorsFile: errors)
    }

    /// Runs the program to its end.
    @discardableResult
    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Result {
        try start(arguments, input: input, environment: environment).result()
    }

    /// Runs a line of the system's shell, where `$segue` is the program.
    func runLine(_ line: String) throws -> Result {
        try start("/bin/sh", ["-c", line], environment: ["segue": Self.program]).result()
    }
}

/// A run of the program that may still go on.
struct Run {
    let child: Child
    let outputFile: String
    let errorsFile: String

    /// What it has written to standard output so far.
    var output: String { Self.text(outputFile) }
    /// What it has written to standard error so far.
    var errors: String { Self.text(errorsFile) }

    /// Waits for its end.
    func result(within seconds: Double = 60) -> Shell.Result {
        let ending = child.end(within: seconds)
        return Shell.Result(ending: ending, output: output, errors: errors)
    }

    private static func text(_ file: String) -> String {
        String(decoding: (try? contents(of: file)) ?? [], as: UTF8.self)
    }
}
