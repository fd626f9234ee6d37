import Tensor
import Testing

/// Numbers without a pattern, of either sign and away from zero, where ReLU has its corner.
func numbers(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var random = RandomSource(seed: seed)
    let values = (0..<rows * columns).map { _ in
        Float((0.2 + 0.8 * random.uniform()) * (random.index(below: 2) == 0 ? 1 : -1))
    }
    return Matrix(rows: rows, columns: columns, values: values)
}

/// The inner product of two matrices' values in double precision: a loss whose gradient by `left` is `right`.
func inner(_ left: Matrix, _ right: Matrix) -> Double {
    zip(left.values, right.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

/// Expects `gradient` to be how `loss` changes with each value of `matrix`.
///
/// Central differences over 2⁻⁷ in float32: rounding and curvature leave about 1e-3, a wrong term far more. A network of
/// many corners of ReLU wants a smaller `step`.
func expectGradient(
    _ gradient: Matrix, of matrix: Matrix, tolerance: Double = 4e-3, step: Float = 0x1p-7,
    sourceLocation: SourceLocation = #_sourceLocation, _ loss: () -> Double
) {
    for row in 0..<matrix.rows {
        for column in 0..<matrix.columns {
            let old = matrix[row, column]
            matrix[row, column] = old + step
            let up = loss()
            matrix[row, column] = old - step
            let down = loss()
            matrix[row, column] = old
            let slope = (up - down) / Double(2 * step)
            #expect(
                abs(slope - Double(gradient[row, column])) < tolerance * max(1, abs(slope)),
                "[\(row), \(column)]", sourceLocation: sourceLocation)
        }
    }
}
