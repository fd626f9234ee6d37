import Tensor

/// The element-wise product of two embeddings: generalised matrix factorisation.
///
/// Source: He et al. 2017, "Neural Collaborative Filtering", arXiv:1708.05031, section 3.2, equation 8.
public struct Product: Sendable {
    /// The layer; it has nothing to learn.
    public init() {}

    /// `output = left ∘ right`, all [n, factors].
    public func forward(_ left: Block, _ right: Block, into output: Block) {
        output.setProduct(left, right)
    }

    /// The way back: `leftGradient = outputGradient ∘ right` and the other way round, all [n, factors].
    public func backward(
        left: Block, right: Block, outputGradient: Block, leftGradient: Block, rightGradient: Block
    ) {
        leftGradient.setProduct(outputGradient, right)
        rightGradient.setProduct(outputGradient, left)
    }
}
