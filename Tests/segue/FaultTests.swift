import Foundation
import TestSupport
import Testing

/// A short form of `run.sh faults`: kills, power cuts, full disks, read-only places, wrong clocks and damaged files.
@Suite(.serialized) struct FaultTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    private static let canRun = ["python3", "cc"].allSatisfy { name in
        ["/usr/bin", "/bin", "/usr/local/bin"].contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    @Test(
        .enabled(if: canRun, "Python and a C compiler are not installed"),
        arguments: ["kills", "power", "space", "places", "damage"])
    func nothingIsLost(part: String) throws {
        let line = #"cd "$tests" && python3 -m faults "$work" "$segue" --quick --only "$part""#
        let result = try shell.start(
            "/bin/sh", ["-c", line],
            environment: [
                "tests": Project.folder + "/Tests/Benchmarks", "work": shell.path("work"), "part": part,
                "segue": Shell.program, "PYTHONDONTWRITEBYTECODE": "1",
            ]
        ).result(within: 240)
        #expect(result.ending == .exit(0), "\(result.output)\(result.errors)")
        #expect(result.output.hasSuffix("\nfaults: 0\n"))
    }

    @Test func processesThatMakeADatabaseAtOnceAllWriteIntoIt() throws {
        for round in 0..<12 {
            let runs = try (0..<4).map { try shell.start(["made\(round)", "-c", "add song:s\($0)"]) }
            for run in runs {
                let result = run.result()
                #expect(result.ending == .exit(0), "\(result.errors)")
            }
            let songs = try shell.run("made\(round)", "-o", "csv", "-c", "match (s:song) return count(*)")
            #expect(songs.output == "count(*)\r\n4\r\n", "\(songs)")
        }
    }

    /// What has nothing to do with a database stays a crash.
    @Test(arguments: [SIGSEGV, SIGBUS, SIGABRT]) func aCrashOfOurOwnIsACrash(signal: Int32) throws {
        _ = try shell.run("db", "-c", "add song:a")
        let fifo = shell.path("statements")
        let (pipe, waiting) = try NamedPipe.opened(at: fifo) {
            // Swift's own handler writes a long report, and ends the process with 1.
            try shell.start(["db", "-f", fifo], environment: ["SWIFT_BACKTRACE": "enable=no"])
        }
        usleep(100_000)
        waiting.child.signal(signal)
        #expect(waiting.child.end(within: 20) == .signal(signal))
        #expect(!waiting.errors.contains("damaged"))
        pipe.close()
    }
}
