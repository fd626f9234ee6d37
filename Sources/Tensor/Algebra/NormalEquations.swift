import COpenBLAS

/// Solves small ridge regressions one after the other, each over a few rows of one table; one a thread.
///
/// For rows `f_i`, i of `ids`, with targets of 1: `w = (base + Σ f_i f_iᵀ + ridge I)⁻¹ Σ f_i`.
public final class NormalEquations: Sendable {
    /// The matrix of the equations, then its Cholesky factor. `[width, width]`
    private let matrix: Matrix
    /// Some of the rows. `[chunk, width]`
    private let gathered: Matrix

    private static let chunk = 256

    /// The memory for regressions over tables of `width` columns.
    public init(width: Int) {
        matrix = Matrix(rows: width, columns: width)
        gathered = Matrix(rows: Self.chunk, columns: width)
    }

    /// Writes the solution for the rows of `table` [any, width] at `ids` into `solution` [1, width].
    ///
    /// `base` is [width, width], symmetric; `right` [1, width] is what the matrix's inverse is to be applied to in place
    /// of the sum of the rows. Zeros where the equations have no one solution, which a `ridge` above 0 rules out.
    public func solve(
        _ table: Matrix, at ids: ArraySlice<Int32>, base: Matrix, ridge: Float, for right: Block? = nil,
        into solution: Block
    ) {
        let width = matrix.columns
        precondition(table.columns == width && base.rows == width && base.columns == width, "another width")
        precondition(solution.rows == 1 && solution.columns == width, "a solution of another shape")
        _ = blasIsSingleThreaded
        matrix.set(base)
        for place in 0..<width { matrix.base[place * width + place] += ridge }
        solution.scale(by: 0)
        for start in stride(from: ids.startIndex, to: ids.endIndex, by: Self.chunk) {
            add(table, at: ids[start..<min(start + Self.chunk, ids.endIndex)], to: solution)
        }
        if let right { solution.set(right) }
        var (size, info) = (blasint(width), blasint(0))
        // Our upper triangle is LAPACK's lower one, which counts by columns.
        spotrf_("L", &size, matrix.base, &size, &info)
        guard info == 0 else { return solution.scale(by: 0) }
        for transposition in [CblasNoTrans, CblasTrans] {
            cblas_strsv(
                CblasColMajor, CblasLower, transposition, CblasNonUnit, size, matrix.base, size, solution.base, 1)
        }
    }

    /// Adds `f fᵀ` of these rows to the upper triangle, and the rows to the right side.
    private func add(_ table: Matrix, at ids: ArraySlice<Int32>, to right: Block) {
        let width = matrix.columns
        gathered.rows(0..<ids.count).gather(table, at: ids)
        cblas_ssyrk(
            CblasRowMajor, CblasUpper, CblasTrans, blasint(width), blasint(ids.count), 1, gathered.base,
            blasint(width), 1, matrix.base, blasint(width))
        for row in 0..<ids.count {
            cblas_saxpy(blasint(width), 1, gathered.base + row * width, 1, right.base, 1)
        }
    }
}
