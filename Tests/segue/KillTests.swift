import Foundation
import Graph
import TestSupport
import Testing
import TripleStore

/// What is left of a database whose writer was killed: all that was committed, and nothing else.
@Suite(.serialized) struct KillTests {
    /// How much a database holds.
    struct Size: Equatable {
        let nodes: Int
        let edges: Int
    }

    let shell: Shell

    init() throws { shell = try Shell() }

    /// Opens a database, checks all of it, and measures it.
    private func checkedSize(_ name: String) throws -> Size {
        let reader = try TripleStore(folder: shell.path(name)).reader()
        #expect(try reader.findings().isEmpty)
        let vocabulary = reader.vocabulary
        return Size(
            nodes: vocabulary.types.reduce(0) { $0 + $1.count }, edges: vocabulary.relations.reduce(0) { $0 + $1.count }
        )
    }

    /// A database like `base`, as its process left it.
    private func copy(_ base: String, to name: String) throws {
        try FileManager.default.copyItem(atPath: shell.path(base), toPath: shell.path(name))
    }

    @Test func aKilledImportIsThereWholeOrNotAtAll() throws {
        _ = try shell.folder.write(PlaysFile(rows: 2_000, users: 300, songs: 400, seed: 1).rows, to: "small.tsv")
        _ = try shell.folder.write(PlaysFile(rows: 100_000, users: 5_000, songs: 8_000, seed: 2).rows, to: "large.tsv")
        try shell.run("base", "-c", #"import "small.tsv" as plays"#)
        let before = try checkedSize("base")
        let importing = ["-c", #"import "large.tsv" as plays"#]
        try copy("base", to: "whole")
        let started = ContinuousClock.now
        #expect(try shell.start(["whole"] + importing).result().ending == .exit(0))
        let time = started.duration(to: .now)
        let after = try checkedSize("whole")
        #expect(before.nodes < after.nodes && before.edges < after.edges)

        var random = SeededGenerator(seed: 3)
        let whole = Int(time / .microseconds(1))
        for kill in 0..<12 {
            try copy("base", to: "killed")
            let run = try shell.start(["killed"] + importing)
            usleep(UInt32(5_000 + whole * kill / 12 + random.below(whole / 12)))
            run.child.kill()
            let size = try checkedSize("killed")
            #expect(size == before || size == after, "kill \(kill) left \(size)")
            #expect(try shell.run("killed", "-c", "describe user:u1").ending == .exit(0))
            try FileManager.default.removeItem(atPath: shell.path("killed"))
        }
    }

    @Test func everyAddThatWasAcknowledgedIsThere() throws {
        let script = (0..<20_000).map { "add song:n\($0)\n" }.joined()
        var random = SeededGenerator(seed: 4)
        for kill in 0..<6 {
            let name = "adds\(kill)"
            let run = try shell.start([name, "--echo"], input: script)
            #expect(waits(20) { run.errors.contains("added") })
            usleep(UInt32(random.below(400_000)))
            run.child.kill()
            let acknowledged = run.errors.split(separator: "\n").filter { $0 == "added 1 node" }.count
            let reader = try TripleStore(folder: shell.path(name)).reader()
            #expect(try reader.findings().isEmpty)
            let song = try #require(reader.vocabulary.type(named: "song"))
            let count = reader.vocabulary[song].count
            #expect(acknowledged > 0 && (acknowledged...acknowledged + 1).contains(count), "\(acknowledged), \(count)")
            for number in 0..<count { #expect(try reader.node(type: song, key: "n\(number)") != nil) }
        }
    }

    @Test func aDatabaseWhoseMakingWasCutOffIsMade() throws {
        for kill in 0..<12 {
            let run = try shell.start(["new\(kill)", "-c", "add song:a"])
            usleep(UInt32(kill * 2_000))
            run.child.kill()
            let result = try shell.run("new\(kill)", "-c", "add song:b; check", "-o", "csv")
            #expect(result.ending == .exit(0) && result.errors.hasSuffix("the database is sound\n"), "\(result)")
        }
    }

    @Test func aKilledSaveLeavesTheOldModelOrTheNewOne() throws {
        _ = try shell.folder.write(PlaysFile(rows: 3_000, users: 100, songs: 200, seed: 5).rows, to: "small.tsv")
        let first = try shell.run("db", "-c", #"import "small.tsv" as plays"#, "-c", "train popularity as m")
        #expect(first.ending == .exit(0))
        let script = String(repeating: "train itemknn with k = 20 as m\ntrain popularity as m\n", count: 500)
        var random = SeededGenerator(seed: 6)
        for _ in 0..<8 {
            let run = try shell.start(["db"], input: script)
            #expect(waits(20) { run.errors.contains("has learned") })
            usleep(UInt32(random.below(150_000)))
            run.child.kill()
            let models = try shell.run("db", "-o", "jsonl", "-c", "models")
            #expect(models.ending == .exit(0) && models.output.hasPrefix(#"{"model":"m","kind":""#), "\(models)")
            #expect(models.output.split(separator: "\n").count == 1)
            let answer = try shell.run("db", "-o", "json", "-c", "recommend user u1 top 3 model m")
            #expect(answer.ending == .exit(0) && answer.output.hasPrefix(#"[{"rank":1,"#), "\(answer)")
        }
    }
}
