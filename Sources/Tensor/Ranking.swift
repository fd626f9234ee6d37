import CKernels

/// Scores many songs by a hidden layer of ReLU whose share from each song is known.
///
/// `out[i] = weights · max(0, share[i] + bias + extras[i] · extraWeights) + skip · extras[i] + offset`
public struct Ranking: Sendable {
    /// What weighs the hidden layer. `[1, hidden]`
    private let weights: Matrix
    /// The extras' part of the hidden layer. `[extras, hidden]`
    private let extraWeights: Matrix
    /// What weighs the extras beside the hidden layer. `[1, extras]`
    private let skip: Matrix
    private let offset: Float

    /// The ranking of these weights: `weights` [1, hidden], `extraWeights` [extras, hidden], `skip` [1, extras].
    public init(weights: Matrix, extraWeights: Matrix, skip: Matrix, offset: Float) {
        precondition(weights.rows == 1 && skip.rows == 1, "weights of more than one row")
        precondition(extraWeights.columns == weights.columns && extraWeights.rows == skip.columns, "shapes differ")
        (self.weights, self.extraWeights, self.skip, self.offset) = (weights, extraWeights, skip, offset)
    }

    /// The scores of songs whose shares are `share` [songs, hidden], given the listener's `bias` [1, hidden].
    public func scores(share: Matrix, bias: Matrix, extras: Matrix?) -> [Float] {
        precondition(share.columns == weights.columns && bias.count == weights.count, "shares of another width")
        precondition((extras?.columns ?? 0) == skip.columns, "\(extras?.columns ?? 0) extras, not \(skip.columns)")
        precondition((extras?.rows ?? share.rows) == share.rows, "extras of other songs")
        return [Float](unsafeUninitializedCapacity: share.rows) { out, count in
            segue_rank(
                share.base, share.rows, share.columns, bias.base, weights.base, (extras ?? skip).base, skip.columns,
                extraWeights.base, skip.base, offset, out.baseAddress)
            count = share.rows
        }
    }
}
