/// Rows of a table, a column each: what Arrow calls a record batch.
package struct RecordBatch: Sendable, Equatable {
    /// The number of rows; a batch without columns may have some too.
    package let rowCount: Int
    /// The columns, in their order.
    package let columns: [Column]

    /// A batch of these columns, which have as many rows each.
    package init(_ columns: [Column]) { self.init(rowCount: columns.first?.count ?? 0, columns: columns) }

    /// A batch of so many rows, of which each column has as many.
    package init(rowCount: Int, columns: [Column]) {
        precondition(rowCount >= 0 && columns.allSatisfy { $0.count == rowCount }, "columns of as many rows")
        self.rowCount = rowCount
        self.columns = columns
    }

    /// The first column of this name.
    package subscript(name: String) -> Column? { columns.first { $0.name == name } }

    /// The first column of this name, or an error that says there is none.
    package func column(_ name: String) throws(ArrowError) -> Column {
        guard let found = self[name] else { throw .missingColumn(name) }
        return found
    }
}
