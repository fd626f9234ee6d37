import Foundation
import Testing

/// README's table from other languages: each line of it answers something on the example data.
@Suite struct PhrasebookTests {
    /// The statements in the last column.
    private static func statements() throws -> [String] {
        let readme = try String(contentsOfFile: Stage.project + "/README.md", encoding: .utf8)
        let section =
            readme.components(separatedBy: "## Coming from").last?.components(separatedBy: "\n## ").first ?? ""
        return section.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("`") }.map { row in
            let cells = row.replacing("\\|", with: "\u{0}").split(separator: "|")
            return cells.last?.replacing("\u{0}", with: "|").trimmingCharacters(in: [" ", "`"]) ?? ""
        }
    }

    @Test func everyLineIsARecordedSessionsStatement() throws {
        let recorded = try Transcript(Stage.project + "/Tests/Session/Transcripts/phrasebook.txt").exchanges
        #expect(try recorded.map(\.statement) == Self.statements())
    }

    @Test func everyLineIsAnswered() throws {
        let statements = try Self.statements()
        #expect(statements.count >= 20)
        let stage = try Stage.withExamples(format: "jsonl")
        for statement in statements {
            let scene = stage.run(statement)
            #expect(scene.outcome == .done, "\(statement): \(scene.notes)")
            let isWrite = statement.hasPrefix("add") || statement.hasPrefix("remove")
            #expect(isWrite ? scene.notes.contains("edge") : !scene.lines.isEmpty, "\(statement): \(scene.output)")
        }
    }
}
