import CKernels

extension Block {
    /// Adds `bias` [1, columns] to each row, then cuts negatives off where `rectified`.
    public func addBias(_ bias: Block, rectified: Bool) {
        precondition(bias.rows == 1 && bias.columns == columns, "a bias of \(bias.columns) for \(columns) columns")
        segue_add_bias(base, stride, rows, columns, bias.base, rectified ? 1 : 0)
    }

    /// Makes zero all values where `output`, of the same shape, is not positive: the gradient of ReLU.
    public func maskByRectified(_ output: Block) {
        expectShape(of: output)
        segue_relu_gradient(base, stride, output.base, output.stride, rows, columns)
    }

    /// Writes the sum of each column. `out` [1, columns]
    public func columnSums(into out: Block) {
        precondition(out.rows == 1 && out.columns == columns, "\(out.columns) sums of \(columns) columns")
        segue_column_sums(base, stride, rows, columns, out.base)
    }

    /// Becomes `a · b`, element by element, all of one shape.
    public func setProduct(_ a: Block, _ b: Block) {
        expectShape(of: a)
        expectShape(of: b)
        segue_product(a.base, a.stride, b.base, b.stride, base, stride, rows, columns)
    }

    /// Adds `other`, of the same shape.
    public func add(_ other: Block) {
        expectShape(of: other)
        for row in 0..<rows { segue_add(base + row * stride, other.base + row * other.stride, columns) }
    }

    /// Makes every value `value`.
    public func fill(_ value: Float) {
        for row in 0..<rows { (base + row * stride).update(repeating: value, count: columns) }
    }

    /// Becomes a copy of `other`, of the same shape.
    public func set(_ other: Block) {
        expectShape(of: other)
        for row in 0..<rows {
            (base + row * stride).update(from: other.base + row * other.stride, count: columns)
        }
    }

    /// Becomes the given values, row after row.
    public func set(_ values: ArraySlice<Float>) {
        precondition(values.count == rows * columns, "\(values.count) values for [\(rows), \(columns)]")
        values.withUnsafeBufferPointer { values in
            guard let first = values.baseAddress else { return }
            for row in 0..<rows { (base + row * stride).update(from: first + row * columns, count: columns) }
        }
    }

    /// The values, row after row.
    public var values: [Float] {
        (0..<rows).flatMap { UnsafeBufferPointer(start: base + $0 * stride, count: columns) }
    }

    func expectShape(of other: Block) {
        precondition(
            rows == other.rows && columns == other.columns,
            "[\(rows), \(columns)] beside [\(other.rows), \(other.columns)]")
    }
}

/// The binary cross-entropy of `logits` against `targets`, summed over the rows, all [n, 1] of one column.
///
/// Its gradient by each logit, times `scale`, goes into `gradient` [n, 1].
public func crossEntropy(logits: Block, targets: Block, scale: Float, gradient: Block) -> Double {
    for block in [logits, targets, gradient] {
        precondition(block.stride == 1 && block.rows == logits.rows, "a block of another shape")
    }
    return segue_bce(logits.base, targets.base, logits.rows, scale, gradient.base)
}
