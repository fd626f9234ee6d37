import Foundation
import Graph
import TestSupport
import Testing
import TripleStore

/// Copies that are made while another process writes, or that are killed.
@Suite(.serialized) struct BackupTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    /// Each transaction adds two listeners, two songs, and an edge each way between the pairs; every second renames a
    /// song.
    private static func script(transactions: Int) -> String {
        (0..<transactions).map { number in
            """
            begin
            add user:a\(number) played song:b\(number) with count = \(number % 90 + 1)
            add user:b\(number) played song:a\(number)
            add song:b\(number / 2) label "Called \(number)"
            commit

            """
        }.joined()
    }

    @Test func everyCopyHoldsWholeTransactions() throws {
        let transactions = 2_000
        try shell.run("db", "-c", "add user:a played song:b")
        let writing = try shell.start(["db"], input: Self.script(transactions: transactions))
        let store = try TripleStore(folder: shell.path("db"))
        var held: [Int] = []
        while !writing.child.hasEnded {
            let copy = shell.path("copy\(held.count)")
            try store.backup(to: copy)
            held.append(try transactionsHeld(by: copy))
            try FileManager.default.removeItem(atPath: copy)
        }
        #expect(writing.result().ending == .exit(0))
        #expect(held.count > 4 && held == held.sorted(), "\(held)")
        #expect(Set(held).count > 4, "copies are made while it writes: \(held)")
        #expect(try transactionsHeld(by: shell.path("db")) == transactions)
    }

    /// How many transactions a copy holds, each of them whole.
    private func transactionsHeld(by copy: String) throws -> Int {
        let reader = try TripleStore(folder: copy, options: .init(readOnly: true)).reader()
        #expect(try reader.findings() == [])
        let (user, song) = (reader.vocabulary.type(named: "user")!, reader.vocabulary.type(named: "song")!)
        let played = reader.vocabulary.relation(named: "played")!
        let held = (reader.vocabulary[played].count - 1) / 2
        #expect(reader.vocabulary[user].count == 2 * held + 1 && reader.vocabulary[song].count == 2 * held + 1)
        for number in 0..<held {
            for (from, to) in [("a", "b"), ("b", "a")] {
                let head = try reader.node(type: user, key: "\(from)\(number)")!
                let tail = try reader.node(type: song, key: "\(to)\(number)")!
                #expect(try reader.neighbours(of: [head], via: .of([played]), direction: .out).nodes == [tail])
            }
        }
        guard held > 0 else { return 0 }
        let renamed = try reader.node(type: song, key: "b\((held - 1) / 2)")!
        #expect(try reader.node(renamed).label == "Called \(held - 1)")
        return held
    }

    @Test func aKilledCopyIsThereWholeOrNotAtAll() throws {
        _ = try shell.folder.write(PlaysFile(rows: 100_000, users: 5_000, songs: 8_000, seed: 2).rows, to: "plays.tsv")
        try shell.run("db", "-c", #"import "plays.tsv" as plays"#, "-c", "train popularity as m")
        let started = ContinuousClock.now
        #expect(try shell.run("db", "-c", #"backup "whole""#).ending == .exit(0))
        let whole = Int(started.duration(to: .now) / .microseconds(1))
        let expected = try shell.run("whole", "-c", "check", "-c", "stats", "-c", "models")
        #expect(expected.errors.hasPrefix("the database is sound\n"))
        var random = SeededGenerator(seed: 8)
        for kill in 0..<12 {
            let run = try shell.start(["db", "-c", #"backup "killed""#])
            usleep(UInt32(whole * kill / 12 + random.below(whole / 12 + 1)))
            run.child.kill()
            if FileManager.default.fileExists(atPath: shell.path("killed")) {
                let found = try shell.run("killed", "-c", "check", "-c", "stats", "-c", "models")
                #expect(found.output == expected.output && found.errors == expected.errors)
                try FileManager.default.removeItem(atPath: shell.path("killed"))
            }
        }
        #expect(try shell.run("db", "-c", #"backup "killed""#).ending == .exit(0))
        let left = try FileManager.default.contentsOfDirectory(atPath: shell.folder.path)
        #expect(!left.contains { $0.hasSuffix(".new") }, "what killed ones left is gone")
    }

    @Test func noCopyIsMadeOverAnythingOrWithinTheDatabase() throws {
        try shell.run("db", "-c", "add song:one")
        try shell.run("other", "-c", "add song:two")
        for (path, cause) in [
            ("other", "there is something at other already"), ("db", "there is something at db already"),
            ("db/copy", "the copy would lie within the database itself"),
        ] {
            let result = try shell.run("db", "-c", "backup \"\(path)\"")
            #expect(result.ending == .exit(1) && result.errors.contains(cause), "\(result)")
        }
        #expect(try shell.run("other", "-c", "describe song:two").ending == .exit(0))
        #expect(!FileManager.default.fileExists(atPath: shell.path("db/copy")))
    }

    @Test func aKilledUpgradeLeavesTheOldFormatWhole() throws {
        for format in EarlierFormat.all {
            try format.unpack(to: shell.path("whole"))
            let expected = try shell.run("whole", "-c", "check", "-c", "stats", "-c", "export \"e.tsv\"")
            #expect(expected.ending == .exit(0), "\(expected)")
            let graph = try contents(of: shell.path("e.tsv"))
            for kill in 0..<10 {
                try format.unpack(to: shell.path("killed"))
                let run = try shell.start(["killed", "-c", "stats"])
                usleep(UInt32(kill * 2_500))
                run.child.kill()
                let found = try shell.run("killed", "-c", "check", "-c", "stats", "-c", "export \"e.tsv\"")
                #expect(found.output == expected.output)
                #expect(try contents(of: shell.path("e.tsv")) == graph)
                try FileManager.default.removeItem(atPath: shell.path("killed"))
            }
            try FileManager.default.removeItem(atPath: shell.path("whole"))
        }
    }

    @Test func aDamagedDatabaseFailsItsCheck() throws {
        _ = try shell.folder.write(PlaysFile(rows: 3_000, users: 100, songs: 200, seed: 5).rows, to: "plays.tsv")
        try shell.run("db", "-c", #"import "plays.tsv" as plays"#, "-c", #"add song:one label "Unmistakable""#)
        #expect(try shell.run("db", "-c", "check").ending == .exit(0))
        #expect(
            try damage(shell.path("db/data.mdb"), Array("Unmistakable".utf8), to: Array("unmistakable".utf8)) > 0)
        let result = try shell.run("db", "--errors", "json", "-o", "csv", "-c", "check")
        #expect(result.ending == .exit(1))
        // Folded it is the label that it was: the sum alone tells.
        #expect(result.output.split(separator: "\r\n").count == 2)
        #expect(result.errors.hasPrefix(#"{"code":"corrupt","#))
    }

    @Test func aNewerFormatIsRefused() throws {
        try shell.run("db", "-c", "add song:one")
        let mark = Array("segue\0\0\0".utf8)
        #expect(try damage(shell.path("db/data.mdb"), mark + [3, 0, 0, 0], to: mark + [4, 0, 0, 0]) > 0)
        let result = try shell.run("db", "-c", "stats")
        #expect(
            result.ending == .exit(3) && result.errors.contains("the database has format 4; this segue reads format 3"))
        #expect(result.errors.contains("use a newer segue"))
    }
}
