import COpenBLAS
import Synchronization

extension Matrix {
    /// How many rows and columns are eliminated at a time.
    private static let panel = 128

    /// Becomes the inverse of itself, which is symmetric and positive definite; false where it was not. `[n, n]`
    ///
    /// The elimination goes over panels of columns: with `D = A_kk⁻¹` by Cholesky's factor, `A_ij -= A_ik D A_kj`
    /// outside the panel, `A_ik D` in it, and `-D` on the diagonal leave `-A⁻¹` (the sweep operator; Goodnight 1979, "A
    /// tutorial on the SWEEP operator", The American Statistician 33(3)). Only the lower triangle is worked on, by
    /// blocks that do not depend on the number of threads, so that neither do the bytes. Where `isCancelled` becomes
    /// true it ends early, and the values mean nothing.
    public func invert(threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false }) -> Bool {
        precondition(rows == columns, "[\(rows), \(columns)] has no inverse")
        let sweep = Sweep(self, panel: Self.panel)
        Team.run(threads: threads) { member in
            for start in stride(from: 0, to: self.rows, by: Self.panel) {
                let pivot = start..<min(start + Self.panel, self.rows)
                sweep.copyPanel(pivot, member)
                member.barrier()
                if member.index == 0 { sweep.invertPivot(pivot, isCancelled: isCancelled) }
                member.barrier()
                if sweep.hasEnded { return }
                sweep.scalePanel(pivot, member)
                member.barrier()
                sweep.eliminate(pivot, member)
                member.barrier()
                sweep.putPanel(pivot, member)
                member.barrier()
            }
            sweep.mirror(member)
        }
        return !sweep.hasEnded
    }
}

/// The elimination of one matrix and the memory that it needs.
private final class Sweep: Sendable {
    /// The matrix; its lower triangle counts. `[n, n]`
    private let matrix: Matrix
    /// The panel's columns as they were, zeros in the pivot's own rows. `[n, panel]`
    private let before: Matrix
    /// Those times D. `[n, panel]`
    private let after: Matrix
    /// D. `[panel, panel]`
    private let pivot: Matrix
    private let ended = Atomic<Bool>(false)

    init(_ matrix: Matrix, panel: Int) {
        self.matrix = matrix
        before = Matrix(rows: matrix.rows, columns: panel)
        after = Matrix(rows: matrix.rows, columns: panel)
        pivot = Matrix(rows: panel, columns: panel)
    }

    /// Whether the matrix was not positive definite, or the work was cancelled.
    var hasEnded: Bool { ended.load(ordering: .relaxed) }

    func copyPanel(_ range: Range<Int>, _ member: Team.Member) {
        let (n, panel) = (matrix.columns, before.columns)
        for row in member.share(of: 0..<n) {
            let target = before.base + row * panel
            if range.contains(row) {
                target.update(repeating: 0, count: panel)
            } else {
                for column in range {
                    target[column - range.lowerBound] =
                        row > column ? matrix.base[row * n + column] : matrix.base[column * n + row]
                }
            }
        }
    }

    /// D from the pivot's lower triangle, both triangles filled.
    func invertPivot(_ range: Range<Int>, isCancelled: () -> Bool) {
        _ = blasIsSingleThreaded
        let (n, width) = (matrix.columns, pivot.columns)
        for row in range {
            for column in range where column <= row {
                pivot.base[(row - range.lowerBound) * width + column - range.lowerBound] = matrix.base[row * n + column]
            }
        }
        // LAPACK counts by columns, so that its upper triangle is our lower one.
        var (size, leading, info) = (blasint(range.count), blasint(width), blasint(0))
        spotrf_("U", &size, pivot.base, &leading, &info)
        if info == 0 { spotri_("U", &size, pivot.base, &leading, &info) }
        for row in 0..<range.count {
            for column in 0..<row { pivot.base[column * width + row] = pivot.base[row * width + column] }
        }
        if info != 0 || isCancelled() { ended.store(true, ordering: .relaxed) }
    }

    /// `A_ik D`, block rows dealt out in turn.
    func scalePanel(_ range: Range<Int>, _ member: Team.Member) {
        let width = 0..<range.count
        for rows in blockRows(of: member) {
            multiply(
                before.rows(rows).columns(width), pivot.rows(width).columns(width),
                into: after.rows(rows).columns(width))
        }
    }

    /// The block rows that fall to a thread. A product's last bits hang on how many rows it has, so that blocks must be
    /// the same for every number of threads.
    private func blockRows(of member: Team.Member) -> [Range<Int>] {
        let (rows, panel) = (matrix.rows, before.columns)
        return stride(from: member.index * panel, to: rows, by: member.count * panel).map { start in
            start..<min(start + panel, rows)
        }
    }

    /// `A_ij -= A_ik D A_kj` in the lower triangle, block rows dealt out in turn.
    func eliminate(_ range: Range<Int>, _ member: Team.Member) {
        let width = 0..<range.count
        for rows in blockRows(of: member) {
            multiply(
                after.rows(rows).columns(width), before.rows(0..<rows.upperBound).columns(width),
                transposing: .second, into: matrix.rows(rows).columns(0..<rows.upperBound), keep: 1, scale: -1)
        }
    }

    /// Writes `A_ik D` and `-D` into the panel.
    func putPanel(_ range: Range<Int>, _ member: Team.Member) {
        let (n, panel) = (matrix.columns, after.columns)
        for row in member.share(of: 0..<n) {
            for (place, column) in range.enumerated() {
                if range.contains(row) {
                    let value = -pivot.base[(row - range.lowerBound) * panel + place]
                    if column <= row { matrix.base[row * n + column] = value }
                } else if row > column {
                    matrix.base[row * n + column] = after.base[row * panel + place]
                } else {
                    matrix.base[column * n + row] = after.base[row * panel + place]
                }
            }
        }
    }

    /// Turns the sign, and fills the upper triangle, by blocks that fit the cache.
    func mirror(_ member: Team.Member) {
        let (n, block) = (matrix.rows, 64)
        for (number, top) in stride(from: 0, to: n, by: block).enumerated() where number % member.count == member.index
        {
            for left in stride(from: 0, through: top, by: block) {
                for row in top..<min(top + block, n) {
                    for column in left..<min(left + block, row + 1) {
                        let value = -matrix.base[row * n + column]
                        matrix.base[row * n + column] = value
                        matrix.base[column * n + row] = value
                    }
                }
            }
        }
    }
}
