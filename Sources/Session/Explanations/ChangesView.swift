import Graph
import Recommender

/// What would change a song's rank, with its names looked up.
struct ChangesView {
    /// A change, and where the song then stands.
    struct Change {
        /// The songs whose plays and likes are taken away, or that are liked.
        let songs: [NodeView]
        /// What tells each of them from its namesakes.
        let telling: [String]
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
            let songs = try viewer.nodes(change.songs)
            let user = try audience.user.map(viewer.node) ?? .somebody
            let edges = songs.flatMap { song in
                bringing
                    ? [EdgeView(relation: Feedback.likedName, head: user, tail: song, properties: [])]
                    : routes.plays(of: song)
            }
            return Change(
                songs: songs, telling: try bringing ? songs.map(viewer.telling) : [], edges: edges, rank: change.rank)
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
