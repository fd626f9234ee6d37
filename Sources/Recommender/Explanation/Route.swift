import Graph

/// A way through the stored graph from something a listener played to a song.
public struct Route: Hashable, Sendable {
    /// What leads on from the play.
    public enum Way: Hashable, Sendable {
        /// It is the song itself.
        case itself
        /// Edges of knowledge relations, from the play to the song.
        case edges(Path)
        /// So many other users who have played both.
        case users(Int)
    }

    /// The song that was played or liked.
    public let play: NodeID
    /// What leads on from it.
    public let way: Way

    /// The way from this play.
    public init(play: NodeID, way: Way) { (self.play, self.way) = (play, way) }

    /// The nodes between the play and the song; none where it is users who carry.
    public var between: ArraySlice<NodeID> {
        if case .edges(let path) = way { path.nodes.dropFirst().dropLast() } else { [] }
    }

    /// What kind of way it is, whatever the nodes: its relations, each with whether it is followed against its edges.
    public var kind: [Path.Step]? {
        switch way {
        case .itself: []
        case .edges(let path): path.steps
        case .users: nil
        }
    }

    /// Order of the play, then itself, edges, users.
    static func precedes(_ left: Route, _ right: Route) -> Bool {
        if left.play != right.play { return left.play < right.play }
        return switch (left.way, right.way) {
        case (.edges(let one), .edges(let other)): one < other
        case (.users(let one), .users(let other)): one < other
        case (.itself, .edges), (.itself, .users), (.edges, .users): true
        default: false
        }
    }
}
