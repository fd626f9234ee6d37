import Graph
import LMDB
import Testing
import TripleStore

/// A check finds what was broken behind the store's back.
@Suite struct CheckTests {
    let scratch = Scratch()

    private func fill() throws {
        try scratch.open().write { writer in
            let (nodes, relation) = (try writer.makeNodes(10), try writer.relation(named: "r"))
            try writer.load(nodes.map { Triple($0, relation, nodes[0]) })
            try writer.add(type: writer.type(named: "thing"), key: "n1", label: "One")
        }
    }

    private func breaking(
        _ name: DatabaseName, _ work: (borrowing WriteTransaction, Database) throws -> Void
    ) throws -> [StoreFinding] {
        try fill()
        do {
            var options = Environment.Options()
            options.maxDatabases = 16
            let environment = try Environment(folder: scratch.path, options: options)
            let database = try environment.databases([name])![0]
            let transaction = try environment.write()
            try work(transaction, database)
            try transaction.commit()
        }
        return try TripleStore(folder: scratch.path).reader().findings()
    }

    @Test func wholeDatabaseHasNoFindings() throws {
        try fill()
        #expect(try TripleStore(folder: scratch.path).reader().findings() == [])
    }

    @Test func oneWayEdgeIsFound() throws {
        let findings = try breaking(DatabaseName("adjacency", .integerSets)) { transaction, database in
            let wasThere = try transaction.remove(UInt32(3), at: UInt64(1 << 15), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.oneWayEdges(1)])
    }

    @Test func lostKeyIsFound() throws {
        let findings = try breaking(DatabaseName("keys")) { transaction, database in
            let wasThere = try transaction.remove([0, 0] + Array("n4".utf8), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.keys(1)])
    }

    @Test func lostLabelIsFound() throws {
        let labels = DatabaseName("labels", [.duplicates, .fixedSize, .integerDuplicates])
        let findings = try breaking(labels) { transaction, database in
            let wasThere = try transaction.remove(Array("one".utf8), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.labels(1)])
    }

    @Test func lostTailIsFound() throws {
        let findings = try breaking(DatabaseName("members", .integerSets)) { transaction, database in
            let wasThere = try transaction.remove(UInt32(0), at: UInt64(1 << 32 | 1 << 15), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.tails(RelationID(rawValue: 0))])
    }

    @Test func strayPropertiesAreFound() throws {
        // The edge from node 0 by relation 0 to node 9 is not there; its record has the truth of "x".
        let findings = try breaking(DatabaseName("edges")) { transaction, database in
            try transaction.put([1, 1] + Array("x".utf8) + [4], at: [0, 0, 0, 0, 0, 0, 0, 0, 0, 9], in: database)
        }
        #expect(findings == [.strayProperties(1), .propertyCounts])
    }

    @Test func lostMemberIsFound() throws {
        let findings = try breaking(DatabaseName("members", .integerSets)) { transaction, database in
            let wasThere = try transaction.remove(UInt32(3), at: UInt64(1 << 32), in: database)
            #expect(wasThere)
        }
        #expect(findings == [.heads(RelationID(rawValue: 0))])
    }
}
