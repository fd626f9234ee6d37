import Graph
import Recommender

/// What would change a song's rank, with its names looked up.
struct ChangesView {
    /// A change, and where the song then stands.
    struct Change {
        /// The edges taken away, or brought.
        let edges: [EdgeView]
        let rank: SongRank

        /// Whether the song is in the top then.
        var isIn: Bool { rank.rank <= Counterfactuals.top }
    }

    /// Without each play that was looked at, the largest loss first.
    let without: [Change]
    let smallest: Change?
    let bringing: Change?
    let found: Counterfactuals

    init(_ found: Counterfactuals, _ routes: RouteViewer, for audience: Audience, _ viewer: Viewer) throws {
        func change(_ change: Counterfactuals.Change, bringing: Bool = false) throws -> Change {
            let edges = try zip(change.songs, viewer.nodes(change.songs)).map { song, view in
                let known = bringing ? nil : routes.edge(to: song)
                let user = try audience.user.map(viewer.node) ?? .somebody
                return known
                    ?? EdgeView(
                        relation: bringing ? Feedback.likedName : Interactions.relationName, head: user, tail: view,
                        properties: [])
            }
            return Change(edges: edges, rank: change.rank)
        }
        without = try found.without.map { try change($0) }
        smallest = try found.smallest.map { try change($0) }
        bringing = try found.bringing.map { try change($0, bringing: true) }
        self.found = found
    }

    /// The changes for programs: each play alone, then the fewest plays, then the likes.
    var cell: Cell {
        .list(
            without.map { Self.cell("without", $0) }
                + (smallest.map { [Self.cell("without", $0, isSmallest: true)] } ?? [])
                + (bringing.map { [Self.cell("with", $0)] } ?? []))
    }

    private static func cell(_ name: String, _ change: Change, isSmallest: Bool = false) -> Cell {
        .record(
            [
                (name, .list(change.edges.map { .edge($0) })), ("rank", .integer(change.rank.rank)),
                ("score", .number(change.rank.score)), ("in_top", .truth(change.isIn)),
            ] + (isSmallest ? [("smallest", .truth(true))] : []))
    }

    /// What is said of the search.
    var notes: [Note] {
        found.isCut ? [.changesCut(looked: without.count, of: found.plays)] : []
    }
}
