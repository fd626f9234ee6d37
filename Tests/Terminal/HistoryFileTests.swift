import Foundation
import Terminal
import TestSupport
import Testing

/// The file of a person's statements.
@Suite struct HistoryFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func history(_ name: String) -> HistoryFile { HistoryFile(path: folder.path + "/" + name) }

    @Test func statementsComeBackInTheirOrder() {
        let file = history("history")
        #expect(file.entries().isEmpty)
        for statement in ["stats", #"find "Çà et là""#, "stats"] { file.append(statement) }
        #expect(history("history").entries() == ["stats", #"find "Çà et là""#, "stats"])
    }

    @Test func aStatementOfSeveralLinesIsKeptInOne() {
        let file = history("history")
        file.append("match (a)\nreturn a")
        file.append("match (b)\r\nreturn b")
        #expect(file.entries() == ["match (a) return a", "match (b) return b"])
    }

    @Test func nobodyElseMayReadIt() throws {
        history("new/folder/history").append("stats")
        for (path, mode) in [("new/folder/history", 0o600), ("new/folder", 0o700)] {
            let facts = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + path)
            #expect((facts[.posixPermissions] as? NSNumber)?.intValue == mode)
        }
    }

    @Test(arguments: ["file/below", ""])
    func aPlaceThatCannotBeWrittenKeepsNothing(name: String) throws {
        _ = try folder.write("text", to: "file")
        history(name).append("stats")
        #expect(history(name).entries().isEmpty)
        #expect(try contents(of: folder.path + "/file") == Array("text".utf8))
    }

    @Test func aFileInAnotherEncodingIsNoHistory() throws {
        _ = try folder.write([0xFF, 0x0A], to: "history")
        #expect(history("history").entries().isEmpty)
    }
}
