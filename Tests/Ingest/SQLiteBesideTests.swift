import CSQLite
import Foundation
import Ingest
import TestSupport
import Testing

/// SQLite's own files beside the one that is imported.
@Suite struct SQLiteBesideTests {
    private static let table = [
        "CREATE TABLE similarity (target TEXT, similar TEXT)", "INSERT INTO similarity VALUES ('AR1', 'AR2')",
    ]

    private func names(_ bench: Bench) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path))
    }

    @Test(arguments: ["file.db", "odd ?#%41.db"]) func noneIsMadeOfAFileInWALMode(name: String) throws {
        let bench = try Bench()
        let path = try database(["PRAGMA journal_mode = WAL"] + Self.table, in: bench.folder, named: name)
        let before = try names(bench)
        try bench.run(.msd, path)
        #expect(try bench.store.reader().nodeLimit == 2)
        #expect(try names(bench) == before)
    }

    @Test(arguments: ["-wal", "-journal"]) func changesThatAreNotInTheFileAreNotPassedOver(ending: String) throws {
        let bench = try Bench()
        let path = try database(Self.table, in: bench.folder)
        _ = try bench.folder.write("changes", to: "file.db" + ending)
        #expect(throws: IngestError.unfinishedDatabase(path: path, beside: path + ending)) {
            try bench.run(.msd, path)
        }
        _ = try bench.folder.write([UInt8](repeating: 0, count: 512), to: "file.db" + ending)
        try bench.run(.msd, path)
        #expect(try bench.store.reader().nodeLimit == 2)
    }

    /// A view of the name that is looked for is no table.
    @Test func viewsAreNotAsked() throws {
        let bench = try Bench()
        let endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS target, i AS similar FROM n"
        let path = try database(["CREATE VIEW similarity AS \(endless)"], in: bench.folder)
        #expect { try bench.run(.msd, path) } throws: { error in
            if case IngestError.missingTable = error { true } else { false }
        }
    }
}
