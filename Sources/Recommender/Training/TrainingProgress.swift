/// The parts of a model that learn one after the other.
public enum TrainingStage: String, Sendable {
    /// The network that proposes candidates, the first of the paper's two stages.
    case ncf
    /// Graph stage, sequence stage and ranker, the second of two.
    case ranker
}

/// How an epoch went.
public struct EpochReport: Sendable, Equatable {
    /// What learns; nil in a kind that is one piece.
    public let stage: TrainingStage?
    /// Its number in the stage, from 1.
    public let epoch: Int
    /// The mean loss over its samples.
    public let loss: Double
    /// How many samples it learned from: songs of listeners, negatives included, or pairs of songs that they prefer one
    /// of.
    public let samples: Int
    /// How the validation songs rank among their negatives; nil where none is held out.
    public let validation: Quality?
    /// How long learning took, without validation.
    public let seconds: Double
    /// How long validation took.
    public let validating: Double
}

/// What a model keeps of an epoch: all that repeats when it is trained again.
public struct EpochFigures: Sendable, Equatable {
    /// What learned; nil in a kind that is one piece.
    public let stage: TrainingStage?
    /// Its number in the stage, from 1.
    public let epoch: Int
    /// The mean loss over its samples.
    public let loss: Double
    /// How the validation songs ranked; nil where none was held out.
    public let validation: Quality?
}

extension EpochReport {
    /// What is kept of it.
    var figures: EpochFigures { EpochFigures(stage: stage, epoch: epoch, loss: loss, validation: validation) }
}

/// How far an epoch that goes on is.
public struct EpochPart: Sendable, Equatable {
    /// What learns; nil in a kind that is one piece.
    public let stage: TrainingStage?
    /// The epoch's number in the stage, from 1.
    public let epoch: Int
    /// How many samples it has learned from.
    public let done: Int
    /// How many it will have learned from.
    public let of: Int
}

/// Work of training that is about to begin.
public enum TrainingStep: Sendable, Hashable {
    /// A model that has no epochs of its own, or a simpler one that the ranker reads: the fit `number` `of` so many.
    case fitting(ModelKind, number: Int, of: Int)
    /// The first epoch of a stage, or of a kind that is one piece.
    case learning(TrainingStage?)
    /// What the first stage says of the songs that were held out of it: the fold `number` `of` so many.
    case scoring(number: Int, of: Int)
}

extension ModelKind {
    /// The stage that learns last; nil for a kind that is one piece.
    public var lastStage: TrainingStage? { readsGraph ? .ranker : nil }
}
