import LMDB
import Testing

@Suite struct TransactionTests {
    let scratch: Scratch
    let environment: Environment
    let database: Database

    init() throws {
        scratch = try Scratch()
        environment = try scratch.open()
        database = try environment.database(plain)
    }

    private func value() throws -> UInt32? {
        try environment.read().snapshot.integer(of: [1], in: database, as: UInt32.self)
    }

    @Test func commitKeepsWrites() throws {
        let transaction = try environment.write()
        try transaction.put(UInt32(7), at: [1], in: database)
        try transaction.commit()
        #expect(try value() == 7)
    }

    @Test func droppedWriterChangesNothing() throws {
        func write() throws {
            let transaction = try environment.write()
            try transaction.put(UInt32(7), at: [1], in: database)
        }
        try write()
        #expect(try value() == nil)
        // The lock is free again.
        try environment.write().abort()
    }

    @Test func readerSeesItsOwnState() throws {
        let before = try environment.read()
        let snapshot = before.snapshot
        let transaction = try environment.write()
        try transaction.put(UInt32(7), at: [1], in: database)
        #expect(try value() == nil)
        try transaction.commit()
        #expect(try snapshot.integer(of: [1], in: database, as: UInt32.self) == nil)
        #expect(try value() == 7)
    }

    @Test func snapshotOfEndedWriterRefuses() throws {
        let transaction = try environment.write()
        let snapshot = transaction.snapshot
        var cursor = try snapshot.cursor(in: database)
        transaction.abort()
        #expect(snapshot.isOver)
        #expect(throws: LMDBError.finished) { try snapshot.integer(of: [1], in: database, as: UInt32.self) }
        do {
            _ = try cursor.moveToFirst()
            Issue.record("the cursor outlived its transaction")
        } catch {
            #expect(error == .finished)
        }
    }

    @Test func secondWriterOfThreadIsRefused() throws {
        let first = try environment.write()
        #expect(throws: LMDBError.locked) { try environment.write().abort() }
        first.abort()
        try environment.write().abort()
    }

    @Test func flagsKeepWhatIsThere() throws {
        let transaction = try environment.write()
        #expect(try transaction.put(UInt32(1), at: [1], in: database, .noOverwrite))
        #expect(try !transaction.put(UInt32(2), at: [1], in: database, .noOverwrite))
        #expect(try !transaction.put(UInt32(2), at: [0], in: database, .append))
        #expect(try transaction.remove([1], in: database))
        #expect(try !transaction.remove([1], in: database))
        transaction.abort()
    }

    @Test func badSizesAreErrors() throws {
        let transaction = try environment.write()
        #expect(throws: LMDBError.badSize) { try transaction.put(UInt32(1), at: [UInt8](), in: database) }
        let long = [UInt8](repeating: 1, count: environment.keyLimit + 1)
        #expect(throws: LMDBError.badSize) { try transaction.put(UInt32(1), at: long, in: database) }
        transaction.abort()
    }
}
