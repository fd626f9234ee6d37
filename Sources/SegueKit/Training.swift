import Recommender

/// The kinds of models.
public enum ModelKind: String, Sendable, CaseIterable {
    /// The default: linear and factor models, graph and sequence stage, weighed together by a ranker.
    case segue
    /// The paper "Interactive Song Recommender": NCF proposes, graph and sequence stage rank.
    case paper
    /// Neural matrix factorisation.
    case ncf
    /// Its product half alone.
    case gmf
    /// Its network half alone.
    case mlp
    /// How many listeners a song has.
    case popularity
    /// Songs that the same listeners play.
    case itemknn
    /// Songs of listeners who play the same.
    case userknn
    /// A linear model of songs played together.
    case ease
    /// Factors by alternating least squares.
    case als
    /// Factors by gradient descent of preferences.
    case bpr
    /// Embeddings smoothed over the graph of who plays what.
    case lightgcn
}

/// A model that was trained.
public struct TrainedModel: Sendable {
    /// What it is called in this database.
    public let name: String
    public let kind: ModelKind
    /// Its epochs; none of a kind that learns in one go.
    public let epochs: [Epoch]
    /// What the shell would say: how many listeners and songs, which epoch is kept.
    public let notes: [String]
}

/// What one epoch of a training came to.
public struct Epoch: Sendable, Hashable {
    /// Which stage learned, `ncf` or `ranker`; nil in a kind of one stage.
    public let stage: String?
    /// Its number in the stage, from 1.
    public let number: Int
    /// The mean loss over its samples.
    public let loss: Double
    /// How often the held-out song is among the first ten of a hundred; nil where none is held out.
    public let hitRate: Double?
    /// NDCG at 10 of the same lists.
    public let ndcg: Double?
    /// How long learning took, without the measuring.
    public let seconds: Double

    init(_ report: EpochReport) {
        (stage, number, loss) = (report.stage?.rawValue, report.epoch, report.loss)
        (hitRate, ndcg, seconds) = (report.validation?.hr, report.validation?.ndcg, report.seconds)
    }
}
