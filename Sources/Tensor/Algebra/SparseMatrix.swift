import CKernels

/// A matrix of few values that are not zero, row after row.
public struct SparseMatrix: Sendable {
    /// How many columns it has.
    public let columnCount: Int
    /// Where each row's values start, and one more for the end. `[rows + 1]`
    private let offsets: [Int32]
    /// The column of each value.
    private let columns: [Int32]
    /// The values.
    private let values: [Float]

    /// The matrix of these values, with the columns of each row.
    public init(offsets: [Int32], columns: [Int32], values: [Float], columnCount: Int) {
        precondition(offsets.first == 0 && Int(offsets[offsets.count - 1]) == columns.count, "offsets past the columns")
        precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "offsets that go back")
        precondition(
            columns.count == values.count && columns.allSatisfy { $0 >= 0 && $0 < columnCount }, "a bad column")
        (self.offsets, self.columns, self.values, self.columnCount) = (offsets, columns, values, columnCount)
    }

    /// How many rows it has.
    public var rowCount: Int { offsets.count - 1 }

    /// `out = base + self · x` in these rows; x `[columns, any]`, base and out `[rows, the same]`, out neither of them.
    public func multiply(_ x: Matrix, adding base: Matrix, into out: Matrix, rows: Range<Int>) {
        precondition(x.rows == columnCount && base.rows == rowCount && out.rows == rowCount, "rows that do not fit")
        precondition(x.columns == out.columns && base.columns == out.columns, "columns that do not fit")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount, "rows outside the matrix")
        offsets.withUnsafeBufferPointer { offsets in
            columns.withUnsafeBufferPointer { columns in
                values.withUnsafeBufferPointer { values in
                    segue_sparse_product(
                        offsets.baseAddress, columns.baseAddress, values.baseAddress, x.base, base.base, out.base,
                        out.columns, rows.lowerBound, rows.upperBound)
                }
            }
        }
    }
}
