import Foundation
import TestSupport
import Testing

/// The scripts of `Examples` do what stands beside them.
@Suite struct GalleryTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    private static let project = Project.folder

    /// What the program writes to a terminal, the statements among it, when it runs a script in a folder with the
    /// project's examples; what the script writes into `/tmp` goes to that folder.
    private func output(of script: String) throws -> String {
        let examples = Self.project + "/Examples"
        if !FileManager.default.fileExists(atPath: shell.path("Examples")) {
            try FileManager.default.createSymbolicLink(
                atPath: shell.path("Examples"), withDestinationPath: examples)
        }
        let text = try String(contentsOfFile: "\(examples)/\(script).segue", encoding: .utf8)
        _ = try shell.folder.write(text.replacing("\"/tmp/", with: "\"\(shell.folder.path)/"), to: "script.segue")
        let result = try shell.start(
            "/bin/sh", ["-c", #""$segue" db --echo -f script.segue 2>&1"#], environment: ["segue": Shell.program]
        ).result(within: 300)
        #expect(result.ending == .exit(0), "\(result)")
        return result.output.replacing(shell.folder.path + "/", with: "/tmp/")
    }

    /// The lines of each statement, in order.
    private func exchanges(_ text: String) -> [(statement: String, lines: [String])] {
        var found: [(statement: String, lines: [String])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("segue> ") {
                found.append((String(line.dropFirst(7)), []))
            } else if !found.isEmpty {
                found[found.count - 1].lines.append(line)
            }
        }
        return found
    }

    private func check(_ script: String) throws {
        let text = try output(of: script)
        let file = "\(Self.project)/Examples/\(script).expected"
        if Recording.isOn {
            // Times are another day's others.
            let timeless = text.replacing(#/in [0-9.]+ s/#, with: "in … s")
            try timeless.write(toFile: file, atomically: true, encoding: .utf8)
            return Recording.note(file)
        }
        let (found, expected) = (exchanges(text), exchanges(try String(contentsOfFile: file, encoding: .utf8)))
        #expect(found.map(\.statement) == expected.map(\.statement))
        for (found, expected) in zip(found, expected) {
            let difference = found.lines.difference(from: expected.lines, of: expected.statement)
            #expect(difference == nil, "\(script): \(found.statement)")
        }
    }

    @Test(arguments: ["first-graph", "evening"]) func eachScriptGivesWhatStandsBesideIt(script: String) throws {
        try check(script)
    }

    @Test func modelsAreComparedIntoAFile() throws {
        try check("compare")
        let csv = try String(contentsOfFile: shell.path("segue-compare.csv"), encoding: .utf8)
        #expect(csv.hasPrefix("model,") && csv.split(separator: "\r\n").count > 100)
    }

    @Test func anExplanationBecomesAPage() throws {
        try check("explain")
        let page = try String(contentsOfFile: shell.path("segue-explain.html"), encoding: .utf8)
        #expect(page.hasPrefix("<!") && page.contains("Easy Lover"))
    }

    @Test func theMillionSongsAreReadByTheirUsualNames() throws {
        try MillionSongs.write(into: shell.folder)
        try check("million-songs")
    }
}
