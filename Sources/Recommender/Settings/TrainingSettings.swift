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
    /// How wide the product's embeddings are.
    public var factors = 8
    /// The widths of the network's layers, its input first.
    public var layers = [64, 32, 16, 8]
    /// After how many epochs without a better validation training ends.
    public var patience = 5
    /// How many threads train.
    public var threads = 2
    /// How many neighbours a song has.
    public var k = 200
    /// How alike songs are.
    public var similarity = Similarity.cosine
    /// What is added below the similarity's stroke, against chance.
    public var shrink = 10.0
    /// Which plays are positives.
    public var positive = Interactions.Positive.any
    /// What is held out.
    public var holdout = HoldoutRule.test
    /// The seed of all that is drawn.
    public var seed: UInt64 = 7

    /// A kind's own settings.
    public init(_ kind: ModelKind) { self.kind = kind }
}
