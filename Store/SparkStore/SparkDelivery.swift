import Arrow
import Graph

/// Brings a graph into a schema, whole: under a tag of its own first, then in the place of the one that was there.
///
/// What goes wrong before that leaves the old graph as it was.
package struct SparkDelivery {
    /// How far it is.
    package enum Step: Sendable, Equatable {
        case sending, arranging
    }

    let engine: any SparkEngine
    let schema: String
    let cancellation: Cancellation
    /// Hears now and then how many nodes and edges of how many are sent, then that they are put in order.
    let progress: (Step, _ done: Int, _ of: Int) -> Void

    /// A delivery into the schema of a place.
    package init(
        _ engine: any SparkEngine, to place: SparkPlace, cancellation: Cancellation,
        progress: @escaping (Step, _ done: Int, _ of: Int) -> Void
    ) {
        (self.engine, schema, self.cancellation) = (engine, place.schema, cancellation)
        self.progress = progress
    }

    /// Brings all of `graph`, and answers how many nodes and edges that were.
    package func deliver(_ graph: some NamedGraph, tag: String = Self.newTag()) throws(DeliveryError) -> (
        nodes: Int, edges: Int
    ) {
        let tables = SparkTables(schema: schema, tag: tag)
        do {
            try remote { () throws(RemoteError) in
                try engine.run("CREATE SCHEMA IF NOT EXISTS \(SparkTables.qualified(schema))")
            }
            let count = try send(graph, to: tables)
            try remote { () throws(RemoteError) in
                progress(.arranging, count.nodes + count.edges, count.nodes + count.edges)
                try arrange(tables, count)
                try put(tables, nodeLimit: graph.nodeLimit)
            }
            return count
        } catch {
            drop(tables, SparkTables.Table.allCases)
            throw error
        }
    }

    /// Makes the tables that have arrived the schema's graph, and drops those of the one before the last.
    private func put(_ tables: SparkTables, nodeLimit: Int) throws(RemoteError) {
        // A graph of another version is replaced like any other.
        let old = try? SparkState.pointer(in: schema, engine)
        try stopIfAsked()
        try engine.run(
            SparkState(tag: tables.tag, before: old?.tag, nodeLimit: nodeLimit).statement(in: schema))
        // From here on it is there: what follows is for people and for room.
        for view in tables.views { try? engine.run(view) }
        drop(tables, SparkTables.Table.allCases.filter(\.isPassing))
        if let before = old?.before {
            drop(SparkTables(schema: schema, tag: before), SparkTables.Table.allCases)
        }
    }

    private func drop(_ tables: SparkTables, _ which: [SparkTables.Table]) {
        for table in which { try? engine.run("DROP TABLE IF EXISTS \(tables[table])") }
    }

    func stopIfAsked() throws(RemoteError) {
        if cancellation.isRaised { throw .interrupted }
    }

    /// A tag that no other graph has: letters and digits.
    package static func newTag() -> String {
        String(UInt64.random(in: 1 << 60 ... .max), radix: 36)
    }
}

/// Why a graph was not brought: it could not be read here, or not be kept there.
package enum DeliveryError: Error, Equatable, Sendable {
    case graph(GraphError)
    case remote(RemoteError)
}

/// Does Spark's work; its errors as a delivery's.
func remote<Result>(_ work: () throws(RemoteError) -> Result) throws(DeliveryError) -> Result {
    do { return try work() } catch { throw .remote(error) }
}

/// Reads the graph that is brought; its errors as a delivery's.
func local<Result>(_ work: () throws(GraphError) -> Result) throws(DeliveryError) -> Result {
    do { return try work() } catch { throw .graph(error) }
}
