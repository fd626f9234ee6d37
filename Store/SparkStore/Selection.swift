import Arrow
import Graph

/// A condition that a column has one of many numbers: what Spark can look up files and pages by.
package struct Selection {
    /// The condition on the column.
    package let condition: String
    /// The rows that go along, where the numbers are too many for a text.
    package let rows: [(name: String, rows: SparkRows)]

    /// The most numbers that the text itself names: Spark takes apart a longer list too slowly.
    package static let most = 1_000

    /// That `column` is one of `ids`, which are not empty; it may hold for some more, close by.
    package init(_ column: String, in ids: [NodeID]) {
        let (least, largest) = (ids.min()?.rawValue ?? 0, ids.max()?.rawValue ?? 0)
        if ids.count <= Self.most {
            condition = "\(column) IN (\(SQLText.list(ids.lazy.map(\.rawValue))))"
            rows = []
        } else if Int(largest - least) < 2 * ids.count {
            condition = "\(column) BETWEEN \(least) AND \(largest)"
            rows = []
        } else {
            // The bounds are what pages of a sorted file can be skipped by.
            condition = "\(column) BETWEEN \(least) AND \(largest) AND \(column) IN (SELECT id FROM asked)"
            let asked = RecordBatch([Column("id", .int64(ids.map { Int64($0.rawValue) }))])
            rows = [("asked", .own(asked))]
        }
    }
}
