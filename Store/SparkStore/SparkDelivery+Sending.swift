import Arrow
import Graph

extension SparkDelivery {
    /// How many nodes, or nodes' edges, are read at once, and how many edges go together: what is sent in one statement
    /// lies in the driver's memory several times over.
    private static let nodePortion = 1 << 15, edgePortion = 1 << 17

    /// Sends all nodes and edges, and what is beside them, to the tables of things on their way.
    func send(_ graph: some NamedGraph, to tables: SparkTables) throws(DeliveryError) -> (nodes: Int, edges: Int) {
        let vocabulary = graph.vocabulary
        let total =
            vocabulary.types.reduce(0) { $0 + $1.count } + vocabulary.relations.reduce(0) { $0 + $1.count }
        try remote { () throws(RemoteError) in
            for statement in tables.passing { try engine.run(statement) }
        }
        try sendNames(of: graph, to: tables)
        var ids: [NodeID] = []
        for type in vocabulary.typeIDs { ids += try local { () throws(GraphError) in try graph.nodes(ofType: type) } }
        ids.sort()
        var edges = EdgeParcel()
        var sent = (nodes: 0, edges: 0)
        progress(.sending, 0, total)
        for start in stride(from: 0, to: ids.count, by: Self.nodePortion) {
            let portion = Array(ids[start..<min(start + Self.nodePortion, ids.count)])
            let nodes = try local { () throws(GraphError) in try graph.nodes(portion) }
            try insert(Self.batch(nodes), into: tables[.newNodes])
            sent.nodes += nodes.count
            try local { () throws(GraphError) in try edges.append(graph, from: portion) }
            if edges.count >= Self.edgePortion { sent.edges += try send(&edges, to: tables) }
            progress(.sending, sent.nodes + sent.edges, total)
        }
        sent.edges += try send(&edges, to: tables)
        return sent
    }

    private func send(_ edges: inout EdgeParcel, to tables: SparkTables) throws(DeliveryError) -> Int {
        guard edges.count > 0 else { return 0 }
        defer { edges = EdgeParcel() }
        try insert(edges.batch, into: tables[.newEdges])
        return edges.count
    }

    private func insert(_ rows: RecordBatch, into table: String) throws(DeliveryError) {
        guard rows.rowCount > 0 else { return }
        let names = rows.columns.map(\.name).joined(separator: ", ")
        try remote { () throws(RemoteError) in
            try stopIfAsked()
            try engine.run(
                SparkStatement(
                    "INSERT INTO \(table) (\(names)) SELECT \(names) FROM parcel", with: [("parcel", .own(rows))])
            ) { _ throws(RemoteError) in }
        }
    }

    /// Sends the vocabulary, the aliases and the splits.
    private func sendNames(of graph: some NamedGraph, to tables: SparkTables) throws(DeliveryError) {
        try insert(VocabularyRows(graph.vocabulary).batch, into: tables[.vocabulary])
        let aliases = try local { () throws(GraphError) in try graph.aliases }
        try insert(
            RecordBatch([
                Column("name", .texts(aliases.map(\.name))),
                Column("node", .int64(aliases.map { Int64($0.node.rawValue) })),
            ]), into: tables[.aliases])
        for name in try local({ () throws(GraphError) in try graph.splitNames }) {
            let rows = try local { () throws(GraphError) in try graph.split(named: name) } ?? []
            for start in stride(from: 0, to: rows.count, by: Self.nodePortion) {
                let portion = rows[start..<min(start + Self.nodePortion, rows.count)]
                try insert(Self.batch(of: portion, named: name), into: tables[.splits])
            }
        }
    }

    private static func batch(_ nodes: [Node]) -> RecordBatch {
        RecordBatch(
            [
                .nodes("id", nodes.map(\.id)),
                Column("type", .int16(nodes.map { Int16(truncatingIfNeeded: $0.type.rawValue) })),
                Column("key", .texts(nodes.map(\.key))), .texts("label", nodes.map(\.label)),
                .texts(
                    "folded", nodes.map { $0.label.map(foldedLabel).flatMap { $0.isEmpty ? nil : $0 } }),
            ] + PropertyColumns.columns(nodes.map(\.properties)))
    }

    private static func batch(of rows: ArraySlice<SplitRow>, named name: String) -> RecordBatch {
        func numbers(_ nodes: [NodeID]) -> [Int64] { nodes.map { Int64($0.rawValue) } }
        return RecordBatch([
            Column("name", .texts(rows.map { _ in name })), Column("place", .int64(rows.indices.map { Int64($0) })),
            Column("user", .int64(rows.map { Int64($0.user.rawValue) })),
            .int64Lists("train", rows.map { numbers($0.train) }),
            .int64s("test", rows.map { $0.test.map { Int64($0.rawValue) } }),
            .int64Lists("negatives", rows.map { numbers($0.negatives) }),
        ])
    }
}

/// Edges that go together.
private struct EdgeParcel {
    private var triples: [Triple] = []
    private var weights: [Float?] = []
    private var properties: [[Property]] = []
    private var hasProperties = false

    var count: Int { triples.count }

    /// Appends the edges that lead from some nodes.
    mutating func append(_ graph: some NamedGraph, from heads: [NodeID]) throws(GraphError) {
        let adjacency = try graph.neighbours(of: heads, direction: .out)
        let edges = adjacency.triples(from: heads)
        triples += edges
        weights += try graph.weights(of: edges)
        let found = try graph.properties(of: edges)
        properties += found
        hasProperties = hasProperties || found.contains { !$0.isEmpty }
    }

    /// The edges as rows.
    var batch: RecordBatch {
        RecordBatch(
            [
                .nodes("head", triples.map(\.head)),
                Column("relation", .int16(triples.map { Int16(truncatingIfNeeded: $0.relation.rawValue) })),
                .nodes("tail", triples.map(\.tail)), .floats("weight", weights),
            ] + (hasProperties ? PropertyColumns.columns(properties) : []))
    }
}
