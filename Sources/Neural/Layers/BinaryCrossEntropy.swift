import Tensor

/// The loss of yes-or-no targets: `-y log σ(z) - (1 - y) log(1 - σ(z))`, from logits z.
///
/// Source: He et al. 2017, arXiv:1708.05031, section 3.1.1, equation 7; as in PyTorch's `BCEWithLogitsLoss`.
public struct BinaryCrossEntropy: Sendable {
    /// The loss; it has nothing to learn.
    public init() {}

    /// The loss summed over `logits` [n, 1]; its gradient times `scale` goes into `gradient` [n, 1].
    ///
    /// `scale` is one over the batch's size where the batch's mean is what is to fall.
    public func callAsFunction(_ logits: Block, targets: Block, scale: Float, gradient: Block) -> Double {
        crossEntropy(logits: logits, targets: targets, scale: scale, gradient: gradient)
    }
}
