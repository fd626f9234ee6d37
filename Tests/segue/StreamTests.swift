import Foundation
import Testing

/// What goes to which stream, and in which order things run.
@Suite struct StreamTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        try shell.run("db", "-c", #"add song:a label "One""#)
    }

    @Test func aScriptOnStandardInputWritesResultsAloneToStandardOutput() throws {
        let result = try shell.run("new", input: "add song:a label \"One\"\nstats\n")
        #expect(result.ending == .exit(0))
        #expect(result.output == "kind   name  count  spread\nnodes  song      1  degree  all 0\n")
        #expect(result.errors == "new type song\nadded 1 node\n")
    }

    @Test(arguments: ["> all; cat all", "| cat"]) func aGraphIsExportedAmongOtherOutput(target: String) throws {
        let export = #"export "/dev/stdout" format jsonl"#
        let result = try shell.runLine("$segue db -c stats -c '\(export)' -c stats \(target)")
        let stats = "kind   name  count  spread\nnodes  song      1  degree  all 0\n"
        let graph = #"{"id":"song:a","type":"song","label":"One","props":{}}"# + "\n"
        #expect(result.output == stats + graph + stats)
    }

    @Test func theFirstErrorStopsAScript() throws {
        let result = try shell.run("db", input: "add song:b\ndescrbe song:a\nadd song:c\n")
        #expect(result.ending == .exit(1) && result.output.isEmpty)
        #expect(result.errors.contains("<stdin>:2:1: unknown_verb\n  descrbe song:a\n  ^~~~~~~\n"))
        #expect(result.errors.contains("did you mean describe?"))
        #expect(try shell.run("db", "-c", "stats").output.contains("song      2  "))
    }

    @Test func keepGoingRunsOnAndFailsAtTheEnd() throws {
        let result = try shell.run("db", "--keep-going", input: "bogus\nadd song:c\n")
        #expect(result.ending == .exit(1))
        let across = try shell.run("db", "--keep-going", "-c", "bogus", "-c", "stats")
        #expect(across.ending == .exit(1) && across.output.contains("song      2  "))
    }

    @Test func commandsAndFilesRunInTheOrderGiven() throws {
        _ = try shell.folder.write("stats", to: "two.segue")
        let result = try shell.run(
            "db", "--echo", "-c", "help quit", "-f", "two.segue", "-c", "schema", "-f", "-", input: "set")
        #expect(result.ending == .exit(0))
        let echoed = result.errors.split(separator: "\n").filter { $0.hasPrefix("segue> ") }
        #expect(echoed == ["segue> help quit", "segue> stats", "segue> schema", "segue> set"])
    }

    @Test(arguments: [["-c", "quit", "-c", "stats"], ["-c", "exit; stats"]])
    func quitEndsEverything(arguments: [String]) throws {
        let result = try shell.start(["db"] + arguments).result()
        #expect(result.ending == .exit(0) && result.output.isEmpty)
    }

    @Test(arguments: ["", "\n\n", "# only a comment", "\u{FEFF}", ";;"])
    func anEmptyScriptDoesNothing(text: String) throws {
        let result = try shell.run("db", input: text)
        #expect(result.ending == .exit(0) && result.output.isEmpty && result.errors.isEmpty)
    }

    @Test func aScriptMayEndItsLinesInCarriageReturns() throws {
        let result = try shell.run("db", input: "stats\r\n\r\nbogus\r\n")
        #expect(result.output == "kind   name  count  spread\nnodes  song      1  degree  all 0\n")
        #expect(result.errors.hasPrefix("<stdin>:3:1: unknown_verb\n  bogus\n  ^~~~~\n"))
    }

    @Test func aStatementOfAMegabyteIsRead() throws {
        let name = String(repeating: "a", count: 1 << 20)
        let result = try shell.run("db", input: "describe \"\(name)\"; stats")
        #expect(result.ending == .exit(1) && result.errors.contains("unknown_node"))
        let blanks = try shell.run("db", input: String(repeating: " ", count: 1 << 20) + "stats")
        #expect(blanks.ending == .exit(0) && !blanks.output.isEmpty)
    }

    @Test func muchOutputComesOutWhole() throws {
        let result = try shell.run("db", input: String(repeating: "help\n", count: 1_000))
        #expect(result.ending == .exit(0) && result.output.split(separator: "\n").count % 1_000 == 0)
        #expect(result.output.utf8.count > 1 << 20)
    }
}
