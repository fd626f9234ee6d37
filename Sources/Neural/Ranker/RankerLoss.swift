import Tensor

/// What a ranker's training makes small.
public enum RankerLoss: String, Sendable, CaseIterable {
    /// Binary cross-entropy: each candidate for itself, the mean over candidates.
    case crossEntropy
    /// Pairwise logistic: the song played against each other candidate, the mean over pairs.
    ///
    /// Source: Rendle et al. 2009, "BPR: Bayesian Personalized Ranking from Implicit Feedback", arXiv:1205.2618.
    case pairwise
    /// Sampled softmax: the song played against all other candidates at once, the mean over cases.
    ///
    /// Source: Jean et al. 2015, arXiv:1412.2007, with each negative alike likely.
    case softmax

    /// Over how many terms the mean of cases goes that have so many candidates together.
    func terms(cases: Int, candidates: Int) -> Int {
        switch self {
        case .crossEntropy: candidates
        case .pairwise: candidates - cases
        case .softmax: cases
        }
    }

    /// The loss summed over some cases, which end at `offsets` in `logits` [n, 1] once `base` is taken off.
    ///
    /// Its gradient times `scale` goes into `gradient` [n, 1]; `targets` [n, 1] is scratch.
    func sum(
        _ logits: Block, offsets: ArraySlice<Int32>, base: Int, targets: Block, scale: Float, gradient: Block
    ) -> Double {
        let cases = zip(offsets, offsets.dropFirst()).lazy.map { Int($0) - base..<Int($1) - base }
        switch self {
        case .crossEntropy:
            targets.fill(0)
            for places in cases { targets.rows(places.lowerBound..<places.lowerBound + 1).fill(1) }
            return BinaryCrossEntropy()(logits, targets: targets, scale: scale, gradient: gradient)
        case .pairwise:
            return cases.reduce(0) {
                $0 + pairwiseLogistic(logits: logits.rows($1), scale: scale, gradient: gradient.rows($1))
            }
        case .softmax:
            return cases.reduce(0) {
                $0 + softmaxCrossEntropy(logits: logits.rows($1), scale: scale, gradient: gradient.rows($1))
            }
        }
    }
}
