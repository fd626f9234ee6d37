import Arrow
import Graph

/// Which graph a schema has, and what is asked of it first.
package struct SparkState: Sendable {
    /// What its tables' names end in.
    package var tag: String
    /// The tag of the graph that was there before, whose readers may not be done yet; nil where there was none.
    package var before: String?
    /// One past the largest node number ever given out.
    package var nodeLimit: Int
    package var vocabulary = Vocabulary()

    /// The largest number of nodes: their numbers have 32 bits.
    package static let mostNodes = 1 << 32
}

extension SparkState {
    /// The state of the schema, without the vocabulary; nil where it has no graph.
    package static func pointer(in schema: String, _ engine: any SparkEngine) throws(RemoteError) -> SparkState? {
        let text = "SELECT version, tag, before, node_limit FROM \(SparkTables.pointer(in: schema))"
        let batches: [RecordBatch]
        do { batches = try engine.rows(SparkStatement(text)) } catch {
            if case .failed("TABLE_OR_VIEW_NOT_FOUND"?, _) = error { return nil }
            if case .failed("SCHEMA_NOT_FOUND"?, _) = error { return nil }
            throw error
        }
        guard let batch = batches.first(where: { $0.rowCount > 0 }) else { return nil }
        let (versions, tags, before, limits) = try reading { () throws(ArrowError) in
            (
                try batch.int32s("version"), try batch.texts("tag"), try batch.optionalTexts("before"),
                try batch.int64s("node_limit")
            )
        }
        guard Int(versions[0]) == SparkTables.version else {
            throw .otherVersion(found: Int(versions[0]), supported: SparkTables.version)
        }
        guard limits[0] >= 0, limits[0] <= Int64(mostNodes) else { throw .tooMany("nodes", limit: mostNodes) }
        return SparkState(tag: tags[0], before: before[0], nodeLimit: Int(limits[0]))
    }

    /// What makes this the state of the schema, in one step.
    package func statement(in schema: String) -> String {
        """
        CREATE OR REPLACE VIEW \(SparkTables.pointer(in: schema)) AS SELECT \(SparkTables.version) AS version, \
        \(SQLText.literal(tag)) AS tag, \(before.map(SQLText.literal) ?? "CAST(NULL AS STRING)") AS before, \
        CAST(\(nodeLimit) AS BIGINT) AS node_limit
        """
    }
}
