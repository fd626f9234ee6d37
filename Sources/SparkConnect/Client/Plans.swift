import Foundation
import SparkProtocol
import Synchronization

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
    /// A statement, with the rows that it names. Each relation has a number that no other has: of relations that are alike
    /// to the number, Spark keeps the plan of the first, and answers from what the tables were then.
    static func sql(_ text: String, naming rows: [NamedRows]) -> Self {
        let statement = Self.with {
            $0.common.planID = PlanNumbers.next()
            $0.sql.query = text
        }
        guard !rows.isEmpty else { return statement }
        let references = rows.map { rows in
            Self.with {
                $0.common.planID = PlanNumbers.next()
                $0.subqueryAlias.alias = rows.name
                $0.subqueryAlias.input = rows.relation
                $0.subqueryAlias.input.common.planID = PlanNumbers.next()
            }
        }
        return .with {
            $0.common.planID = PlanNumbers.next()
            $0.withRelations.root = statement
            $0.withRelations.references = references
        }
    }
}

/// The numbers of relations, each given once.
private enum PlanNumbers {
    private static let last = Atomic<Int64>(0)

    static func next() -> Int64 { last.add(1, ordering: .relaxed).newValue }
}
