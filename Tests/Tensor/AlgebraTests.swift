import Tensor
import Testing

@Test(arguments: [1, 5, 128, 129, 300], [1, 2, 3])
func theInverseTimesTheMatrixIsOne(size: Int, threads: Int) {
    var random = RandomSource(seed: 3)
    let factor = Matrix.normal(rows: size, columns: size, deviation: 1, from: &random)
    let matrix = Matrix(rows: size, columns: size)
    multiply(factor.all, factor.all, transposing: .second, into: matrix.all)
    for place in 0..<size { matrix[place, place] += Float(size) }
    let (inverse, product) = (matrix.copy(), Matrix(rows: size, columns: size))
    let isDefinite = inverse.invert(threads: threads)
    #expect(isDefinite)
    multiply(matrix.all, inverse.all, into: product.all)
    for row in 0..<size {
        for column in 0..<size {
            #expect(abs(product[row, column] - (row == column ? 1 : 0)) < 1e-4, "[\(row), \(column)]")
            #expect(inverse[row, column] == inverse[column, row])
        }
    }
    let alone = matrix.copy()
    #expect(alone.invert(threads: 1) && alone.values == inverse.values)
}

@Test func matricesWithoutAnInverseByCholeskyAreTold() {
    #expect(!Matrix(rows: 2, columns: 2, values: [1, 2, 2, 1]).invert(threads: 2))
    #expect(!Matrix(rows: 2, columns: 2, values: [1, 0, 0, 1]).invert(threads: 2) { true })
    let none = Matrix(rows: 0, columns: 0)
    #expect(none.invert(threads: 2))
}

@Test func normalEquationsByHand() {
    // A = base + Σ f fᵀ + I = [[3, 1], [1, 5]] for the rows (1, 0) and (0, 1); A w = (1, 1) gives w = (4, 2) / 14.
    let table = Matrix(rows: 3, columns: 2, values: [1, 0, 9, 9, 0, 1])
    let base = Matrix(rows: 2, columns: 2, values: [1, 1, 1, 3])
    let solution = Matrix(rows: 1, columns: 2)
    let equations = NormalEquations(width: 2)
    equations.solve(table, at: [0, 2], base: base, ridge: 1, into: solution.all)
    #expect(abs(solution[0, 0] - 4.0 / 14) < 1e-6 && abs(solution[0, 1] - 2.0 / 14) < 1e-6, "\(solution.values)")
    equations.solve(table, at: [], base: base, ridge: 1, into: solution.all)
    #expect(solution.values == [0, 0])
}

@Test func aProductOverNothingIsZeroOrWhatWasThere() {
    let (left, right) = (Matrix(rows: 2, columns: 0), Matrix(rows: 0, columns: 1))
    let out = Matrix(rows: 2, columns: 1, values: [3, .nan])
    multiply(left.rows(0..<1), right.all, into: out.rows(0..<1), keep: 1)
    multiply(left.rows(1..<2), right.all, into: out.rows(1..<2))
    #expect(out.values == [3, 0])
}
