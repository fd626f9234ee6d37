import Graph

/// What a listener has said of songs, beside playing them.
///
/// A song is in one of the lists at most: what was said last counts.
public struct Feedback: Sendable, Equatable {
    /// The songs liked, the oldest first and each once: they count as the newest plays.
    public private(set) var liked: [NodeID] = []
    /// The songs skipped, the oldest first and each once: they push away what they would have brought.
    public private(set) var skipped: [NodeID] = []
    /// The nodes that must not be met again: songs, and artists, albums and the like whose songs are left out.
    public private(set) var banned: [NodeID] = []

    /// Nothing said.
    public init() {}

    /// The relations from a listener to what they said something of.
    public static let likedName = "liked", skippedName = "skipped", bannedName = "banned"

    /// Whether nothing was said.
    public var isEmpty: Bool { liked.isEmpty && skipped.isEmpty && banned.isEmpty }

    /// The song is liked from now on.
    public mutating func like(_ song: NodeID) {
        forget(song)
        liked.append(song)
    }

    /// The song is skipped from now on.
    public mutating func skip(_ song: NodeID) {
        forget(song)
        skipped.append(song)
    }

    /// The node is banned from now on.
    public mutating func ban(_ node: NodeID) {
        forget(node)
        banned.append(node)
    }

    /// This, and then what was said `later`.
    public func followed(by later: Feedback) -> Feedback {
        var all = self
        for song in later.liked { all.like(song) }
        for song in later.skipped { all.skip(song) }
        for node in later.banned { all.ban(node) }
        return all
    }

    private mutating func forget(_ node: NodeID) {
        liked.removeAll { $0 == node }
        skipped.removeAll { $0 == node }
        banned.removeAll { $0 == node }
    }
}

extension Feedback {
    /// What the graph has kept of `user`: each relation's edges by their times, those without one first.
    init(of user: NodeID, in reader: some GraphReader) throws(RecommenderError) {
        self.init()
        for song in try PlayOrder.tails(of: user, by: Self.likedName, in: reader) { like(song) }
        for song in try PlayOrder.tails(of: user, by: Self.skippedName, in: reader) { skip(song) }
        for node in try PlayOrder.tails(of: user, by: Self.bannedName, in: reader) { ban(node) }
    }

    /// The songs that `banned` leaves out: those themselves, and those one step of knowledge from any other node.
    func bannedSongs(in reader: some GraphReader) throws(RecommenderError) -> Set<NodeID> {
        guard !banned.isEmpty, let song = reader.vocabulary.type(named: "song") else { return [] }
        return try reading { () throws(GraphError) in
            let others = try reader.nodes(banned).filter { $0.type != song }.map(\.id)
            let around = try reader.neighbours(
                of: others, via: .of(reader.vocabulary.knowledge), direction: .both)
            return Set(try reader.nodes(banned + around.nodes).filter { $0.type == song }.map(\.id))
        }
    }
}
