/// What a model is made by.
public enum ModelKind: String, Sendable, CaseIterable {
    /// The default preset: linear and factor models, graph and sequence stage, weighed together by a ranker.
    case segue
    /// The preset of the paper "Interactive Song Recommender": NCF proposes, graph and sequence stage rank.
    case paper
    /// Neural matrix factorisation.
    case ncf
    /// Its product half alone.
    case gmf
    /// Its network half alone.
    case mlp
    /// How many users played a song.
    case popularity
    /// Songs played by the same users.
    case itemknn
    /// Songs played by users who play the same.
    case userknn
    /// A linear model of songs played together.
    case ease
    /// Factors by alternating least squares.
    case als
    /// Factors by stochastic gradient descent of preferences.
    case bpr
    /// Embeddings smoothed over the graph of who plays what.
    case lightgcn

    /// The kind of this name or of a name in its stead (`pop`), in any case of letters.
    public init(named name: String) throws(RecommenderError) {
        let folded = name.lowercased()
        guard let kind = folded == "pop" ? .popularity : ModelKind(rawValue: folded) else {
            throw .unknownKind(name, known: Self.allCases.map(\.rawValue))
        }
        self = kind
    }

    /// Whether it learns from what the graph knows about songs.
    public var readsGraph: Bool { self == .segue || self == .paper }

    /// Whether it learns a vector of each song (`Scorer.embedding(of:)`).
    public var hasVectors: Bool {
        switch self {
        case .segue, .paper, .ncf, .gmf, .mlp, .als, .bpr, .lightgcn: true
        case .popularity, .itemknn, .userknn, .ease: false
        }
    }

    /// The names of its settings.
    public var settingNames: [String] {
        let steps = ["epochs", "batch", "rate", "patience", "threads"]
        let own =
            switch self {
            case .segue:
                steps + [
                    "negatives", "listeners", "folds", "beginnings", "evidence", "groups", "group_weight", "initial",
                ]
                    + Self.secondStage
            case .paper: steps + ["negatives", "factors", "layers"] + Self.secondStage
            case .ncf: steps + ["negatives", "factors", "layers"]
            case .gmf: steps + ["negatives", "factors"]
            case .mlp: steps + ["negatives", "layers"]
            case .popularity: [] as [String]
            case .itemknn: ["k", "similarity", "shrink", "threads"]
            case .userknn: ["k", "similarity", "shrink"]
            case .ease: ["regularization", "keep", "threads"]
            case .als: ["epochs", "factors", "regularization", "unobserved", "exponent", "threads"]
            case .bpr: ["epochs", "rate", "patience", "factors", "regularization"]
            case .lightgcn: steps + ["factors", "depth", "regularization"]
            }
        return own + ["positive", "holdout", "tested", "seed"]
    }

    /// The names of the settings of graph stage, sequence stage and ranker.
    private static let secondStage = [
        "graph", "relations", "hops", "neighbours", "form", "aggregator", "embedding", "node_rate", "sequence",
        "history", "state",
        "hidden", "loss", "cases",
    ]
}
