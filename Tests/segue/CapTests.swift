import Foundation
import Testing

/// What a reader of each stream is told of an answer that is cut short.
@Suite struct CapTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        let title = String(repeating: "long ", count: 60)
        let songs = (0..<150).map { "add song:\($0) label \"\(title)\($0)\"\n" }.joined()
        try shell.run("db", input: songs)
    }

    @Test func aScriptGetsEveryRowAndColumnWhole() throws {
        let result = try shell.run("db", "-c", "find \"long\" limit 1000")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 151 && lines.dropFirst().allSatisfy { $0.count > 300 } && result.errors.isEmpty)
    }

    @Test func aCapIsALineForPeopleAndAFieldInJSON() throws {
        let said = "more than 20; `limit` sets how many are shown\n"
        let table = try shell.run("db", "-c", "find \"long\"")
        #expect(table.output.split(separator: "\n").count == 21 && table.errors == said)
        for format in ["json", "jsonl"] {
            let capped = try shell.run("db", "-o", format, "-c", "find \"long\"")
            #expect(capped.output.components(separatedBy: "\"capped\":true").count == 21 && capped.errors == said)
            let whole = try shell.run("db", "-o", format, "-c", "find \"long\" limit 1000")
            #expect(!whole.output.contains("capped"))
        }
    }

    @Test func notesAreObjectsToo() throws {
        let result = try shell.run("db", "--errors", "json", "-c", "find \"long\"", "-c", "bogus")
        let lines = result.errors.split(separator: "\n")
        #expect(lines.first == "{\"note\":\"more than 20; `limit` sets how many are shown\"}")
        #expect(lines.count == 2 && lines.last?.hasPrefix("{\"code\":\"unknown_verb\"") == true)
    }

    @Test func numbersHaveAPointInEveryLocale() throws {
        try shell.run("db", "-c", "add song:0 with loudness = -3.25")
        let result = try shell.run(
            "db", "-o", "csv", "-c", "match (s {key: \"0\"}) return s.loudness",
            environment: ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"])
        #expect(result.output == "s.loudness\r\n-3.25\r\n")
    }
}
