/// A relation by name, and how much it counts.
public struct WeighedRelation: Sendable, Equatable {
    /// The relation's name.
    public let name: String
    /// 1 is as usual, 0 leaves it out.
    public let weight: Float

    /// The relation of this name and weight.
    public init(_ name: String, weight: Float = 1) { (self.name, self.weight) = (name, weight) }
}

extension TrainingSettings {
    /// What the graph stage gathers over.
    public enum GraphRule: String, Sendable, CaseIterable {
        /// What the graph knows.
        case knowledge
        /// The same with each song in the place of another: what a graph without meaning brings.
        case shuffled
        /// Nothing: each song is alone.
        case none
    }

    /// How the graph stage gathers.
    public enum GraphForm: String, Sendable, CaseIterable {
        /// All nodes within some hops at once, as in the paper.
        case pooled
        /// Direct neighbours, once a hop.
        case layered
    }

    /// What nodes' embeddings start from.
    public enum InitialRule: String, Sendable, CaseIterable {
        /// Songs' factors by alternating least squares, and zeros for all other nodes.
        case als
        /// Numbers at random.
        case random
    }

    /// What runs over a listener's songs.
    public enum SequenceRule: String, Sendable, CaseIterable {
        /// A gated recurrent unit.
        case gru
        /// Nothing.
        case none
    }

    /// What speaks for a song beside graph and sequence stage, from the listener's songs.
    public enum EvidenceKind: String, Sendable, CaseIterable {
        /// EASE's score.
        case ease
        /// The product of factors by alternating least squares.
        case als
        /// How many listeners the song has.
        case popularity
        /// For each relation the listener's songs that share a node with it.
        case relations
        /// How many songs the listener has.
        case activity

        /// The model that is fitted for it; nil where things are only counted.
        var model: ModelKind? {
            switch self {
            case .ease: .ease
            case .als: .als
            case .popularity, .relations, .activity: nil
            }
        }
    }
}
