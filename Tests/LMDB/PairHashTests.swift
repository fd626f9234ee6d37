import Foundation
import LMDB
import TestSupport
import Testing

/// The hash that `FORMAT.md` defines, and what a check asks of cursors.
@Suite struct PairHashTests {
    /// The definition, word by word.
    private func reference(_ key: [UInt8], _ value: [UInt8]) -> UInt64 {
        func mix(_ bits: UInt64) -> UInt64 {
            var x = bits &+ 0x9E37_79B9_7F4A_7C15
            x = (x ^ x >> 33) &* 0xFF51_AFD7_ED55_8CCD
            x = (x ^ x >> 33) &* 0xC4CE_B9FE_1A85_EC53
            return x ^ x >> 33
        }
        var hash = mix(UInt64(key.count) << 32 | UInt64(value.count))
        for bytes in [key, value] {
            for start in stride(from: 0, to: bytes.count, by: 8) {
                let word = bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0 as UInt64) {
                    $0 << 8 | UInt64($1)
                }
                hash = mix(hash ^ word)
            }
        }
        return hash
    }

    private func bytes(_ number: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }

    @Test func itIsTheOneOfTheFormat() throws {
        var random = SeededGenerator(seed: 2)
        for count in 0..<40 {
            let key = (0..<(count % 11 + 1)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let value = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(try PairHash.of(key, value) == reference(key, value))
            let (one, two, three) = (random.next(), random.next(), random.next())
            #expect(PairHash.of(one, two) == reference(bytes(one), bytes(two)))
            #expect(
                PairHash.sum(one, [two, three])
                    == reference(bytes(one), bytes(two)) &+ reference(bytes(one), bytes(three)))
        }
    }

    @Test func everyBitCounts() throws {
        let (key, value): ([UInt8], [UInt8]) = ([1, 2, 3], Array(0..<21))
        let hash = try PairHash.of(key, value)
        for bit in 0..<(8 * value.count) {
            var changed = value
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try PairHash.of(key, changed) != hash)
        }
        // Bytes that move from the key to the value are others.
        #expect(try PairHash.of([1, 2], [3]) != PairHash.of([1], [2, 3]))
        #expect(try PairHash.of([1], [0]) != PairHash.of([1], [0, 0]))
    }

    @Test func everyKeyAndValueIsFoundWhereItIs() throws {
        let scratch = try Scratch()
        let environment = try scratch.open()
        let (texts, database) = (try environment.database(plain), try environment.database(sets))
        let transaction = try environment.write()
        for number in 0..<9_000 as Range<UInt32> {
            try transaction.put([UInt8](repeating: 7, count: Int(number % 90)), at: Array("\(number)".utf8), in: texts)
            try transaction.put(number, at: UInt64(number % 3), in: database)
        }
        try transaction.commit()
        let snapshot = try environment.read().snapshot
        for place in [texts, database] {
            var cursor = try snapshot.cursor(in: place)
            var more = try cursor.moveToFirst()
            while more {
                let isFound = try cursor.isFoundBySearch(in: place)
                #expect(isFound)
                more = try cursor.moveToNextKey()
            }
        }
        var cursor = try snapshot.cursor(in: database)
        #expect(try cursor.move(to: 2 as UInt64))
        var (values, pages): ([UInt32], [Int]) = ([], [])
        try cursor.appendDuplicates(to: &values, pages: &pages)
        #expect(values.count == 3_000 && values == values.sorted())
        #expect(pages.count > 1 && pages[0] == 0 && pages == pages.sorted() && pages.last! < 3_000)
        let hash = try snapshot.pairHash(of: Array("77".utf8), in: texts)
        #expect(try hash == PairHash.of(Array("77".utf8), [UInt8](repeating: 7, count: 77)))
        #expect(try snapshot.pairHash(of: Array("none".utf8), in: texts) == nil)
    }

    @Test func pagesThatWereLetGoAreReadAgain() throws {
        let scratch = try Scratch()
        let environment = try scratch.open()
        let database = try environment.database(sets)
        let transaction = try environment.write()
        for number in 0..<50_000 as Range<UInt32> { try transaction.put(number, at: UInt64(number % 7), in: database) }
        try transaction.commit()
        let before = try environment.read().snapshot
        let list = try before.values(3, database)
        before.releasePages()
        #expect(try before.values(3, database) == list)
        // Pages of a writer that have not been committed stay.
        let writing = try environment.write()
        try writing.put(UInt32(99_999), at: UInt64(3), in: database)
        writing.snapshot.releasePages()
        #expect(try writing.snapshot.values(3, database) == list + [99_999])
        try writing.commit()
        #expect(try environment.read().snapshot.values(3, database) == list + [99_999])
    }
}

/// A copy that can be stopped.
@Suite struct CopyTests {
    let scratch: Scratch
    let environment: Environment

    init() throws {
        scratch = try Scratch()
        environment = try scratch.open()
        let database = try environment.database(sets)
        let transaction = try environment.write()
        for number in 0..<400_000 as Range<UInt32> { try transaction.put(number, at: UInt64(number % 7), in: database) }
        try transaction.commit()
    }

    @Test func aCopyIsAnEnvironment() throws {
        let copy = try Scratch()
        try environment.copy(to: copy.path + "/data.mdb")
        let opened = try copy.open(readOnly: true)
        let database = try opened.databases([sets])![0]
        #expect(try opened.read().snapshot.values(3, database).count == 57_143)
        #expect(throws: LMDBError.io(EEXIST)) { try environment.copy(to: copy.path + "/data.mdb") }
    }

    @Test func itStopsBetweenPortions() throws {
        let copy = try Scratch()
        var portions = 0
        #expect(throws: LMDBError.interrupted) {
            try environment.copy(to: copy.path + "/data.mdb") {
                portions += 1
                return portions < 3
            }
        }
        #expect(portions == 3)
        let size = try FileManager.default.attributesOfItem(atPath: copy.path + "/data.mdb")[.size] as? Int ?? 0
        #expect(try size > 0 && size < environment.size.pages * environment.size.pageSize)
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "a file system of a test's own needs root"))
    func aFullDiskIsCalledSo() throws {
        let disk = try #require(SmallDisk(megabytes: 1))
        #expect(throws: LMDBError.diskFull) { try environment.copy(to: disk.path + "/data.mdb") }
        #expect(throws: LMDBError.missing) { try environment.copy(to: disk.path + "/no/data.mdb") }
    }
}
