import Foundation
import Spill
import TestSupport
import Testing

@Suite struct SorterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Words with many repeats; each record carries the number of its arrival.
    private func records(_ count: Int, below limit: UInt64, seed: UInt64) -> [Spool.Record] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map {
            Spool.Record(word: UInt64.random(in: 0..<limit, using: &random), load: Float($0), mark: UInt32($0))
        }
    }

    private func sorted(_ records: [Spool.Record], memory: Int) throws -> [Spool.Record] {
        let sorter = Sorter(bits: 40, memory: memory, folder: folder.path)
        for record in records { try sorter.append(record) }
        #expect(sorter.count == records.count)
        var (sorted, found) = (try sorter.sorted(), [Spool.Record]())
        while let record = sorted.head {
            found.append(record)
            try sorted.advance()
        }
        return found
    }

    /// In memory, in a few runs, and in runs of the least size.
    @Test(arguments: [0, 1, 2, 1_000, 16_384, 16_385, 100_000], [1 << 24, 1 << 20, 0])
    func sortsStably(count: Int, memory: Int) throws {
        let records = records(count, below: 5_000, seed: UInt64(count))
        let expected = records.sorted { $0.word == $1.word ? $0.mark < $1.mark : $0.word < $1.word }
        #expect(try sorted(records, memory: memory) == expected)
    }

    @Test func wordsOfAllBitsAreSorted() throws {
        let records = records(60_000, below: 1 << 40, seed: 3)
        let words = try sorted(records, memory: 0).map(\.word)
        #expect(words == records.map(\.word).sorted())
    }

    @Test func noFileIsLeft() throws {
        _ = try sorted(records(100_000, below: 9, seed: 1), memory: 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        let sorter = Sorter(bits: 8, memory: 0, folder: folder.path + "/missing")
        #expect(throws: SpillError.system(code: 2)) {
            for word in 0..<40_000 { try sorter.append(Spool.Record(word: UInt64(word & 0xFF))) }
        }
    }
}
