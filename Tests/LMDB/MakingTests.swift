import Foundation
import LMDB
import TestSupport
import Testing

/// Files whose making was cut off.
@Suite struct MakingTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var file: String { scratch.path + "/data.mdb" }

    private func write(_ bytes: some Sequence<UInt8>) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }

    @Test(arguments: [512, 4_096, 6_144]) func aPartOfTheFirstPagesIsMadeAnew(count: Int) throws {
        do { _ = try scratch.open() }
        let whole = try contents(of: file)
        #expect(whole.count == 8_192)
        for part in [
            whole[..<count] + [], [UInt8](repeating: 0, count: 4_096) + whole[4_096...],
            whole[..<4_096] + [UInt8](repeating: 0, count: 4_096),
        ] {
            try write(part)
            let environment = try scratch.open()
            let database = try environment.database(plain)
            let transaction = try environment.write()
            try transaction.put([1] as [UInt8], at: [2] as [UInt8], in: database)
            try transaction.commit()
            try environment.checkPages()
        }
    }

    /// What has been committed to, or is no file of LMDB's, is left as it is.
    @Test func nothingElseIs() throws {
        do {
            let environment = try scratch.open()
            let database = try environment.database(plain)
            for key in UInt8(0)..<3 {
                let transaction = try environment.write()
                try transaction.put([1] as [UInt8], at: [key] as [UInt8], in: database)
                try transaction.commit()
            }
        }
        let whole = try contents(of: file)
        for bytes in [Array(whole[..<8_192]), Array(whole[..<5_000]), Array("a text".utf8)] {
            try write(bytes)
            #expect(throws: LMDBError.self) { try scratch.open() }
            #expect(try contents(of: file) == bytes)
        }
    }
}
