import Foundation
import Testing

/// `--safe`: a script from elsewhere opens no file but the database.
@Suite(.serialized) struct SafeTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        _ = try shell.folder.write("u\ts\t3\n", to: "plays.tsv")
        _ = try shell.folder.write("add song:evil\n", to: "inner.segue")
        try shell.run("db", "-c", #"import "plays.tsv" as plays"#)
    }

    /// What names a file, and the column at which it does.
    static let refused = [
        (#"source "inner.segue""#, 8), (#"import "plays.tsv" as plays"#, 8), (#"load "plays.tsv" as plays"#, 6),
        (#"export "out.graphml""#, 8), (#"export "../out.graphml""#, 8), (#"backup "copy.db""#, 8),
        (#"stats into "out.csv""#, 12), (#"stats into "out.csv.gz""#, 12), (#"find "s" into "out.csv" append"#, 15),
        (#"models into "out.txt""#, 13), (#"train popularity into "out.csv""#, 23), (#"stats into "/dev/stdout""#, 12),
        (#"plan neighbours song:s into "db/data.mdb""#, 29), (#"export "/dev/null" format csv"#, 8),
    ]

    /// Every file under the shell's folder, with its bytes, but for the streams of runs.
    private func files() throws -> [String: Data] {
        let all = try #require(FileManager.default.subpaths(atPath: shell.folder.path))
        let kept = all.filter { !$0.contains(/^(input|output|errors)\.|lock$|lock\.mdb$/) }
        return Dictionary(
            uniqueKeysWithValues: kept.map { ($0, FileManager.default.contents(atPath: shell.path($0)) ?? Data()) })
    }

    @Test(arguments: refused) func aStatementThatNamesAFileIsRefused(statement: String, column: Int) throws {
        let before = try files()
        let result = try shell.run("db", "--safe", "--errors", "json", "-c", statement)
        #expect(result.ending == .exit(1) && result.output.isEmpty)
        #expect(result.errors.hasPrefix(#"{"code":"io","file":"-c","line":1,"column":\#(column),"#), "\(result.errors)")
        #expect(result.errors.contains("--safe forbids that") && result.errors.contains("without --safe"))
        #expect(try files() == before)
    }

    @Test(arguments: refused) func aCheckRefusesItToo(statement: String, column: Int) throws {
        let result = try shell.run("db", "--safe", "--check", "--errors", "json", input: statement)
        #expect(result.ending == .exit(1) && result.errors.contains("--safe forbids that"), "\(result)")
    }

    @Test func scriptsThatTheCommandLineNamesRunAndNameNoOthers() throws {
        _ = try shell.folder.write("add song:one\nsource \"inner.segue\"\nadd song:two\n", to: "outer.segue")
        let result = try shell.run("db", "--safe", "--keep-going", "-f", "outer.segue", "-c", "add song:three")
        #expect(result.ending == .exit(1) && result.errors.contains("outer.segue:2:8: io"))
        let songs = try shell.run("db", "-o", "csv", "-c", "match (s:song) return s").output
        for name in ["one", "two", "three"] { #expect(songs.contains("song:\(name)")) }
        #expect(!songs.contains("evil"))
    }

    @Test func theDatabaseIsReadAndWritten() throws {
        let script = """
            begin; add song:new label "New Song"; commit
            train popularity as m; use model m; recommend user u; drop model m
            alias me = user u; set format csv; let $x = "New Song"; match (s {label: $x}) return s; check
            """
        let result = try shell.run("db", "--safe", input: script)
        #expect(result.ending == .exit(0) && result.output.contains("song:new"), "\(result)")
        #expect(try shell.run("db", "--safe", "--read-only", "-c", "add song:x").errors.contains("read_only"))
    }

    /// No word of the language reaches the system's shell, whatever stands behind it.
    @Test func noStatementRunsAProgram() throws {
        let before = try files()
        for line in [
            "!touch made", "\\! touch made", ".shell touch made", ".system touch made", "shell touch made",
            "`touch made`",
            #"source "|touch made""#, #"stats into "|touch made""#, #"import "|touch made" as plays"#,
            #"describe "$(touch made)""#,
            #"import "`touch made`" as plays"#, #"load "<(touch made)" as plays"#,
        ] {
            let result = try shell.run("db", "-c", line)
            #expect(!FileManager.default.fileExists(atPath: shell.path("made")), "\(line): \(result)")
        }
        #expect(Set(try files().keys).subtracting(before.keys) == ["|touch made"], "a name for a file is a name")
    }

    @Test func aScriptThatCallsItselfEnds() throws {
        _ = try shell.folder.write("source \"self.segue\"\n", to: "self.segue")
        let result = try shell.run("db", "-f", "self.segue")
        #expect(result.ending == .exit(1) && result.errors.contains("scripts call each other more than 16 deep"))
    }

    @Test func aSafePromptHasNeitherHistoryNorStartUpNorFileNames() throws {
        let folder = shell.path(".config/segue")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "add song:started".write(toFile: folder + "/init.segue", atomically: true, encoding: .utf8)
        let session = try PromptSession(shell, ["db", "--safe", "--color", "never"])
        try session.expect("segue[safe]> ")
        session.type("import \"pl" + Key.tab + Key.tab + "\"\n")
        try session.expect("--safe forbids that")
        try session.expect("segue[safe]> ")
        session.leave()
        #expect(!session.all.contains("plays.tsv"))
        #expect(!FileManager.default.fileExists(atPath: shell.path(".local/state/segue/history")))
        #expect(try !shell.run("db", "-c", "match (s:song) return s").output.contains("started"))
    }
}
