import Graph
import Recommender
import TripleStore

/// Looks up the names of paths from one listener's plays to songs.
struct RouteViewer {
    private let viewer: Viewer
    /// The listener; somebody where the graph does not know them.
    private let user: NodeView
    /// The edges from the listener to each song that they have played or said something of, plays first.
    private let edges: [NodeID: [EdgeView]]

    /// Paths of the listener of `audience`; what they have said and is not stored yet counts as an edge too.
    init(_ audience: Audience, _ viewer: Viewer) throws {
        self.viewer = viewer
        let user = try audience.user.map(viewer.node) ?? .somebody
        self.user = user
        var edges: [NodeID: [EdgeView]] = [:]
        if audience.user != nil {
            for name in [Interactions.relationName, Feedback.likedName, Feedback.skippedName] {
                guard let relation = viewer.reader.vocabulary.relation(named: name) else { continue }
                let songs = try viewer.reader.neighbours(of: [user.id], via: .only([relation]), direction: .out).nodes
                let found = try viewer.edges(songs.map { Triple(user.id, relation, $0) })
                for (song, edge) in zip(songs, found) { edges[song, default: []].append(edge) }
            }
        }
        let said = audience.taste.feedback
        for song in said.liked { edges[song]?.removeAll { $0.relation == Feedback.skippedName } }
        for (name, songs) in [(Feedback.likedName, said.liked), (Feedback.skippedName, said.skipped)] {
            for song in try viewer.nodes(songs) where !(edges[song.id] ?? []).contains(where: { $0.relation == name }) {
                let edge = EdgeView(relation: name, head: user, tail: song, properties: [])
                edges[song.id, default: []].append(edge)
            }
        }
        self.edges = edges
    }

    /// The edge from the listener to a song, a skip before a play before a like; nil where there is none.
    func edge(to song: NodeID) -> EdgeView? {
        let all = edges[song] ?? []
        return all.first { $0.relation == Feedback.skippedName } ?? all.first
    }

    /// The edges by which a song counts as heard; of somebody who is not in the graph, the play that is asked about.
    func plays(of song: NodeView) -> [EdgeView] {
        let known = (edges[song.id] ?? []).filter { $0.relation != Feedback.skippedName }
        guard known.isEmpty else { return known }
        return [EdgeView(relation: Interactions.relationName, head: user, tail: song, properties: [])]
    }

    /// The paths to songs over what the listener played, each to its own.
    func paths(_ routes: [(route: Route, song: NodeView)]) throws -> [PathView] {
        let plays = try viewer.nodes(routes.map(\.route.play))
        var ways = try viewer.paths(routes.compactMap(\.route.edges))[...]
        return zip(routes, plays).map { asked, play in
            path(asked.route, over: play, to: asked.song, by: asked.route.edges.flatMap { _ in ways.popFirst() })
        }
    }

    /// The paths to one song.
    func paths(_ routes: [Route], to song: NodeView) throws -> [PathView] { try paths(routes.map { ($0, song) }) }

    private func path(_ route: Route, over play: NodeView, to song: NodeView, by way: PathView?) -> PathView {
        var steps = edge(to: route.play).map { [PathView.Step(edge: $0, isInverse: false)] } ?? []
        let play = steps.first?.end ?? play
        let start = steps.isEmpty ? play : user
        switch route.way {
        case .itself: break
        case .edges: steps += way?.steps ?? []
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

extension Route {
    /// The path in the graph that it goes, where it goes one.
    fileprivate var edges: Path? { if case .edges(let way) = way { way } else { nil } }
}
