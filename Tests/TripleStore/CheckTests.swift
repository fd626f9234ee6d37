import Graph
import LMDB
import Testing
import TripleStore

/// A check finds what was broken behind the store's back, and names one of what is broken.
@Suite struct CheckTests {
    let scratch = Scratch()

    private func fill() throws {
        try scratch.open().write { writer in
            let (nodes, relation) = (try writer.makeNodes(10), try writer.relation(named: "r"))
            try writer.load(
                nodes.map { Triple($0, relation, nodes[0]) }, weights: nodes.map { $0 < NodeID(5) ? 2 : .nan })
            try writer.add(type: writer.type(named: "thing"), key: "n1", label: "One")
            try writer.putSplit(
                name: "s", rows: (0..<3).map { SplitRow(user: nodes[$0], train: nodes, test: nil, negatives: []) })
        }
    }

    private func breaking(
        _ part: StorePart, _ work: (borrowing WriteTransaction, Database) throws -> Void
    ) throws -> [StoreFinding] {
        try fill()
        do {
            let environment = try RawStore.environment(scratch.path)
            let database = try environment.databases([RawStore.name(of: part)])![0]
            let transaction = try environment.write()
            try work(transaction, database)
            try transaction.commit()
        }
        return try TripleStore(folder: scratch.path).reader().findings()
    }

    private let relation = RelationID(rawValue: 0)
    private func edge(_ head: Int, _ tail: Int) -> Triple { Triple(NodeID(head), relation, NodeID(tail)) }

    @Test func wholeDatabaseHasNoFindings() throws {
        try fill()
        #expect(try TripleStore(folder: scratch.path).reader().findings() == [])
    }

    @Test func aDatabaseWithoutContentHasNoFindings() throws {
        #expect(try scratch.open().reader().findings() == [])
    }

    @Test func oneWayEdgesAreFound() throws {
        let findings = try breaking(.adjacency) { transaction, database in
            for tail in [3, 4] as [UInt32] {
                let wasThere = try transaction.remove(tail, at: UInt64(1 << 15), in: database)
                #expect(wasThere)
            }
        }
        #expect(findings == [.edges(.oneWay, count: 2, example: edge(3, 0))])
    }

    @Test func danglingEdgeIsFound() throws {
        let findings = try breaking(.adjacency) { transaction, database in
            // From node 2 to node 77 and back.
            try transaction.put(UInt32(77), at: UInt64(2 << 16), in: database)
            try transaction.put(UInt32(2), at: UInt64(77 << 16 | 1 << 15), in: database)
        }
        #expect(
            findings == [
                .edges(.dangling, count: 1, example: edge(2, 77)), .tails(relation, example: NodeID(77)),
            ])
    }

    @Test func lostKeyIsFound() throws {
        let findings = try breaking(.keys) { transaction, database in
            let wasThere = try transaction.remove([0, 0] + Array("n4".utf8), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.nodes(.key, count: 1, example: NodeID(4))])
    }

    @Test func strayKeyIsFound() throws {
        let findings = try breaking(.keys) { transaction, database in
            try transaction.put(UInt32(4), at: [0, 0] + Array("n44".utf8), in: database)
            try transaction.put(UInt32(99), at: [0, 0] + Array("n99".utf8), in: database)
        }
        #expect(findings == [.nodes(.strayKey, count: 2, example: NodeID(4))])
    }

    @Test func lostLabelIsFound() throws {
        let findings = try breaking(.labels) { transaction, database in
            let wasThere = try transaction.remove(Array("one".utf8), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.nodes(.label, count: 1, example: NodeID(1))])
    }

    @Test func strayLabelIsFound() throws {
        let findings = try breaking(.labels) { transaction, database in
            try transaction.put(UInt64(3 << 32), at: Array("two".utf8), in: database)
        }
        #expect(findings == [.nodes(.strayLabel, count: 1, example: NodeID(3))])
    }

    @Test(arguments: [(0, true), (1, false)])
    func wrongHeadsAndTailsAreFound(node: Int, areTails: Bool) throws {
        let findings = try breaking(.members) { transaction, database in
            let list = UInt64(1 << 32 | (areTails ? 1 << 15 : 0))
            let wasThere = try transaction.remove(UInt32(node), at: list, in: database)
            #expect(wasThere)
        }
        let example = NodeID(node)
        #expect(findings == [areTails ? .tails(relation, example: example) : .heads(relation, example: example)])
    }

    @Test func lostNodeOfATypeIsFound() throws {
        let findings = try breaking(.members) { transaction, database in
            let wasThere = try transaction.remove(UInt32(6), at: UInt64(0), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.members(TypeID(rawValue: 0), example: NodeID(6))])
    }

    @Test func strayPropertiesAreFound() throws {
        // The edge from node 0 by relation 0 to node 9 is not there; its record has the truth of "x".
        let findings = try breaking(.edges) { transaction, database in
            try transaction.put([1, 1] + Array("x".utf8) + [4], at: [0, 0, 0, 0, 0, 0, 0, 0, 0, 9], in: database)
        }
        #expect(
            findings == [
                .edges(.strayProperties, count: 1, example: edge(0, 9)), .propertyCounts, .content(.edges),
            ])
    }

    @Test func changedWeightIsFound() throws {
        let findings = try breaking(.weights) { transaction, database in
            let weight = UInt64(Float(2).bitPattern)
            let wasThere = try transaction.remove(weight, at: UInt64(3 << 16), in: database)
            #expect(wasThere)
            try transaction.put(weight + 1, at: UInt64(3 << 16), in: database)
        }
        #expect(findings == [.content(.weights)])
    }

    @Test func strayAndDoubleWeightsAreFound() throws {
        let findings = try breaking(.weights) { transaction, database in
            try transaction.put(UInt64(Float(3).bitPattern), at: UInt64(3 << 16), in: database)
            try transaction.put(UInt64(8 << 32), at: UInt64(3 << 16), in: database)
        }
        #expect(
            findings == [
                .edges(.strayWeight, count: 1, example: edge(3, 8)), .edges(.badWeight, count: 1, example: edge(3, 0)),
                .content(.weights),
            ])
    }

    @Test func aRowThatIsLostIsFound() throws {
        let findings = try breaking(.splits) { transaction, database in
            let wasThere = try transaction.remove([0, 1] + Array("s".utf8) + [0, 0, 0, 1], in: database)
            #expect(wasThere)
        }
        #expect(findings == [.splitRows(1, example: "s", row: 2), .content(.splits)])
    }

    @Test func aliasOfNothingIsFound() throws {
        let findings = try breaking(.aliases) { transaction, database in
            try transaction.put(UInt32(40), at: Array("me".utf8), in: database)
        }
        #expect(findings == [.aliases(1, example: "me"), .content(.aliases)])
    }

    @Test func aRecordThatCannotBeReadIsFound() throws {
        let findings = try breaking(.nodes) { transaction, database in
            try transaction.put([0, 0, 2, 9], at: UInt32(5), in: database)
        }
        #expect(findings.first == .nodes(.record, count: 1, example: NodeID(5)))
        #expect(findings.contains(.content(.nodes)))
    }

    @Test func aCheckOfAWritersStateIsSound() throws {
        try fill()
        try TripleStore(folder: scratch.path).write { writer in
            try writer.remove(node: NodeID(3))
            try writer.add(type: writer.type(named: "new"), key: "k", label: "L")
            #expect(try writer.findings() == [])
        }
    }

    @Test func aRaisedFlagStopsIt() throws {
        try fill()
        let cancellation = Cancellation()
        let reader = try TripleStore(folder: scratch.path, cancellation: cancellation).reader()
        var shares: [Double] = []
        #expect(throws: GraphError.interrupted) {
            try reader.findings { share in
                shares.append(share)
                if shares.count == 4 { cancellation.raise() }
            }
        }
        #expect(shares.count == 4 && shares == shares.sorted() && shares[3] < 1)
    }
}
