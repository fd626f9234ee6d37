import LMDB
import TestSupport
import Testing

@Suite struct CursorTests {
    let scratch: Scratch
    let environment: Environment
    let database: Database

    init() throws {
        scratch = try Scratch()
        environment = try scratch.open()
        database = try environment.database(sets)
    }

    private func write(_ lists: [UInt64: [UInt32]]) throws {
        let transaction = try environment.write()
        for (key, values) in lists {
            for value in values { try transaction.put(value, at: key, in: database) }
        }
        try transaction.commit()
    }

    @Test func movesInOrder() throws {
        try write([1: [10], 3: [30, 31], 300: [5]])
        let snapshot = try environment.read().snapshot
        var cursor = try snapshot.cursor(in: database)
        var pairs: [[UInt64]] = []
        var more = try cursor.moveToFirst()
        while more {
            pairs.append([try cursor.key64(), UInt64(try cursor.integerValue(as: UInt32.self))])
            more = try cursor.moveToNext()
        }
        #expect(pairs == [[1, 10], [3, 30], [3, 31], [300, 5]])
        #expect(try cursor.moveToLast())
        #expect(try cursor.key64() == 300)
    }

    @Test func seeksRanges() throws {
        try write([1: [10], 3: [30, 35], 300: [5]])
        let snapshot = try environment.read().snapshot
        var cursor = try snapshot.cursor(in: database)
        #expect(try cursor.move(atLeast: UInt64(2)))
        #expect(try cursor.key64() == 3)
        #expect(try cursor.count() == 2)
        #expect(try !cursor.move(to: UInt64(2)))
        #expect(try !cursor.move(atLeast: UInt64(301)))
        #expect(try cursor.move(to: 3, valueAtLeast: UInt32(31)) == 35)
        #expect(try cursor.move(to: 3, valueAtLeast: UInt32(36)) == nil)
        #expect(try cursor.move(to: 1, valueAtLeast: UInt32(10)) == 10)
        #expect(try cursor.move(to: 1, valueAtLeast: UInt32(11)) == nil)
        #expect(try cursor.move(to: 2, valueAtLeast: UInt32(0)) == nil)
    }

    /// After a step onto a key with one value, LMDB 0.9.24 may hand out the values of the key before.
    @Test func singleValueAfterManyIsItsOwn() throws {
        try write([1: Array(0..<5000), 2: [77], 3: [1, 2], 4: [78]])
        let snapshot = try environment.read().snapshot
        var cursor = try snapshot.cursor(in: database)
        var lists: [[UInt32]] = []
        var more = try cursor.moveToFirst()
        while more {
            var list: [UInt32] = []
            try cursor.appendDuplicates(to: &list)
            lists.append(list)
            more = try cursor.moveToNextKey()
        }
        #expect(lists == [Array(0..<5000), [77], [1, 2], [78]])
    }

    /// Lists of every size around those where LMDB changes how it keeps them, in one call and value by value.
    @Test func listsOfEverySizeComeBack() throws {
        let sizes =
            Array(0...12) + [100, 250, 255, 400, 505, 506, 507, 1000, 1011, 1018, 1019, 1020, 2040, 5000, 100_000]
        let transaction = try environment.write()
        var cursor = try transaction.snapshot.cursor(in: database)
        for (key, size) in sizes.enumerated() {
            let values = (0..<UInt32(size)).map { $0 * 3 }
            try cursor.put(ascending: values[...], atNew: UInt64(key), .append)
        }
        try transaction.commit()
        let snapshot = try environment.read().snapshot
        for (key, size) in sizes.enumerated() {
            #expect(try snapshot.values(UInt64(key), database) == (0..<UInt32(size)).map { $0 * 3 }, "\(size) values")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomListsMatchAModel(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var model: [UInt64: Set<UInt32>] = [:]
        let transaction = try environment.write()
        for _ in 0..<20_000 {
            let key = UInt64.random(in: 0..<20, using: &random)
            let value = UInt32.random(in: 0..<(key < 10 ? 4 : 4000), using: &random)
            if Bool.random(using: &random) || Bool.random(using: &random) {
                let isNew = model[key, default: []].insert(value).inserted
                #expect(try transaction.put(value, at: key, in: database, .noDuplicate) == isNew)
            } else {
                let wasThere = model[key]?.remove(value) != nil
                #expect(try transaction.remove(value, at: key, in: database) == wasThere)
            }
        }
        try transaction.commit()
        let snapshot = try environment.read().snapshot
        for key in UInt64(0)..<20 {
            #expect(try snapshot.values(key, database) == (model[key] ?? []).sorted())
        }
    }

    /// A cursor that has moved reads its place anew after a write that moved pages.
    @Test func cursorSurvivesWrites() throws {
        let transaction = try environment.write()
        try transaction.put(UInt32(1), at: UInt64(5), in: database)
        var cursor = try transaction.snapshot.cursor(in: database)
        #expect(try cursor.move(to: UInt64(5)))
        for key in UInt64(6)..<2000 { try transaction.put(UInt32(9), at: key, in: database) }
        #expect(try cursor.key64() == 5)
        #expect(try cursor.integerValue(as: UInt32.self) == 1)
        transaction.abort()
    }

    @Test func eightByteValuesSortAsNumbers() throws {
        let transaction = try environment.write()
        let values = [UInt64.max, 1 << 40, 1 << 33, 255, 256, 1 << 32]
        for value in values { try transaction.put(value, at: UInt64(1), in: database) }
        var cursor = try transaction.snapshot.cursor(in: database)
        var sorted: [UInt64] = []
        #expect(try cursor.move(to: UInt64(1)))
        try cursor.appendDuplicates(to: &sorted)
        #expect(sorted == values.sorted())
        #expect(try cursor.move(to: 1, valueAtLeast: UInt64(1) << 33 - 5) == 1 << 33)
        transaction.abort()
    }
}
