import Graph

/// What a listener has said of songs, beside playing them.
public struct Feedback: Sendable, Equatable {
    /// The songs liked, the oldest first and each once: they count as the newest plays.
    public var liked: [NodeID] = []
    /// The songs skipped, the oldest first and each once: they push away what they would have brought.
    public var skipped: [NodeID] = []
    /// The nodes that must not be met again: songs, and artists, albums and the like whose songs are left out.
    public var banned: [NodeID] = []

    /// Nothing said.
    public init() {}
}
