import Graph
import LMDB
import Testing
import TripleStore

/// Numbers in a damaged file that were never given out are an error, not a crash further up.
@Suite struct StrayNumberTests {
    let scratch = Scratch()

    /// A reader of two nodes and an edge, with a pair put into a database behind the store's back.
    private func reader(
        with part: StorePart, _ work: (borrowing WriteTransaction, Database) throws -> Void
    ) throws -> StoreReader {
        try scratch.open().write { writer in
            let (nodes, relation) = (try writer.makeNodes(2), try writer.relation(named: "r"))
            try writer.add(Triple(nodes[0], relation, nodes[1]))
        }
        let environment = try RawStore.environment(scratch.path)
        let database = try environment.databases([RawStore.name(of: part)])![0]
        let transaction = try environment.write()
        try work(transaction, database)
        try transaction.commit()
        return try TripleStore(folder: scratch.path).reader()
    }

    @Test func aTypeThatIsNotThere() throws {
        let reader = try reader(with: .nodes) { try $0.put([9, 0, 0, 1, 0x6E] as [UInt8], at: UInt32(1), in: $1) }
        #expect(throws: GraphError.corrupt("a node of type 9")) { try reader.node(NodeID(1)) }
    }

    @Test func aNeighbourThatWasNeverThere() throws {
        let reader = try reader(with: .adjacency) { try $0.put(UInt32(70), at: UInt64(0), in: $1) }
        #expect(throws: GraphError.self) { try reader.neighbours(of: [NodeID(0)]) }
    }

    @Test func aRelationThatIsNotThere() throws {
        let reader = try reader(with: .adjacency) { try $0.put(UInt32(1), at: UInt64(5), in: $1) }
        #expect(throws: GraphError.self) { try reader.neighbours(of: [NodeID(0)]) }
        #expect(try reader.neighbours(of: [NodeID(1)]).nodes == [NodeID(0)])
    }

    @Test func membersKeysLabelsAndAliasesThatWereNeverThere() throws {
        let key = try reader(with: .keys) { try $0.put(UInt32(70), at: [0, 0] + Array("x".utf8), in: $1) }
        #expect(throws: GraphError.self) { try key.node(type: TypeID(rawValue: 0), key: "x") }
        let label = try reader(with: .labels) { try $0.put(UInt64(70) << 32, at: Array("x".utf8), in: $1) }
        #expect(throws: GraphError.self) { try label.nodes(labelled: "X") }
        #expect(throws: GraphError.self) { try label.nodes(labelPrefix: "x", limit: 3) }
        let alias = try reader(with: .aliases) { try $0.put(UInt32(70), at: Array("x".utf8), in: $1) }
        #expect(throws: GraphError.self) { try alias.alias(named: "x") }
        let member = try reader(with: .members) { try $0.put(UInt32(70), at: UInt64(0), in: $1) }
        #expect(throws: GraphError.self) { try member.nodes(ofType: TypeID(rawValue: 0)) }
        #expect(throws: StoreError.self) {
            try TripleStore(folder: scratch.path).write { writer in
                let triple = Triple(NodeID(1), RelationID(rawValue: 0), NodeID(0))
                try writer.load([triple, triple])
            }
        }
    }
}
