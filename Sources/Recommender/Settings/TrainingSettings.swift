import Neural

/// What a model is trained with; only the settings that its kind names matter.
public struct TrainingSettings: Sendable, Equatable {
    /// What is held out of training.
    public enum HoldoutRule: String, Sendable, CaseIterable {
        /// One song a user for testing, and one for validation.
        case test
        /// Nothing.
        case none
    }

    /// How alike two songs are called, from the users who played them.
    public enum Similarity: String, Sendable, CaseIterable {
        /// `common / (√a √b + shrink)`
        case cosine
        /// `common / (a + b - common + shrink)`
        case jaccard
    }

    /// What is trained.
    public let kind: ModelKind
    /// How often all positives are learned from, at most.
    public var epochs = 30
    /// How many samples make a step.
    public var batch = 256
    /// Adam's learning rate.
    public var rate = 0.001
    /// Negatives sampled for each positive, anew each epoch.
    public var negatives = 4
    /// How wide the embeddings are whose product is taken.
    public var factors = 8
    /// The widths of the network's layers, its input first.
    public var layers = [64, 32, 16, 8]
    /// How many layers of a graph an embedding is smoothed over.
    public var depth = 3
    /// After how many epochs without a better validation training ends.
    public var patience = 5
    /// How many threads train.
    public var threads = 2
    /// How many neighbours a song or a listener has.
    public var k = 200
    /// How alike songs or listeners are.
    public var similarity = Similarity.cosine
    /// What is added below the similarity's stroke, against chance.
    public var shrink = 10.0
    /// How much large values cost, by the kind's own formula.
    public var regularization = 0.0
    /// How many songs each song's score is made from, at most.
    public var keep = 500
    /// What all pairs of user and song weigh beside a positive, whose weight is 1.
    public var unobserved = 0.03
    /// How regularisation grows with the number of positives: by its power.
    public var exponent = 1.0
    /// How often some songs are held out of the first stage for the ranker to learn from; what embeddings start from
    /// sees none of them.
    public var folds = 5
    /// How many listeners the first stage and the ranker learn from, at most; of more as many are drawn.
    public var listeners = 100_000
    /// How many cases the ranker learns from in an epoch, at most; of more as many are drawn.
    public var cases = 100_000
    /// How many of its cases the ranker meets once more after a few of the listener's songs alone, so that it learns what
    /// to say to those of whom little is known: the share of them.
    public var beginnings = 0.5
    /// What the ranker is told beside states and graph embeddings.
    public var evidence = EvidenceKind.allCases
    /// The relations whose groups of songs count like listeners in EASE.
    public var groups = [WeighedRelation("sungBy")]
    /// How much such a group counts beside a listener.
    public var groupWeight = 10.0
    /// What the graph stage gathers over.
    public var graph = GraphRule.knowledge
    /// The relations that it follows; all that carry knowledge where there are none.
    public var relations: [WeighedRelation] = []
    /// How many hops it goes.
    public var hops = 3
    /// How many nodes a neighbourhood has, at most; larger ones are sampled.
    public var neighbours = 100
    /// How it gathers.
    public var form = GraphForm.pooled
    /// What becomes of what is gathered.
    public var aggregator = GraphStage.Aggregator.mean
    /// Adam's learning rate of nodes' embeddings; nil is `rate`.
    public var nodeRate: Double?
    /// What they start from.
    public var initial = InitialRule.random
    /// How wide nodes' embeddings are.
    public var embedding = 256
    /// What runs over a listener's songs.
    public var sequence = SequenceRule.gru
    /// How many of them, at most.
    public var history = 50
    /// How wide a listener's state is.
    public var state = 128
    /// How wide the ranker's hidden layer is.
    public var hidden = 128
    /// What the ranker's training makes small.
    public var loss = RankerLoss.crossEntropy
    /// Which plays are positives.
    public var positive = Interactions.Positive.any
    /// What is held out.
    public var holdout = HoldoutRule.test
    /// How many listeners have songs held out, at most; of more as many are drawn.
    public var tested = 10_000
    /// The seed of all that is drawn.
    public var seed: UInt64 = 7

    /// A kind's own settings, chosen on songs held out for validation.
    public init(_ kind: ModelKind) {
        self.kind = kind
        switch kind {
        case .segue:
            (epochs, negatives, batch, rate, loss) = (40, 100, 6_400, 0.001, .softmax)
            (embedding, state, hidden, nodeRate, patience) = (32, 16, 32, 0, 20)
            initial = .als
        case .paper: positive = .repeated
        case .ncf, .mlp, .popularity, .itemknn: break
        case .gmf: factors = 64
        case .userknn: (k, shrink) = (100, 0)
        case .ease: regularization = 200
        case .als: (factors, epochs, regularization) = (96, 12, 0.03)
        case .bpr: (factors, epochs, rate, regularization, patience) = (64, 300, 0.1, 0.02, 50)
        case .lightgcn:
            (factors, epochs, batch, rate) = (64, 100, 2_048, 0.01)
            (regularization, patience) = (0.001, 15)
        }
    }
}
