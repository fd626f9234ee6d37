import CKernels

/// The pairwise logistic loss of one case: `Σ_j log(1 + e^(z_j - z_0))` over all but the first of `logits` [n, 1].
///
/// Its gradient by each logit, times `scale`, goes into `gradient` [n, 1].
public func pairwiseLogistic(logits: Block, scale: Float, gradient: Block) -> Double {
    expectColumns(logits, gradient)
    return segue_pairwise(logits.base, logits.rows, scale, gradient.base)
}

/// The softmax loss of one case: `-log softmax(z)_0` over `logits` [n, 1], the first being the right one.
///
/// Its gradient by each logit, times `scale`, goes into `gradient` [n, 1].
public func softmaxCrossEntropy(logits: Block, scale: Float, gradient: Block) -> Double {
    expectColumns(logits, gradient)
    return segue_softmax(logits.base, logits.rows, scale, gradient.base)
}

private func expectColumns(_ logits: Block, _ gradient: Block) {
    precondition(logits.rows > 0, "no logits")
    for block in [logits, gradient] {
        precondition(block.stride == 1 && block.rows == logits.rows, "a block of another shape")
    }
}
