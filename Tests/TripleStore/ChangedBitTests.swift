import Graph
import LMDB
import Testing
import TripleStore

/// A bit of any key or value that changes by itself is found, wherever it is.
@Suite struct ChangedBitTests {
    let scratch = Scratch()

    private func fill() throws {
        try scratch.open().write { writer in
            let (user, song) = (try writer.type(named: "user"), try writer.type(named: "song"))
            let nodes = try writer.add(
                (0..<3).map { NewNode(type: user, key: "u\($0)") }
                    + (0..<4).map {
                        NewNode(type: song, key: "s\($0)", label: "Song", properties: [Property("y", .integer(5))])
                    })
            let played = try writer.relation(named: "played")
            try writer.load(nodes[..<3].map { Triple($0, played, nodes[4]) }, weights: [1, 2, .nan])
            try writer.set([Property("at", .string("home"))], of: Triple(nodes[0], played, nodes[4]))
            try writer.setAlias("me", to: nodes[1])
            try writer.putSplit(
                name: "s", rows: [SplitRow(user: nodes[0], train: [nodes[4]], test: nodes[5], negatives: [nodes[6]])])
        }
    }

    /// Whether the database, as it is now, can be opened and read, and a check finds nothing.
    private func isSound() -> Bool {
        guard let reader = try? TripleStore(folder: scratch.path).reader() else { return false }
        return (try? reader.findings()) == []
    }

    @Test(arguments: StorePart.allCases)
    func everyChangedBitIsFound(part: StorePart) throws {
        try fill()
        #expect(isSound())
        let environment = try RawStore.environment(scratch.path)
        let database = try environment.databases([RawStore.name(of: part)])![0]
        let pairs = try RawStore.pairs(environment.read().snapshot, database)
        #expect(!pairs.isEmpty)
        var flips = 0
        for pair in pairs {
            for place in 0..<(pair.key.count + pair.value.count) {
                var changed = pair
                let bit = UInt8(1) << UInt8((place + flips) % 8)
                if place < pair.key.count {
                    changed.key[place] ^= bit
                } else {
                    changed.value[place - pair.key.count] ^= bit
                }
                // One that takes another's place would not be undone below.
                guard !pairs.contains(where: { $0.key == changed.key && $0.value == changed.value }),
                    changed.key == pair.key || !pairs.contains(where: { $0.key == changed.key })
                else { continue }
                try put(changed, for: pair, environment, database)
                #expect(!isSound(), "\(part): \(pair) as \(changed)")
                try put(pair, for: changed, environment, database)
                flips += 1
            }
        }
        #expect(flips > 0 && isSound())
    }

    private func put(
        _ new: RawStore.Pair, for old: RawStore.Pair, _ environment: Environment, _ database: Database
    ) throws {
        let transaction = try environment.write()
        let wasThere = try transaction.remove(old.value, at: old.key, in: database)
        #expect(wasThere)
        try transaction.put(new.value, at: new.key, in: database)
        try transaction.commit()
    }
}
