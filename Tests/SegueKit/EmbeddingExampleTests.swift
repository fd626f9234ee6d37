import Foundation
import TestSupport
import Testing

/// The example that embeds the library does what stands beside it.
@Suite struct EmbeddingExampleTests {
    /// What must agree of a line: all but the engine's numbers, the songs it lists, and the paths behind them.
    private func comparable(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            if line.contains("─") {
                return line.split(separator: " ").first == "because" ? "   because …" : "   # by …"
            }
            return line.first?.isNumber == true ? "#. a song" : String(line).unnumbered
        }
    }

    @Test func itsOutputIsWhatStandsBesideIt() throws {
        let folder = try TemporaryFolder()
        let example = Library.project + "/Examples/embedding"
        let process = Process()
        process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent()
            .appendingPathComponent("segue-embedding")
        process.arguments = [Library.project + "/Examples/data", folder.path + "/db"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        if Recording.isOn {
            try text.write(toFile: example + "/main.expected", atomically: true, encoding: .utf8)
            return Recording.note("main.expected")
        }
        let expected = try String(contentsOfFile: example + "/main.expected", encoding: .utf8)
        #expect(comparable(text) == comparable(expected))
        let (found, kept) = (figures(text), figures(expected))
        #expect(found.areClose(to: kept, within: 0.25), "\(found) instead of \(kept)")
        let songs = Set(text.split(separator: "\n").compactMap(song))
        let common = songs.intersection(expected.split(separator: "\n").compactMap(song)).count
        #expect(songs.count == 5 && common >= 3, "\(songs)")
    }

    /// The song of a line of the list.
    private func song(_ line: Substring) -> Substring? {
        line.firstMatch(of: #/^[0-9]\. (.+), score /#)?.output.1
    }

    /// The figures of all lines but those of paths, whose order is the processor's where they are alike.
    private func figures(_ text: String) -> [Double] {
        text.split(separator: "\n").filter { !$0.contains("─") }.flatMap { line in
            String(song(line).map { line.replacing($0, with: "") } ?? line).figures
        }
    }
}
