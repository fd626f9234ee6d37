import Foundation
import LMDB
import TestSupport
import Testing

/// What is looked at in the pages themselves, since LMDB believes what they say.
@Suite struct PageTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var file: String { scratch.path + "/data.mdb" }

    /// Databases with trees of one level and more, long lists, values with pages of their own, and free pages.
    private func fill(rounds: Int, seed: UInt64) throws {
        let environment = try scratch.open()
        let (values, lists) = (try environment.database(plain), try environment.database(sets))
        var random = SeededGenerator(seed: seed)
        for _ in 0..<rounds {
            let transaction = try environment.write()
            for _ in 0..<60 {
                let key = Array("key \(random.below(400))".utf8)
                if random.once(in: 3) {
                    try transaction.remove(key, in: values)
                } else {
                    let size = random.once(in: 12) ? 9_000 : random.below(300)
                    try transaction.put([UInt8](repeating: 7, count: size), at: key, in: values)
                }
                let list = UInt64(random.below(40))
                for _ in 0..<random.below(200) { try transaction.put(UInt32(random.below(9_000)), at: list, in: lists) }
                if random.once(in: 9) { try transaction.remove(list, in: lists) }
            }
            try transaction.commit()
            try environment.checkPages()
        }
    }

    @Test(arguments: [1, 2, 3]) func whatLMDBWritesIsSound(seed: UInt64) throws {
        try fill(rounds: 25, seed: seed)
        try scratch.open().checkPages()
    }

    @Test func aSoundFileIsSoundBeforeItsFirstDatabase() throws {
        try scratch.open().checkPages()
    }

    @Test func aCheckCanBeCalledOff() throws {
        try fill(rounds: 1, seed: 4)
        let environment = try scratch.open()
        #expect(throws: LMDBError.interrupted) {
            try environment.checkPages { () throws(LMDBError) in throw .interrupted }
        }
    }

    /// The header of every page in use, a bit at a time: its number, what it is, and where its nodes are.
    @Test func aHeaderThatIsWrongIsTold() throws {
        try fill(rounds: 6, seed: 5)
        let whole = try contents(of: file)
        let used = try pagesInUse(whole)
        #expect(used.count > 40)
        var random = SeededGenerator(seed: 6)
        for _ in 0..<250 {
            let page = used[random.below(used.count)]
            // Bytes 8 and 9 matter in packed pages alone; of the flags, those that say what a page is.
            let bit = [random.below(48), 80 + random.below(3), 96 + random.below(16)][random.below(3)]
            let place = page * 4096 + bit / 8
            try damage(whole, place: place, bit: bit % 8)
            #expect(throws: LMDBError.self, "page \(page), bit \(bit)") { try scratch.open().checkPages() }
        }
    }

    @Test(arguments: [(16, 0), (20, 1), (16 + 24, 4), (16 + 128, 1), (16 + 128, 0)])
    func pagesThatLeadToAllOthersAreHeldAgainstEachOther(offset: Int, bit: Int) throws {
        try fill(rounds: 3, seed: 7)
        let whole = try contents(of: file)
        for page in 0...1 {
            try damage(whole, place: page * 4096 + offset + bit / 8, bit: bit % 8)
            #expect(throws: LMDBError.self, "page \(page), \(offset)") { try scratch.open().checkPages() }
        }
    }

    @Test func aValueThatLeadsOutsideIsNotRead() throws {
        try fill(rounds: 1, seed: 8)
        let whole = try contents(of: file)
        let key = Array("a key of its own".utf8)
        do {
            let environment = try scratch.open()
            let database = try environment.database(plain)
            let transaction = try environment.write()
            try transaction.put([UInt8](repeating: 9, count: 100), at: key, in: database)
            try transaction.commit()
        }
        let now = try contents(of: file)
        #expect(now != whole)
        // The node's size stands eight bytes before its key: its third byte makes it 64 KiB larger.
        for place in now.indices where now[place...].starts(with: key) {
            try damage(now, place: place - 8 + 2, bit: 0)
            var options = Environment.Options()
            options.readOnly = true
            do {
                let environment = try Environment(folder: scratch.path, options: options)
                let database = try #require(try environment.databases([plain])?.first)
                let count = try environment.read().snapshot.value(of: key, in: database) { $0.count }
                // An older page, which is not in use any more.
                #expect(count == 100)
            } catch {
                guard case .corrupted? = error as? LMDBError else { throw error }
                return
            }
        }
        Issue.record("the damage was not met")
    }

    /// Pages but the first two that a tree has: those without which the check fails.
    private func pagesInUse(_ whole: [UInt8]) throws -> [Int] {
        try (2..<whole.count / 4096).filter { page in
            try damage(whole, place: page * 4096, bit: 0)
            defer { try? Data(whole).write(to: URL(fileURLWithPath: file)) }
            do { try scratch.open().checkPages() } catch { return true }
            return false
        }
    }

    private func damage(_ whole: [UInt8], place: Int, bit: Int) throws {
        var bytes = whole
        bytes[place] ^= 1 << bit
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }
}
