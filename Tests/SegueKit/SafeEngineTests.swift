import Foundation
import SegueKit
import TestSupport
import Testing

/// A database that a program opens for statements from elsewhere.
@Suite struct SafeEngineTests {
    @Test func aSafeDatabaseOpensNoOtherFile() throws {
        let folder = try TemporaryFolder()
        let plays = try folder.write("u\ts\t3\n", to: "plays.tsv")
        let script = try folder.write("add song:evil", to: "evil.segue")
        let own = try SegueDatabase(at: folder.path + "/db")
        try own.importFile(plays, as: "plays")
        let safe = try SegueDatabase(at: folder.path + "/db", isSafe: true)
        for statement in [
            "import \"\(plays)\" as plays", "source \"\(script)\"", "export \"\(folder.path)/out.csv\"",
            "backup \"\(folder.path)/copy\"", "stats into \"\(folder.path)/out.csv\"",
        ] {
            #expect(error { try safe.query(statement) }?.code == .io, "\(statement)")
            #expect(error { try safe.run(statement) }?.code == .io, "\(statement)")
        }
        #expect(error { try safe.importFile(plays, as: "plays") }?.code == .io)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(names) == ["plays.tsv", "evil.segue", "db"])
        try safe.query("add song:new")
        #expect(try own.query("match (s:song) return s").count == 2)
    }
}
