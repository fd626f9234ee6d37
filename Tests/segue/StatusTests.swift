import Foundation
import Testing

/// The exit codes of runs that cannot go well.
@Suite struct StatusTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    @Test(arguments: [
        [], ["--bogus", "db"], ["db", "-o", "bogus"], ["db", "-o", "xml"], ["db", "--param", "x"],
        ["db", "--param", "=1"], ["db", "--param", "$x=1"], ["db", "--errors", "loud"], ["db", "--color", "red"],
        ["db", "-c"], ["db", "another"],
    ])
    func aWrongCommandLineIsUsage(arguments: [String]) throws {
        let result = try shell.start(arguments).result()
        #expect(result.ending == .exit(2) && result.output.isEmpty)
        #expect(result.errors.hasPrefix("Error: ") && result.errors.lowercased().contains("usage: segue "))
        #expect(!FileManager.default.fileExists(atPath: shell.path("db")), "a wrong command line makes no database")
    }

    @Test(arguments: ["text", "json"])
    func aDatabaseThatCannotBeOpenedSaysSo(style: String) throws {
        _ = try shell.folder.write("text", to: "file")
        try FileManager.default.createDirectory(atPath: shell.path("folder"), withIntermediateDirectories: true)
        _ = try shell.folder.write("text", to: "folder/notes.txt")
        for database in ["file", "folder", "file/below", "missing", "sc://host:1/music"] {
            let options = ["--errors", style, "-c", "stats"] + (database == "missing" ? ["--read-only"] : [])
            let result = try shell.start([database] + options).result()
            #expect(result.ending == .exit(3) && result.output.isEmpty, "\(database)")
            #expect(result.errors.hasPrefix(style == "json" ? #"{"code":""# : "segue: \(database): "))
        }
        #expect(!FileManager.default.fileExists(atPath: shell.path("missing")))
    }

    /// What only asks makes no folder: not a question, nor a script that stops before its first change.
    @Test(arguments: [
        ["nowhere", "-c", "stats"], ["nowhere", "-c", "find \"x\"", "-c", "add song:a"],
        ["nowhere", "--check", "-c", "stats"],
        ["nowhere", "-c", "train"], ["nowhere", "-c", "add song:a\nbogus"], ["nowhere", "-c", "help stats; set"],
        ["help"],
        ["nowhere", "-c", "backup \"copy\""],
    ]) func aQuestionMakesNoDatabase(arguments: [String]) throws {
        let before = Set(try FileManager.default.contentsOfDirectory(atPath: shell.folder.path))
        let result = try shell.start(arguments).result()
        let made = Set(try FileManager.default.contentsOfDirectory(atPath: shell.folder.path)).subtracting(before)
            .filter { !$0.contains(/^(input|output|errors)\./) }
        #expect(made.isEmpty, "\(made)")
        if arguments == ["help"] {
            #expect(result.output.contains("USAGE: segue <database>") && result.ending == .exit(0))
        }
        if arguments.last == "stats" { #expect(result.ending == .exit(arguments.contains("--check") ? 0 : 3)) }
        if arguments.last == "stats", !arguments.contains("--check") {
            #expect(result.errors.contains("there is no database nowhere") && result.output.isEmpty, "\(result)")
        }
        if arguments.last == "help stats; set" { #expect(result.ending == .exit(0) && !result.output.isEmpty) }
    }

    @Test(arguments: [("empty", 0, 0), ("text", 11, 65), ("zeros", 8192, 0)])
    func aFileThatIsNoDatabaseIsNoCrash(name: String, size: Int, byte: UInt8) throws {
        try FileManager.default.createDirectory(atPath: shell.path(name), withIntermediateDirectories: true)
        _ = try shell.folder.write([UInt8](repeating: byte, count: size), to: "\(name)/data.mdb")
        let result = try shell.run(name, "--read-only", "-c", "stats")
        #expect(result.ending == .exit(3) && result.errors.hasPrefix("segue: \(name): "), "\(result)")
    }

    @Test(arguments: [("missing.segue", "cannot be read"), (".", "cannot be read"), ("bad.segue", "not UTF-8")])
    func aScriptThatCannotBeReadFails(file: String, words: String) throws {
        _ = try shell.folder.write([0xFF, 0xFE, 0x0A], to: "bad.segue")
        let result = try shell.run("db", "-f", file, "-c", "help")
        #expect(result.ending == .exit(1) && result.output.isEmpty)
        #expect(result.errors.hasPrefix("segue: \(file): ") && result.errors.contains(words))
        let further = try shell.run("db", "--keep-going", "--errors", "json", "-f", file, "-c", "help")
        #expect(further.ending == .exit(1) && further.errors.hasPrefix(#"{"code":"io","#) && !further.output.isEmpty)
    }

    @Test func aReaderWhoLeavesEndsTheProgramQuietly() throws {
        _ = try shell.folder.write(String(repeating: "set\n", count: 20_000), to: "long.segue")
        let result = try shell.runLine(#"{ "$segue" db -f long.segue; echo $? > status; } | head -n 1"#)
        #expect(result.ending == .exit(0) && result.output.split(separator: "\n").count == 1)
        #expect(result.errors.isEmpty)
        #expect(try String(contentsOfFile: shell.path("status"), encoding: .utf8) == "141\n")
    }

    @Test func aFullDiskBehindTheResultsIsAnError() throws {
        let result = try shell.runLine(#""$segue" db -c help > /dev/full"#)
        #expect(result.ending == .exit(1))
        #expect(result.errors == "segue: the results cannot be written: No space left on device\n")
    }

    @Test(arguments: ["begin; add song:S1", "begin; add song:S1; quit"])
    func aTransactionThatIsNotEndedIsUndoneAndAFailure(script: String) throws {
        let result = try shell.run("db", "-c", script)
        #expect(result.ending == .exit(1) && result.errors.contains("the input ended within a transaction"))
        #expect(try shell.run("db", "-c", "describe song:S1").ending == .exit(1))
        let whole = try shell.run("db", "-c", "begin", "-c", "add song:S1", "-c", "commit")
        #expect(whole.ending == .exit(0))
        #expect(try shell.run("db", "-c", "describe song:S1").ending == .exit(0))
    }

    @Test func anErrorInATransactionUndoesItAndAFailure() throws {
        let result = try shell.run("db", "--keep-going", "-c", "begin; add song:S1; describe song S2; commit; stats")
        #expect(result.ending == .exit(1) && result.errors.contains("nothing since `begin` is kept"))
        #expect(!result.output.contains("song"))
    }
}
