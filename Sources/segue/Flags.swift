import ArgumentParser
import Session
import Synchronization

/// The command line.
struct Flags: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segue",
        abstract: "A graph database shell for songs that recommends, and shows the path.",
        version: Program.version)

    @Argument(help: "The database's folder; a name that does not exist yet makes a new one.")
    var database: String

    @Option(
        name: .customShort("c"), help: "Run a statement; may be repeated.",
        transform: { Script.Origin.command($0).next() })
    var commands: [Script] = []

    @Option(
        name: .customShort("f"), help: "Run a script, `-` for standard input; may be repeated.",
        transform: { Script.Origin.file($0).next() })
    var files: [Script] = []

    @Option(name: .customShort("o"), help: "How rows are written: \(Session.formats).")
    var format = "table"

    @Flag(help: "Go on after a statement that fails, and exit with 1 at the end.")
    var keepGoing = false

    @Flag(help: "Change nothing.")
    var readOnly = false

    @Option(name: .customLong("param"), help: "Give a parameter a value: x=VALUE; may be repeated.")
    var parameters: [String] = []

    @Option(help: "How errors are written: text or json.")
    var errors = ErrorStyle.text

    @Option(help: "Colour: auto, always or never.")
    var color = Color.auto

    @Option(
        help: """
            How far long work is: `auto` draws a bar where standard error is a terminal, `plain` writes a line there \
            every ten seconds, `off` says nothing.
            """)
    var progress = ProgressStyle.auto

    @Option(help: "The file that keeps the prompt's history, or `none`.")
    var history: String?

    @Flag(help: "Do not run the start-up statements at the prompt.")
    var noInit = false

    @Flag(help: "Write each statement to standard error before it runs.")
    var echo = false

    @Flag(help: "Look whether scripts are sound and name what is there; run nothing.")
    var check = false

    /// What can be told to be wrong before a database is opened, or made.
    func validate() throws {
        do { try Session.checkFormat(format) } catch { throw ValidationError(Session.words(for: error)) }
        for parameter in parameters where Self.split(parameter) == nil {
            throw ValidationError("--param takes x=VALUE, not \(parameter)")
        }
    }

    /// The name and the value of `x=VALUE`; nil where there is no name.
    static func split(_ parameter: String) -> (name: String, value: String)? {
        let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].first, first.isLetter || first == "_",
            parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// When colour is used.
    enum Color: String, ExpressibleByArgument { case auto, always, never }

    /// What is run, in the order of the command line.
    var scripts: [Script] { (commands + files).sorted { $0.place < $1.place } }
}

extension ErrorStyle: ExpressibleByArgument {}
extension ProgressStyle: ExpressibleByArgument {}

/// Something to run, and its place on the command line.
struct Script: Sendable {
    /// Where the text comes from.
    enum Origin: Sendable {
        case command(String)
        case file(String)

        private static let count = Mutex(0)

        /// The script at the next place: flags are read in order.
        func next() -> Script {
            Script(
                origin: self,
                place: Self.count.withLock {
                    $0 += 1
                    return $0
                })
        }
    }

    let origin: Origin
    let place: Int
}
