import Arrow
import Graph

/// The graph of one tag: what was brought there together.
///
/// Each question is one statement of SQL, for a whole frontier. Nodes once read are kept for as long as the reader
/// lives, and so are the edges of the last frontier, whose weights are asked for next.
public final class SparkReader: NamedGraph {
    public let vocabulary: Vocabulary
    public let nodeLimit: Int
    /// A seek is a statement sent to Spark.
    public internal(set) var cost = Cost()

    let engine: any SparkEngine
    package let tables: SparkTables
    let cancellation: Cancellation
    /// Nodes read so far.
    var known: [NodeID: KnownNode] = [:]
    /// What was last read of edges.
    var lastEdges = EdgeRows()
    /// What was read of the edges of few nodes at a time.
    var edges = EdgeCache(.all, .both)

    /// A node, and how many edges touch it.
    struct KnownNode {
        let node: Node
        let degree: Int
    }

    /// The most nodes that are kept.
    static let mostKnown = 1 << 18

    init(_ engine: any SparkEngine, _ tables: SparkTables, _ state: SparkState, cancellation: Cancellation) {
        (self.engine, self.tables, self.cancellation) = (engine, tables, cancellation)
        (vocabulary, nodeLimit) = (state.vocabulary, state.nodeLimit)
    }

    /// Hands the batches of a statement to `body`.
    func run(
        _ text: String, with rows: [(name: String, rows: SparkRows)] = [],
        _ body: (RecordBatch) throws(RemoteError) -> Void
    ) throws(GraphError) {
        try cancellation.check()
        cost.seeks += 1
        do {
            try engine.run(SparkStatement(text, with: rows)) { batch throws(RemoteError) in
                cost.visits += batch.rowCount
                try body(batch)
            }
        } catch { throw GraphError(told(error)) }
    }

    /// The error, and where a table is gone or not as it should be, why.
    private func told(_ error: RemoteError) -> RemoteError {
        guard case .failed(let kind?, let message) = error, Self.tableErrors.contains(where: kind.hasPrefix) else {
            return error
        }
        // Its tables go when another graph has come twice since.
        let now = try? SparkState.pointer(in: tables.schema, engine)
        return now?.tag == tables.tag ? .oddTable(schema: tables.schema, problem: message) : .replaced
    }

    /// How Spark's names for errors begin that are of a table.
    private static let tableErrors = [
        "TABLE_OR_VIEW_NOT_FOUND", "UNRESOLVED_COLUMN", "FAILED_READ_FILE", "DATATYPE_MISMATCH", "PATH_NOT_FOUND",
    ]

    /// The numbers in the one column that a statement answers.
    func numbers(_ text: String) throws(GraphError) -> [NodeID] {
        var ids: [NodeID] = []
        try run(text) { batch throws(RemoteError) in ids += try batch.nodeIDs("id", below: nodeLimit) }
        return ids
    }
}

extension GraphError {
    init(_ error: RemoteError) {
        self = error == .interrupted ? .interrupted : .remote(error)
    }
}

extension RecordBatch {
    /// A column of node numbers.
    func nodeIDs(_ name: String, below limit: Int) throws(RemoteError) -> [NodeID] {
        let numbers = try reading { () throws(ArrowError) in try int64s(name) }
        guard numbers.allSatisfy({ $0 >= 0 && $0 < Int64(limit) }) else {
            throw .contradiction("a node's number beyond \(limit)")
        }
        return numbers.map { NodeID(rawValue: UInt32(truncatingIfNeeded: $0)) }
    }
}

/// Reads Arrow; its errors as this module's.
func reading<Result>(_ work: () throws(ArrowError) -> Result) throws(RemoteError) -> Result {
    do { return try work() } catch {
        switch error {
        case .missingColumn(let name): throw .oddColumn(name, found: nil)
        case .wrongType(let name, _, let found): throw .oddColumn(name, found: found)
        case .unexpectedNull(let name, _): throw .oddColumn(name, found: "a null")
        default: throw .broken("\(error)")
        }
    }
}
