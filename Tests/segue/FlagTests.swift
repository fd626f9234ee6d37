import Foundation
import Testing

/// What the program's flags change.
@Suite struct FlagTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        try shell.run("db", "-c", #"add song:a label "One More Night""#)
    }

    @Test func theVersionAndTheHelpNeedNoDatabase() throws {
        let version = try shell.run("--version")
        #expect(version.ending == .exit(0) && version.output.hasPrefix("segue ") && version.errors.isEmpty)
        let help = try shell.run("--help")
        #expect(help.ending == .exit(0) && help.output.contains("USAGE: segue ") && help.errors.isEmpty)
    }

    @Test(arguments: ["add song:b", "remove song:a", #"import "x" as plays"#, "train", "drop model m", "use model m"])
    func readOnlyRefusesToWrite(statement: String) throws {
        let result = try shell.run("db", "--read-only", "--errors", "json", "-c", statement)
        #expect(result.ending == .exit(1))
        #expect(result.errors.hasPrefix(#"{"code":"read_only","file":"-c","line":1,"column":1,"#))
        #expect(try shell.run("db", "--read-only", "-c", "stats").output.contains("song      1  "))
    }

    @Test func errorsInJSONAreOneObjectALineWithAStableCode() throws {
        let script = """
            bogus
            describe "Nobody"
            describe song:a bogus
            neighbours song:a via nothing
            find "a" type nothing
            describe $y
            recommend user 42
            import "missing.tsv" as plays
            """
        let result = try shell.run("db", "--keep-going", "--errors", "json", input: script)
        let objects = try result.errors.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let codes = objects.map { $0["code"] as? String }
        #expect(
            codes == [
                "unknown_verb", "unknown_node", "syntax", "unknown_relation", "unknown_type", "bad_value",
                "unknown_type", "io",
            ])
        #expect(objects.map { $0["line"] as? Int } == Array(1...8))
        #expect(objects.allSatisfy { $0["file"] as? String == "<stdin>" && $0["message"] is String })
    }

    @Test func colourIsForTerminalsUnlessAskedFor() throws {
        let escape = "\u{1B}["
        #expect(!(try shell.run("db", "-c", "stats").output.contains(escape)))
        #expect(!(try shell.run("db", "--color", "never", "-c", "stats").output.contains(escape)))
        let always = try shell.run("db", "--color", "always", "-c", "stats", environment: ["NO_COLOR": "1"])
        #expect(always.output.contains(escape))
    }

    @Test func parametersAreValuesOnly() throws {
        let named = try shell.run("db", "--param", "x=One More Night", "-c", "describe $x")
        #expect(named.ending == .exit(0) && named.output.contains("song:a"))
        let odd = try shell.run("db", "--param", #"x="; add song:evil; ""#, "-c", "describe $x")
        #expect(odd.ending == .exit(1) && odd.errors.contains("unknown_node"))
        #expect(try shell.run("db", "-c", "stats").output.contains("song      1  "))
    }

    @Test(arguments: [
        ("json", #"[{"node":{"id":"song:a","type":"song","label":"One More Night"},"degree":0}]"#),
        ("jsonl", #"{"node":{"id":"song:a","type":"song","label":"One More Night"},"degree":0}"#),
        ("csv", "node,node_label,type,about,degree\r\nsong:a,One More Night,song,,0\r"),
        ("tsv", "node\tnode_label\ttype\tabout\tdegree\nsong:a\tOne More Night\tsong\t\t0"),
        ("TABLE", "node            type  about  degree\nOne More Night  song              0"),
        ("line", "  node = One More Night\n  type = song\n about =\ndegree = 0"),
        ("tree", "One More Night\n├─ type  song\n├─ about\n└─ degree  0"),
        ("markdown", "| node | type | about | degree |\n| --- | --- | --- | --: |\n| One More Night | song |  | 0 |"),
    ])
    func rowsAreWrittenInTheFormatOfTheFlag(format: String, rows: String) throws {
        let result = try shell.run("db", "-o", format, "-c", #"find "one""#)
        #expect(result.ending == .exit(0))
        #expect(result.output == rows + "\n")
    }

    @Test func aNameOfTheDataCannotSteerTheTerminal() throws {
        try shell.run("db", input: #"add song:x label "A\u{1B}[31m"; add song:y label "A\u{1B}[31m""#)
        let result = try shell.run(
            "db", "--keep-going", "-c", #"explain user:u "A\u{1B}[31m""#, "-c", #"paths "A\u{1B}[31m" to song:a"#)
        #expect(!result.errors.contains("\u{1B}") && !result.output.contains("\u{1B}"))
    }
}
