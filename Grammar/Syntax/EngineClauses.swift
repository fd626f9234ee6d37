/// `train [NAME] [on STRING] [with …] [as NAME]`.
public struct Train: Hashable, Sendable {
    public var kind: Word?
    public var split: Word?
    public var settings: [Assignment] = []
    public var name: Word?

    /// The default model on the graph's plays.
    public init() {}
}

/// `recommend [NODE] …`.
public struct Recommend: Hashable, Sendable {
    /// What is left out of the list.
    public enum Exclusion: Hashable, Sendable {
        case played
        case node(NodeReference)
    }

    public var user: NodeReference?
    public var top: Int?
    public var hops: Hops?
    public var via: [Word] = []
    public var candidates: Int?
    public var because = false
    public var condition: Expression?
    public var excluding: [Exclusion] = []
    public var includesPlayed = false
    public var diversify: Double?
    public var model: Word?
    public var seed: Int?
    /// The table of Spark that everyone's lists go into; nil where one listener's is asked for.
    public var table: Word?

    /// Ten songs for the session's listener.
    public init() {}
}

/// `explain NODE [NODE] …`.
public struct Explain: Hashable, Sendable {
    public var first: NodeReference
    public var second: NodeReference?
    public var hops: Hops?
    public var paths: Int?
    public var counterfactual = false
    public var model: Word?
    public var seed: Int?

    /// Why `second` for `first`, or `first` for the session's listener.
    public init(_ first: NodeReference, _ second: NodeReference?) {
        self.first = first
        self.second = second
    }
}

/// `similar NODE [by vector|graph] [where …] [top N]`.
public struct Similar: Hashable, Sendable {
    /// By what likeness is measured.
    public enum Measure: String, Hashable, Sendable, CaseIterable { case vector, graph }

    public var node: NodeReference
    public var measure: Measure?
    public var condition: Expression?
    public var top: Int?

    /// What is like `node`.
    public init(to node: NodeReference) { self.node = node }
}

/// `evaluate [interactive|explanations] [NAME] …`.
public struct Evaluate: Hashable, Sendable {
    /// What is measured, where it is not the ranking.
    public enum Subject: String, Hashable, Sendable, CaseIterable { case interactive, explanations }
    /// How figures are broken down.
    public enum Breakdown: String, Hashable, Sendable, CaseIterable { case user, decile }

    public var subject: Subject?
    public var model: Word?
    public var split: Word?
    public var cutoffs: [Int] = []
    public var breakdown: Breakdown?
    public var against: [Word] = []
    public var sample: Int?
    public var seed: Int?

    /// The model in use, on its own held-out songs.
    public init() {}
}
