/// What a model is made by.
public enum ModelKind: String, Sendable, CaseIterable {
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

    /// The names of its settings.
    public var settingNames: [String] {
        let steps = ["epochs", "batch", "rate", "patience", "threads"]
        let own =
            switch self {
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
        return own + ["positive", "holdout", "seed"]
    }
}
