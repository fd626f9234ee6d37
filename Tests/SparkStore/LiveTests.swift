#if Spark
    import Foundation
    import Graph
    import SparkStore
    import TestSupport
    import Testing
    import TripleStore

    /// A Spark server that the tests may use: `sc://HOST:PORT` in `SEGUE_SPARK`.
    enum SparkServer {
        static let address = ProcessInfo.processInfo.environment["SEGUE_SPARK"]
    }

    /// A graph brought to a real Spark server, and every question of it answered there as here.
    @Suite(.enabled(if: SparkServer.address != nil, "SEGUE_SPARK names no server"), .serialized)
    struct LiveTests {
        private let schema = "segue_test_" + String(UInt64.random(in: 0 ... .max), radix: 36)
        private let engine: any SparkEngine
        private let place: SparkPlace

        init() throws {
            (engine, place) = try SparkEngines.connect("\(SparkServer.address ?? "")/\(schema)", Cancellation())
        }

        private func deliver(_ graph: some NamedGraph) throws {
            _ = try SparkDelivery(engine, to: place, cancellation: Cancellation()) { _, _, _ in }.deliver(graph)
        }

        private func graph() -> SparkGraph {
            SparkGraph(
                engine, place,
                options: .init(isReadOnly: true, memory: 1 << 30, models: URL(fileURLWithPath: "/nowhere")),
                cancellation: Cancellation())
        }

        /// Runs `body`, and drops the schema after it.
        private func onSchema(_ body: () throws -> Void) throws {
            defer { try? engine.run("DROP SCHEMA IF EXISTS \(SparkTables.qualified(schema)) CASCADE") }
            try body()
        }

        @Test(arguments: 1...2) func everyQuestionHasTheSameAnswer(seed: UInt64) throws {
            let random = try RandomGraph(seed: seed)
            try random.store.write { writer in
                try writer.setAlias("mine", to: NodeID(rawValue: 5))
                let rows = [
                    SplitRow(
                        user: NodeID(rawValue: 3), train: [NodeID(rawValue: 4)], test: nil,
                        negatives: [NodeID(rawValue: 7), NodeID(rawValue: 6)])
                ]
                try writer.putSplit(name: "given", rows: rows)
            }
            let here = try random.store.reader()
            try onSchema {
                try deliver(here)
                let there = try graph().reader()
                try compare(there, here)
            }
        }

        private func compare(_ there: SparkReader, _ here: StoreReader) throws {
            #expect(there.vocabulary == here.vocabulary && there.nodeLimit == here.nodeLimit)
            var ids: [NodeID] = []
            for type in here.vocabulary.typeIDs {
                ids += try here.nodes(ofType: type)
                #expect(try there.nodes(ofType: type) == here.nodes(ofType: type))
            }
            ids.shuffle()
            #expect(try there.nodes(ids) == here.nodes(ids) && there.degrees(of: ids) == here.degrees(of: ids))
            for direction in [Direction.out, .in, .both] {
                for relations in [RelationSet.all, .of(here.vocabulary.relationIDs.prefix(2))] {
                    let frontier = Array(ids.prefix(40)) + ids.prefix(3)
                    let found = try there.neighbours(of: frontier, via: relations, direction: direction)
                    let expected = try here.neighbours(of: frontier, via: relations, direction: direction)
                    #expect(found.runs == expected.runs && found.nodes == expected.nodes)
                    let edges = expected.triples(from: frontier)
                    #expect(try there.weights(of: edges) == here.weights(of: edges))
                    #expect(try there.properties(of: edges) == here.properties(of: edges))
                }
            }
            for relation in here.vocabulary.relationIDs.prefix(3) {
                #expect(try there.heads(of: relation) == here.heads(of: relation))
                #expect(try there.tails(of: relation) == here.tails(of: relation))
            }
            for node in try here.nodes(Array(ids.prefix(4))) {
                #expect(try there.node(type: node.type, key: node.key) == node.id)
                guard let label = node.label else { continue }
                #expect(try there.nodes(labelled: label) == here.nodes(labelled: label))
                let start = String(label.prefix(1))
                for type in [nil, node.type] {
                    #expect(
                        try there.nodes(labelPrefix: start, type: type, limit: 5)
                            == here.nodes(labelPrefix: start, type: type, limit: 5))
                    #expect(
                        try there.labels(startingWith: start, type: type, limit: 3)
                            == here.labels(startingWith: start, type: type, limit: 3))
                }
            }
            let type = try #require(here.vocabulary.typeIDs.first)
            #expect(
                try there.keys(startingWith: "", type: type, limit: 4)
                    == here.keys(startingWith: "", type: type, limit: 4))
            #expect(try there.alias(named: "mine") == here.alias(named: "mine"))
            #expect(try there.aliases.map(\.name) == ["mine"] && there.splitNames == ["given"])
            #expect(try there.split(named: "given") == here.split(named: "given"))
            #expect(try there.split(named: "another") == nil)
            #expect(throws: GraphError.noSuchNode(NodeID(rawValue: 0))) { try there.nodes([NodeID(rawValue: 0)]) }
        }

        @Test func aNewGraphTakesTheOldOnesPlaceAndAReaderOfTheOldOneGoesOn() throws {
            try onSchema {
                try deliver(RandomGraph(seed: 3, nodes: 20, edges: 30).store.reader())
                let remote = graph()
                let old = try remote.reader()
                let newer = try RandomGraph(seed: 4, nodes: 30, edges: 40).store.reader()
                try deliver(newer)
                #expect(try remote.reader().vocabulary == newer.vocabulary)
                _ = try old.aliases
                try deliver(RandomGraph(seed: 5, nodes: 10, edges: 10).store.reader())
                #expect(throws: GraphError.remote(.replaced)) { try old.aliases }
            }
        }

        @Test func aTableThatIsMissingOrOfAnotherVersionIsSaid() throws {
            #expect(throws: RemoteError.noGraph(schema: schema)) { try graph().reader() }
            try onSchema {
                try deliver(RandomGraph(seed: 6, nodes: 20, edges: 30).store.reader())
                let reader = try graph().reader()
                let tables = reader.tables
                try engine.run("DROP TABLE \(tables[.aliases])")
                #expect {
                    try reader.aliases
                } throws: { error in
                    guard case GraphError.remote(.oddTable(schema, _)) = error else { return false }
                    return true
                }
                // A column of another type.
                try engine.run("CREATE TABLE \(tables[.aliases]) USING parquet AS SELECT 'x' AS name, 'y' AS node")
                #expect(throws: GraphError.remote(.oddColumn("node", found: "Utf8"))) { try reader.aliases }
                try engine.run(
                    """
                    CREATE OR REPLACE VIEW \(SparkTables.pointer(in: schema)) AS SELECT 9 AS version, 'x' AS tag, \
                    'y' AS before, CAST(1 AS BIGINT) AS node_limit
                    """)
                #expect(throws: RemoteError.otherVersion(found: 9, supported: 1)) { try graph().reader() }
            }
        }

        @Test func ctrlCEndsAStatement() throws {
            let cancellation = Cancellation()
            let (engine, _) = try SparkEngines.connect("\(SparkServer.address ?? "")/\(schema)", cancellation)
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 1)
                cancellation.raise()
            }
            #expect(throws: RemoteError.interrupted) {
                try engine.run("SELECT count(*) FROM range(1000000000000) WHERE sqrt(id) * sqrt(id) < 0")
            }
        }
    }
#endif
