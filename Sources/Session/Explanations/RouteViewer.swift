import Graph
import Recommender
import TripleStore

/// Looks up the names of paths from one listener's plays to songs.
struct RouteViewer {
    private let viewer: Viewer
    /// The listener; nil where the graph does not know them, so that a path starts at what was played.
    private let user: NodeView?
    /// The edge from the listener to each song that they have played, or said something of.
    private let edges: [NodeID: EdgeView]

    /// Paths of the listener of `audience`; what they have said and is not stored yet counts as an edge too.
    init(_ audience: Audience, _ viewer: Viewer) throws {
        self.viewer = viewer
        user = try audience.user.map(viewer.node)
        var edges: [NodeID: EdgeView] = [:]
        if let user {
            // What is named last stands in front of what was named before.
            for name in [Feedback.likedName, Interactions.relationName, Feedback.skippedName] {
                guard let relation = viewer.reader.vocabulary.relation(named: name) else { continue }
                let songs = try viewer.reader.neighbours(of: [user.id], via: .only([relation]), direction: .out).nodes
                let found = try viewer.edges(songs.map { Triple(user.id, relation, $0) })
                for (song, edge) in zip(songs, found) { edges[song] = edge }
            }
            let said = audience.taste.feedback
            for (name, songs) in [(Feedback.likedName, said.liked), (Feedback.skippedName, said.skipped)] {
                for song in try viewer.nodes(songs) where edges[song.id] == nil || name == Feedback.skippedName {
                    edges[song.id] = EdgeView(relation: name, head: user, tail: song, properties: [])
                }
            }
        }
        self.edges = edges
    }

    /// The edge from the listener to a song; nil where there is none.
    func edge(to song: NodeID) -> EdgeView? { edges[song] }

    /// The path to `song` over what the listener played.
    func path(_ route: Route, to song: NodeView) throws -> PathView {
        var steps = edges[route.play].map { [PathView.Step(edge: $0, isInverse: false)] } ?? []
        let play = try steps.first?.end ?? viewer.node(route.play)
        let start = steps.isEmpty ? play : user ?? play
        switch route.way {
        case .itself: break
        case .edges(let way): steps += try viewer.path(way).steps
        case .users(let count):
            for (end, isInverse) in [(play, true), (song, false)] {
                let edge = EdgeView(
                    relation: Interactions.relationName, head: .users(count), tail: end, properties: [])
                steps.append(PathView.Step(edge: edge, isInverse: isInverse))
            }
        }
        return PathView(start: start, steps: steps)
    }
}
