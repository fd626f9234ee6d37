import Foundation
import TestSupport
import Testing

/// One writer and eight readers in processes of their own: the short form of `bash Tests/Benchmarks/run.sh crowd`.
@Suite(.serialized) struct CrowdTests {
    private static let python = "/usr/bin/python3"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "Python is not installed"))
    func noReadIsTornAndNoneWaits() throws {
        let shell = try Shell()
        let run = try shell.start(
            "/usr/bin/env",
            [
                "-C", Project.folder + "/Tests/Benchmarks", "PYTHONDONTWRITEBYTECODE=1", Self.python, "-m", "crowd",
                shell.path("crowd"), Shell.program, "--seconds", "4",
            ])
        let result = run.result(within: 120)
        #expect(result.ending == .exit(0), "\(result.output)\(result.errors)")
        #expect(result.output.contains("Torn reads: 0. Errors: 0. Findings of `check`: 0."))
        // Readers were answered while the writer sat inside a transaction, and a reader was killed.
        let inside = try #require(result.output.firstMatch(of: /([0-9,]+) answers began and ended while it did/))
        #expect(inside.1 != "0")
        #expect(result.output.contains(/Readers killed: [1-9]/))
    }
}
