/// A window on a matrix, some neighbouring rows and columns of it: what kernels read and write.
///
/// `matrix.columns(8..<16)`, `matrix.rows(0..<128)` and `matrix.all` make one; none copies.
public struct Block: Sendable {
    /// The matrix that holds it.
    public let matrix: Matrix
    /// Its rows in the matrix.
    public let rowRange: Range<Int>
    /// Its columns in the matrix.
    public let columnRange: Range<Int>

    /// How many rows it has.
    public var rows: Int { rowRange.count }
    /// How many columns it has.
    public var columns: Int { columnRange.count }

    /// These of its columns, counted from its own first.
    public func columns(_ range: Range<Int>) -> Block {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(columns)")
        let start = columnRange.lowerBound
        return Block(
            matrix: matrix, rowRange: rowRange, columnRange: start + range.lowerBound..<start + range.upperBound)
    }

    /// These of its rows, counted from its own first.
    public func rows(_ range: Range<Int>) -> Block {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        let start = rowRange.lowerBound
        return Block(
            matrix: matrix, rowRange: start + range.lowerBound..<start + range.upperBound, columnRange: columnRange)
    }

    /// Its first float.
    var base: UnsafeMutablePointer<Float> {
        matrix.base + rowRange.lowerBound * matrix.columns + columnRange.lowerBound
    }
    /// From one of its rows to the next, in floats.
    var stride: Int { matrix.columns }
}

extension Matrix {
    /// All of it.
    public var all: Block { Block(matrix: self, rowRange: 0..<rows, columnRange: 0..<columns) }

    /// These columns of all rows.
    public func columns(_ range: Range<Int>) -> Block { all.columns(range) }

    /// All columns of these rows.
    public func rows(_ range: Range<Int>) -> Block { all.rows(range) }
}
