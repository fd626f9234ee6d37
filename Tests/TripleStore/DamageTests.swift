import Graph
import LMDB
import Testing
import TripleStore

/// Counts and rows that cannot be: an error, and no number that an array could not have.
@Suite struct DamageTests {
    let scratch = Scratch()

    init() throws {
        try scratch.open().write { writer in
            let nodes = try writer.makeNodes(4)
            try writer.add(Triple(nodes[0], writer.relation(named: "r"), nodes[1]))
            try writer.putSplit(
                name: "s", rows: [SplitRow(user: nodes[0], train: [nodes[1]], test: nil, negatives: [nodes[2]])])
        }
    }

    /// Whether `reading` meets damage once a pair has been written behind the store's back.
    private func isDamage(
        _ value: some Storable, at key: [UInt8], of part: StorePart, reading: (StoreReader) throws -> Void = { _ in }
    ) throws -> Bool {
        do {
            let environment = try RawStore.environment(scratch.path)
            let database = try environment.databases([RawStore.name(of: part)])![0]
            let transaction = try environment.write()
            try transaction.put(value, at: key, in: database)
            try transaction.commit()
        }
        do {
            try reading(try TripleStore(folder: scratch.path).reader())
        } catch GraphError.corrupt, StoreError.corrupt {
            return true
        }
        return false
    }

    @Test(arguments: [UInt64(2), .max, 1 << 40]) func aCountOfNodesThatCannotBe(limit: UInt64) throws {
        #expect(try isDamage(limit, at: Array("nodes".utf8), of: .meta))
    }

    @Test func aCountOfNamesThatCannotBe() throws {
        #expect(try isDamage([UInt8](repeating: 0xFF, count: 8), at: [4, 0, 0], of: .names))
    }

    @Test func aRowOfASplitThatNamesNobody() throws {
        let row = [UInt8]([0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 9, 0, 0, 0, 0])
        #expect(try isDamage(row, at: [0, 1, 0x73, 0, 0, 0, 0], of: .splits) { _ = try $0.split(named: "s") })
    }
}
