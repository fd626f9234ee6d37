import Foundation
import Testing

/// The manual is run: every `segue>` transcript, in order, on one database.
@Suite struct ManualTests {
    /// What must agree: everything of a question to the graph; of the engine, whose last digits are the processor's,
    /// all but the numbers, of a list of songs their number, and of an account what its lines are about.
    private func comparable(_ lines: [String], of statement: String) -> [String] {
        let verb = statement.split(separator: " ").first.map(String.init) ?? ""
        switch verb {
        case "train", "evaluate": return lines.map(unnumbered)
        case "explain": return [unnumbered(lines.first ?? "")] + lines.dropFirst().compactMap(heading)
        case "recommend", "like", "skip", "ban": return [unnumbered(lines.first ?? ""), "\(lines.count) lines"]
        default: return lines.map { $0.replacing(#/in [0-9.]+ s/#, with: "in 0.0 s") }
        }
    }

    /// A line without its numbers and the blanks before them.
    private func unnumbered(_ line: String) -> String {
        line.replacing(#/[ ]*-?[0-9][0-9.,]*/#, with: "#").split(separator: " ").joined(separator: " ")
    }

    /// The first words of a line of an account that is no path; nil of paths and empty lines.
    private func heading(_ line: String) -> String? {
        let words = unnumbered(line).split(separator: " ").prefix(2).joined(separator: " ")
        return words.isEmpty || line.contains("─") || line.contains("more") ? nil : words
    }

    @Test func theReadmeTellsTheTruth() throws {
        var transcript = try Transcript(Stage.project + "/README.md")
        let exchanges = transcript.exchanges
        #expect(exchanges.count >= 6)
        let stage = try Stage()
        if Transcript.isRecording { return try transcript.record(on: stage) }
        for exchange in exchanges {
            let answer = Transcript.answer(to: exchange.statement, on: stage)
            #expect(
                comparable(answer, of: exchange.statement) == comparable(exchange.answer, of: exchange.statement),
                "\(exchange.statement)")
        }
    }

    @Test func theFirstGraphGivesWhatItSays() throws {
        let folder = Stage.project + "/Examples/"
        let script = try String(contentsOfFile: folder + "first-graph.segue", encoding: .utf8)
        let expected = try String(contentsOfFile: folder + "first-graph.expected", encoding: .utf8)
        let scene = try Stage().run(script.replacing("\"Examples/", with: "\"\(Stage.project)/Examples/"))
        #expect(scene.outcome == .done, "\(scene.notes)")
        #expect(scene.output == expected)
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
