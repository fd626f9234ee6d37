import Foundation
import LMDB
import Testing

@Suite struct EnvironmentTests {
    @Test func missingFolderIsAnError() throws {
        #expect(throws: LMDBError.missing) { try Environment(folder: "/nowhere/at/all") }
    }

    @Test func readOnlyMakesNoFile() throws {
        let scratch = try Scratch()
        #expect(throws: LMDBError.missing) { try scratch.open(readOnly: true) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    @Test func readOnlyRefusesWriters() throws {
        let scratch = try Scratch()
        _ = try scratch.open().database(plain)
        let environment = try scratch.open(readOnly: true)
        #expect(throws: LMDBError.readOnly) { try environment.write().abort() }
        #expect(throws: LMDBError.locked) { try scratch.open() }
    }

    @Test func secondOpeningSharesTheFirst() throws {
        let scratch = try Scratch()
        let first = try scratch.open()
        let database = try first.database(plain)
        do {
            let second = try scratch.open()
            let transaction = try second.write()
            try transaction.put(UInt32(7), at: [1], in: try second.database(plain))
            try transaction.commit()
        }
        #expect(try first.read().snapshot.integer(of: [1], in: database, as: UInt32.self) == 7)
    }

    @Test func unknownDatabaseIsNil() throws {
        let scratch = try Scratch()
        let environment = try scratch.open()
        #expect(try environment.databases([plain]) == nil)
        #expect(try environment.databases([plain, sets], creates: true)?.count == 2)
        #expect(try environment.databases([sets, plain])?.count == 2)
    }

    @Test func fullMapIsAnError() throws {
        let scratch = try Scratch()
        let environment = try scratch.open(mapSize: 64 << 10)
        let database = try environment.database(plain)
        let transaction = try environment.write()
        #expect(throws: LMDBError.mapFull) {
            for key in 0..<UInt8.max {
                try transaction.put([UInt8](repeating: key, count: 1000), at: [key], in: database)
            }
        }
        transaction.abort()
        #expect(try environment.read().snapshot.count(of: database) == 0)
    }

    @Test func hugeMapIsHalved() throws {
        let scratch = try Scratch()
        let environment = try scratch.open(mapSize: 1 << 60)
        #expect(try environment.size.mapSize < 1 << 60)
        #expect(try environment.size.mapSize > 1 << 30)
    }

    @Test func randomFileIsInvalid() throws {
        let scratch = try Scratch()
        let noise = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        try noise.write(to: URL(fileURLWithPath: scratch.path + "/data.mdb"))
        #expect(throws: LMDBError.invalid) { try scratch.open() }
    }
}
