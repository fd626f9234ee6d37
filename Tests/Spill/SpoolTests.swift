import Foundation
import Spill
import TestSupport
import Testing

@Suite struct SpoolTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func all(_ reader: Spool.Reader) throws -> [UInt64] {
        var (reader, words) = (reader, [UInt64]())
        while let record = try reader.next() { words.append(record.word) }
        return words
    }

    /// All in memory, some of it in the file, and all but the last few.
    @Test(arguments: [0, 1, 16_384, 16_385, 50_000], [0, 1 << 22])
    func givesBackWhatItTook(count: Int, memory: Int) throws {
        let spool = Spool(memory: memory, folder: folder.path)
        for number in 0..<count { try spool.append(Spool.Record(word: UInt64(number), load: 1.5, mark: 7)) }
        #expect(spool.count == count)
        #expect(try all(spool.reader()) == (0..<UInt64(count)).map { $0 })
        #expect(try all(spool.reader()).count == count, "once more")
        #expect(try all(spool.reader(from: count / 3, most: 5)) == (count / 3..<count).prefix(5).map(UInt64.init))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func allOfARecordIsKept() throws {
        let spool = Spool(memory: 0, folder: folder.path)
        let record = Spool.Record(word: .max - 1, load: -0.25, mark: .max)
        for _ in 0..<40_000 { try spool.append(record) }
        var reader = spool.reader()
        while let found = try reader.next() { #expect(found == record) }
    }
}
