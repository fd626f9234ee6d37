import ArgumentParser
import Session
import Synchronization

/// The flags that say what is run, and how far.
struct RunningFlags: ParsableArguments {
    @Option(
        name: .customShort("c"), help: ArgumentHelp("Run a statement; may be repeated.", valueName: "statement"),
        transform: { Script.Origin.command($0).next() })
    var commands: [Script] = []

    @Option(
        name: .customShort("f"),
        help: ArgumentHelp("Run a script, `-` for standard input; may be repeated.", valueName: "file"),
        completion: .file(extensions: ["segue"]), transform: { Script.Origin.file($0).next() })
    var files: [Script] = []

    @Option(
        name: .customLong("param"),
        help: ArgumentHelp("Give a parameter, $x, a value; may be repeated.", valueName: "x=value"))
    var parameters: [String] = []

    @Flag(help: "Go on after a statement that fails, and exit with 1 at the end.")
    var keepGoing = false

    @Flag(help: "Change nothing.")
    var readOnly = false

    @Option(
        help: ArgumentHelp(
            """
            How much memory imports and training may take, as `500MB` or `4GB`; half of the machine's where it is not \
            said. What does not fit goes through unnamed files in the database's folder; a model that does not is \
            refused.
            """, valueName: "size"))
    var memory: MemorySize?

    @Flag(
        help: """
            Open no file but the database and those that the command line names: `source`, `import`, `export`, \
            `backup` and `into` are refused, and no start-up statements are run.
            """)
    var safe = false

    @Flag(help: "Look whether scripts are sound and name what is there; run nothing.")
    var check = false

    func validate() throws {
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

    /// What is run, in the order of the command line.
    var scripts: [Script] { (commands + files).sorted { $0.place < $1.place } }
}

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
