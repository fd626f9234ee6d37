import Foundation
import TestSupport
import Testing

/// The manual is run: every `segue>` transcript, in order, on one database.
@Suite struct ManualTests {
    @Test func theReadmeTellsTheTruth() throws {
        var transcript = try Transcript(Stage.project + "/README.md")
        let exchanges = transcript.exchanges
        #expect(exchanges.count >= 6)
        let stage = try Stage()
        if Transcript.isRecording { return try transcript.record(on: stage) }
        for exchange in exchanges {
            let answer = Transcript.answer(to: exchange.statement, on: stage)
            let difference = answer.difference(from: exchange.answer, of: exchange.statement)
            #expect(difference == nil, "\(exchange.statement)")
        }
    }

    @Test func theQuickstartRuns() throws {
        let script = try String(contentsOfFile: Stage.project + "/Examples/quickstart.segue", encoding: .utf8)
        let scene = try Stage().run(script.replacing("\"Examples/", with: "\"\(Stage.project)/Examples/"))
        #expect(scene.outcome == .done, "\(scene.notes)")
        #expect(scene.output.contains("song:S0976 \"Easy Lover\""))
    }

    @Test func thePlaysAreWhatTheirScriptMakes() throws {
        let folder = Stage.project + "/Examples/data"
        let made = try Stage().folder
        let binary = made.path + "/make-plays"
        for (command, output) in [
            (["swiftc", "-O", folder + "/make-plays.swift", "-o", binary], nil),
            ([binary, folder + "/songs.csv"], made.path + "/plays.tsv"),
        ] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = command
            if let output {
                _ = FileManager.default.createFile(atPath: output, contents: nil)
                process.standardOutput = FileHandle(forWritingAtPath: output)
            }
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: made.path + "/plays.tsv"))
        #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: folder + "/plays.tsv")))
    }
}
