/// Why a song for a listener: what its score is made of, as paths of the graph.
///
/// The terms' weights and the ``residual`` add up to the score.
public struct Explanation: Sendable, Hashable {
    /// A part of the score.
    public struct Term: Sendable, Hashable {
        /// What a part is of.
        public enum Kind: String, Sendable {
            /// What the listener played, by a path to the song.
            case path
            /// The song itself, whoever listens.
            case bias
            /// What is neither.
            case other
        }

        public let kind: Kind
        /// How much of the score; nil where the score says nothing of the plays.
        public let weight: Double?
        /// What part of the score.
        public let share: Double?
        /// The way from the listener to the song; nil of the other kinds.
        public let path: Path?
    }

    /// What a node adds to the score.
    public struct Contribution: Sendable, Hashable {
        /// The node; nil is the other listeners, all of them.
        public let node: Node?
        public let weight: Double
    }

    /// A change of the graph, and where the song would then stand, scored again.
    public struct Change: Sendable, Hashable {
        /// The plays and likes that are taken away.
        public let without: [Edge]
        /// The likes that are added.
        public let with: [Edge]
        /// The song's rank then.
        public let rank: Int
        public let score: Double
        /// Whether the song is then in the top.
        public let isInTop: Bool
        /// Whether it is the smallest change found that takes the song from the top.
        public let isSmallest: Bool
    }

    /// `user:42`; nil of somebody whom the graph does not know.
    public let listener: String?
    public let song: Node
    /// The song's place among all that the listener has not played; nil where it has none.
    public let rank: Int?
    /// How many songs that is of.
    public let songs: Int?
    public let score: Double?
    /// The model that scored.
    public let model: String
    /// What the parts differ from the score by: rounding.
    public let residual: Double?
    /// The parts of the score, the weightiest path first, then the bias and the rest.
    public let terms: [Term]
    /// What each song that the listener played adds, the weightiest first.
    public let plays: [Contribution]
    /// What each node on the ways adds, the weightiest first.
    public let carriers: [Contribution]
    /// What would change the rank; none unless asked for.
    public let changes: [Change]
}
