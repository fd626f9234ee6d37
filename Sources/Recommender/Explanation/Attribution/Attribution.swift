/// A score taken apart: what each of the listener's songs adds, and what the song has without them. The parts sum to it.
public struct Attribution: Sendable, Equatable {
    /// What carries a past song's share of a score.
    public enum Carrier: Hashable, Sendable {
        /// Listeners: what the model has learned of who plays what.
        case listeners
        /// The order of play, read by a recurrent unit over the songs' graph embeddings.
        case sequence
        /// What both songs have in common by this relation.
        case relation(String)
    }

    /// What a past song adds by one carrier.
    public struct Share: Sendable, Equatable {
        /// The past song's place.
        public let song: Int32
        /// What carries it.
        public let carrier: Carrier
        /// How much it adds.
        public let weight: Double

        /// The share of these parts.
        public init(song: Int32, carrier: Carrier, weight: Double) {
            (self.song, self.carrier, self.weight) = (song, carrier, weight)
        }

        /// The share so many times.
        func times(_ factor: Double) -> Share { Share(song: song, carrier: carrier, weight: factor * weight) }
    }

    /// The score, as the model answers it.
    public let score: Float
    /// What the song has for a listener of whom no song is known.
    public var bias: Double
    /// What the past songs add.
    public var shares: [Share]
    /// What was learned of the listener and comes from none of their songs.
    public var rest: Double

    /// The attribution of these parts; `shares` of nothing are left out.
    public init(score: Float, bias: Double = 0, shares: [Share], rest: Double = 0) {
        (self.score, self.bias, self.rest) = (score, bias, rest)
        self.shares = shares.filter { $0.weight != 0 }
    }

    /// What is left of the score once all parts are taken off: rounding.
    public var residual: Double { Double(score) - bias - rest - shares.reduce(0) { $0 + $1.weight } }
}

extension Scorer {
    /// A score that is a sum over the listener's songs, taken apart. `[songs of the history]`
    func linear(
        _ song: Int32, _ history: History, _ carrier: Attribution.Carrier = .listeners, weights: [Double]
    ) -> Attribution {
        Attribution(
            score: scores(for: history, songs: [song])[0],
            shares: zip(history.songs, weights).map { .init(song: $0, carrier: carrier, weight: $1) })
    }
}
