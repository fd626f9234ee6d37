import Foundation
import Spill
import TestSupport
import Testing

@Suite struct IntegerTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// In an array, and in a mapped file.
    @Test(arguments: [Int.max, 64])
    func holdsWhatWasWritten(memory: Int) throws {
        let space = SpillSpace(memory: memory, folder: folder.path)
        let writer = try IntegerTable.Writer(most: 5_000, in: space)
        let numbers: [Int32] = (0..<4_000).map { 3 * $0 - 7 }
        for number in numbers { #expect(writer.append(number)) }
        #expect(writer.count == 4_000)
        let table = writer.finish()
        #expect(table.count == 4_000)
        #expect((0..<4_000).allSatisfy { table[$0] == numbers[$0] })
        #expect(table[17..<2_000] == numbers[17..<2_000])
        #expect(table[9..<9].isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: [Int.max, 64])
    func takesNoMoreThanItHasRoomFor(memory: Int) throws {
        let writer = try IntegerTable.Writer(most: 20, in: SpillSpace(memory: memory, folder: folder.path))
        for number in 0..<20 { #expect(writer.append(Int32(number))) }
        #expect(!writer.append(20) && writer.count == 20)
    }

    @Test(arguments: [Int.max, 64])
    func findsPlacesInAscendingRanges(memory: Int) throws {
        let writer = try IntegerTable.Writer(most: 100, in: SpillSpace(memory: memory, folder: folder.path))
        for number in 0..<100 { #expect(writer.append(Int32(2 * number))) }
        let table = writer.finish()
        for value in -1..<202 {
            let expected = (10..<60).first { 2 * $0 >= value } ?? 60
            #expect(table.firstPlace(notBelow: Int32(value), in: 10..<60) == expected)
        }
    }

    @Test(.enabled(if: SmallDisk.canBeMade)) func aDiskWithoutRoomIsAnErrorBeforeAnythingIsWritten() throws {
        let disk = try #require(SmallDisk(megabytes: 1))
        #expect(throws: SpillError.diskFull) {
            try IntegerTable.Writer(most: 1 << 20, in: SpillSpace(memory: 0, folder: disk.path))
        }
    }
}
