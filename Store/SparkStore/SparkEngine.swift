import Arrow
import Graph

/// What answers SQL over the tables: a Spark server, through Connect.
///
/// Calls come from one thread and block it; a raised cancellation ends them.
package protocol SparkEngine: AnyObject, Sendable {
    /// Runs a statement to its end; `body` is handed each batch of its rows as they come.
    func run(_ statement: SparkStatement, _ body: (RecordBatch) throws(RemoteError) -> Void) throws(RemoteError)

    /// Fits Spark ML's ALS to the rows of a query; the model stays on the server until `forget(_:)`.
    func fitALS(_ parameters: [String: SparkParameter], on rows: SparkStatement) throws(RemoteError) -> SparkModel

    /// Keeps an ALS model in a folder that the server can write, in the place of what is there.
    func save(_ model: SparkModel, at path: String) throws(RemoteError)

    /// The ALS model that is kept in a folder.
    func loadALS(at path: String) throws(RemoteError) -> SparkModel

    /// Lets the server drop a model.
    func forget(_ model: SparkModel)
}

/// SQL, and the tables of the caller's own that it reads by name.
package struct SparkStatement: Sendable {
    /// The text, one statement.
    package var text: String
    /// Rows that the statement reads beside those of tables, by the name that the text has for them.
    package var rows: [(name: String, rows: SparkRows)]

    /// A statement that reads `rows` beside the tables of Spark.
    package init(_ text: String, with rows: [(name: String, rows: SparkRows)] = []) {
        self.text = text
        self.rows = rows
    }
}

/// Rows that no table has.
package enum SparkRows: Sendable {
    /// Rows of ours, which go along with the statement.
    case own(RecordBatch)
    /// What a member of a model on the server answers: `itemFactors`, or `recommendForAllUsers` of 10.
    case learned(SparkModel, member: String, [SparkParameter])
}

/// A setting of Spark ML.
package enum SparkParameter: Sendable, Equatable {
    case integer(Int)
    case long(Int64)
    case number(Double)
    case text(String)
    case truth(Bool)
}

/// A model that lies on the server, by the name that it has there.
package struct SparkModel: Sendable {
    /// The server's name for it.
    package let id: String

    /// The model of this name.
    package init(id: String) { self.id = id }
}

extension SparkEngine {
    /// Runs a statement of which no rows are wanted.
    package func run(_ text: String) throws(RemoteError) {
        try run(SparkStatement(text)) { _ throws(RemoteError) in }
    }

    /// All batches of a statement's rows.
    package func rows(_ statement: SparkStatement) throws(RemoteError) -> [RecordBatch] {
        var batches: [RecordBatch] = []
        try run(statement) { batch throws(RemoteError) in batches.append(batch) }
        return batches
    }
}
