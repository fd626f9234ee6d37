import Foundation
import SparkProtocol

/// Rows that a statement of SQL may name.
public struct NamedRows: Sendable {
    public let name: String
    let relation: Spark_Connect_Relation

    /// Rows of ours, sent along: one stream of Arrow's IPC format.
    public init(_ name: String, arrow: [UInt8]) {
        self.name = name
        relation = .with { $0.localRelation.data = Data(arrow) }
    }

    /// Rows of a model, which stay with Spark.
    public init(_ name: String, _ rows: ModelRows) {
        self.name = name
        relation = .with { $0.mlRelation.fetch = rows.fetch }
    }
}

extension Spark_Connect_Relation {
    /// A statement, with the rows that it names. Each relation has a number of its own, as Spark wants.
    static func sql(_ text: String, naming rows: [NamedRows]) -> Self {
        let statement = Self.with {
            $0.common.planID = 0
            $0.sql.query = text
        }
        guard !rows.isEmpty else { return statement }
        let references = rows.enumerated().map { number, rows in
            Self.with {
                $0.common.planID = Int64(2 * number + 2)
                $0.subqueryAlias.alias = rows.name
                $0.subqueryAlias.input = rows.relation
                $0.subqueryAlias.input.common.planID = Int64(2 * number + 1)
            }
        }
        return .with {
            $0.common.planID = Int64(2 * rows.count + 1)
            $0.withRelations.root = statement
            $0.withRelations.references = references
        }
    }
}
