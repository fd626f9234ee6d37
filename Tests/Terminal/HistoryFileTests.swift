import Foundation
import Terminal
import TestSupport
import Testing

/// The file of a person's statements.
@Suite struct HistoryFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func history(_ name: String) -> HistoryFile { HistoryFile(path: folder.path + "/" + name) }

    @Test func statementsComeBackInTheirOrder() throws {
        let file = history("history")
        #expect(try file.entries().isEmpty && !file.exists)
        let statements = ["stats", #"find "Çà et là""#, #"describe "a\nb\\""#, "stats"]
        for statement in statements { #expect(file.append(statement) == nil) }
        #expect(try history("history").entries() == statements)
    }

    @Test(
        arguments: [
            "match (a)\nreturn a", "match (a) -- who\nreturn a", "describe \"one\n\ttwo\n\nthree\"",
            "neighbours song:a \\\nhops 2", "match (a)\r\nreturn a",
        ]) func aStatementOfSeveralLinesComesBackWithItsLines(statement: String) throws
    {
        let file = history("history")
        for text in ["stats", statement, "schema"] { #expect(file.append(text) == nil) }
        #expect(try file.entries() == ["stats", statement, "schema"])
    }

    @Test func whiteSpaceAroundAStatementIsNotKept() throws {
        let file = history("history")
        #expect(file.append("\t stats \n") == nil)
        #expect(try contents(of: folder.path + "/history") == Array("stats\n".utf8))
    }

    /// As it was before statements kept their lines.
    @Test func anOlderFileReadsAsItStands() throws {
        _ = try folder.write("stats\n\nmatch (a) return a\ndescribe \"a\\nb\"", to: "history")
        #expect(try history("history").entries() == ["stats", "match (a) return a", #"describe "a\nb""#])
    }

    @Test func nobodyElseMayReadIt() throws {
        #expect(history("new/folder/history").create() == nil && history("new/folder/history").exists)
        for (path, mode) in [("new/folder/history", 0o600), ("new/folder", 0o700)] {
            let facts = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + path)
            #expect((facts[.posixPermissions] as? NSNumber)?.intValue == mode)
        }
    }

    @Test(arguments: ["file/below", "", "folder"])
    func aPlaceThatCannotBeWrittenSaysSo(name: String) throws {
        _ = try folder.write("text", to: "file")
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: false)
        #expect(history(name).append("stats") != nil)
        #expect(try contents(of: folder.path + "/file") == Array("text".utf8))
    }

    @Test func aPlaceThatCannotBeReadSaysSo() throws {
        _ = try folder.write("text", to: "file")
        for name in ["file/below", ""] {
            #expect(throws: Streams.Problem.self) { try history(name).entries() }
        }
    }

    @Test func whatIsInAnotherEncodingIsLeftAlone() throws {
        _ = try folder.write([0xFF, 0x0A] + Array("stats\n".utf8), to: "history")
        #expect(try history("history").entries() == ["stats"])
    }
}
