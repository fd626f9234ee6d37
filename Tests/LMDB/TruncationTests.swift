import Foundation
import LMDB
import Testing

@Suite struct TruncationTests {
    private func fill(_ scratch: Scratch) throws {
        let environment = try scratch.open()
        let database = try environment.database(plain)
        let transaction = try environment.write()
        for key in 0..<UInt8.max {
            try transaction.put([UInt8](repeating: key, count: 3000), at: [key], in: database)
        }
        try transaction.commit()
    }

    @Test(arguments: [5000, 10_000, 100_000, 300_000])
    func fileCutShortIsCorrupted(size: UInt64) throws {
        let scratch = try Scratch()
        try fill(scratch)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/data.mdb"))
        try file.truncate(atOffset: size)
        try file.close()
        #expect(throws: LMDBError.self) { try scratch.open() }
    }

    /// Pages allotted and freed in one transaction may never be written: the file is then whole and short.
    @Test func unwrittenFreePagesAreNoDamage() throws {
        let scratch = try Scratch()
        do {
            let environment = try scratch.open()
            let database = try environment.database(plain)
            try write(environment, puts: 0..<100, removes: 0..<0, database)
            try write(environment, puts: 0..<0, removes: 0..<90, database)
            try write(environment, puts: 0..<1, removes: 0..<0, database)
            try write(environment, puts: 1..<255, removes: 1..<255, database)
            let size = try environment.size
            let file = try FileManager.default.attributesOfItem(atPath: scratch.path + "/data.mdb")
            #expect(file[.size] as! Int / size.pageSize < size.pages)
        }
        let environment = try scratch.open()
        let database = try environment.database(plain)
        #expect(try environment.read().snapshot.count(of: database) == 1)
    }

    private func write(_ environment: Environment, puts: Range<UInt8>, removes: Range<UInt8>, _ database: Database)
        throws
    {
        let transaction = try environment.write()
        for key in puts { try transaction.put([UInt8](repeating: key, count: 3000), at: [key], in: database) }
        for key in removes.reversed() { try transaction.remove([key], in: database) }
        try transaction.commit()
    }
}
