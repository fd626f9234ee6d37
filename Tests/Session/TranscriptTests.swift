import Foundation
import Grammar
import Testing

/// The recorded sessions: each runs on the example data and answers to the letter.
@Suite struct TranscriptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Transcripts"
    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    @Test(arguments: names) func itGoesOnAsRecorded(name: String) throws {
        var transcript = try Transcript(Self.folder + "/" + name)
        let stage = try Stage.withExamples()
        if Transcript.isRecording { return try transcript.record(on: stage) }
        for exchange in transcript.exchanges {
            #expect(Transcript.answer(to: exchange.statement, on: stage) == exchange.answer, "\(exchange.statement)")
        }
    }

    @Test func everyStatementIsInARecordedSession() throws {
        let recorded = try Self.names.flatMap { try Transcript(Self.folder + "/" + $0).exchanges }
        let readme = try Transcript(Stage.project + "/README.md").exchanges
        let verbs = Set((recorded + readme).compactMap { $0.statement.split(separator: " ").first.map(String.init) })
        #expect(Set(GrammarText.verbs).subtracting(verbs) == [])
    }
}
