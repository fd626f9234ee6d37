import COpenBLAS

/// OpenBLAS is told once to work in the calling thread: threads are ours (`Team`).
let blasIsSingleThreaded: Void = openblas_set_num_threads(1)

/// From how many values on a matrix that a single row is multiplied with is read as it lies, not packed first.
private let leastForRows = 1 << 21

/// Which factor of a product is transposed.
public enum Transposition: Sendable {
    case neither, first, second
}

/// `out = scale · op(a) · op(b) + keep · out`, `op` transposing the factor that `transposing` names.
///
/// Shapes: `op(a)` [m, k], `op(b)` [k, n], `out` [m, n]. `out` may share no value with `a` or `b`.
public func multiply(
    _ a: Block, _ b: Block, transposing: Transposition = .neither, into out: Block, keep: Float = 0,
    scale: Float = 1
) {
    _ = blasIsSingleThreaded
    let (m, k) = transposing == .first ? (a.columns, a.rows) : (a.rows, a.columns)
    let (inner, n) = transposing == .second ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(inner == k, "[\(m), \(k)] times [\(inner), \(n)]")
    precondition(out.rows == m && out.columns == n, "[\(m), \(n)] into [\(out.rows), \(out.columns)]")
    guard m > 0 && n > 0 else { return }
    guard k > 0 else { return out.scale(by: keep) }
    if n == 1, transposing == .second, m * k >= leastForRows {
        cblas_sgemv(
            CblasRowMajor, CblasNoTrans, blasint(m), blasint(k), scale, a.base, blasint(a.stride), b.base, 1, keep,
            out.base, blasint(out.stride))
        return
    }
    cblas_sgemm(
        CblasRowMajor, transposing == .first ? CblasTrans : CblasNoTrans,
        transposing == .second ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k), scale,
        a.base, blasint(a.stride), b.base, blasint(b.stride), keep, out.base, blasint(out.stride))
}
