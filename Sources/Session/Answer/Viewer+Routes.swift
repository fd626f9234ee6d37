import Graph
import Recommender
import TripleStore

extension Viewer {
    /// The path to `song` over what `user` played; from what was played on where there is no user.
    func path(_ route: Route, of user: NodeView?, to song: NodeView) throws -> PathView {
        let play = try node(route.play)
        var steps: [PathView.Step] = []
        if let user, let played = reader.vocabulary.relation(named: "played") {
            steps = try edges([Triple(user.id, played, route.play)]).map { PathView.Step(edge: $0, isInverse: false) }
        }
        switch route.way {
        case .itself: break
        case .edges(let way): steps += try path(way).steps
        case .users(let count):
            for (end, isInverse) in [(play, true), (song, false)] {
                let edge = EdgeView(relation: "played", head: NodeView.users(count), tail: end, properties: [])
                steps.append(PathView.Step(edge: edge, isInverse: isInverse))
            }
        }
        return PathView(start: user ?? play, steps: steps)
    }
}
