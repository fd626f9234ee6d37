import Graph
import Query

/// The best path to a song from each of a listener's plays.
struct Reasons {
    /// A path that starts with the listener's play.
    struct Reason {
        let path: Path
        let plays: Float?
        /// The most edges at a node between the play and the song: the fewer, the more the path says.
        let breadth: Int
    }

    /// The best of them, ready to be written.
    let shown: [PathView]
    /// How many of the plays have a path at all.
    let count: Int
    let plays: Int
    /// How often the listener played the song itself; nil is never.
    let own: Float?

    init(
        for song: NodeID, user: NodeID, hops: Int, limit: Int, query: GraphQuery<some GraphReader>, _ reading: Reading
    ) throws {
        guard let played = reading.vocabulary.relation(named: "played") else {
            (shown, count, plays, own) = ([], 0, 0, nil)
            return
        }
        let all = try reading.reader.neighbours(of: [user], via: .only([played]), direction: .out).nodes
        own = all.contains(song) ? try reading.reader.weights(of: [Triple(user, played, song)])[0] ?? 1 : nil
        let songs = all.filter { $0 != song }
        let weights = try reading.reader.weights(of: songs.map { Triple(user, played, $0) })
        let edges = EdgeChoice(.of(reading.vocabulary.knowledge), .both)
        let lists = try query.shortestPaths(fromEach: songs, to: song, by: edges, hops: hops, limit: 16)
        var best: [Reason] = []
        for (list, weight) in zip(lists, weights) {
            let reasons = try list.paths.map {
                try Self.reason($0, user: user, played: played, plays: weight, reading)
            }
            if let first = reasons.min(by: Self.precedes) { best.append(first) }
        }
        best.sort(by: Self.precedes)
        shown = try best.prefix(limit).map { try reading.viewer.path($0.path) }
        (count, plays) = (best.count, songs.count)
    }

    private static func reason(
        _ path: Path, user: NodeID, played: RelationID, plays: Float?, _ reading: Reading
    ) throws -> Reason {
        var whole = Path(at: user).appending(.init(relation: played, isInverse: false), to: path.start)
        for (step, node) in zip(path.steps, path.nodes.dropFirst()) { whole = whole.appending(step, to: node) }
        let between = Array(path.nodes.dropFirst().dropLast())
        return Reason(
            path: whole, plays: plays,
            breadth: try reading.reader.degrees(of: between).max() ?? 0)
    }

    /// Shorter, then through nodes with fewer edges, then played more, then by node numbers.
    private static func precedes(_ left: Reason, _ right: Reason) -> Bool {
        if left.path.length != right.path.length { return left.path.length < right.path.length }
        if left.breadth != right.breadth { return left.breadth < right.breadth }
        if left.plays != right.plays { return left.plays ?? 0 > right.plays ?? 0 }
        return left.path.nodes.lexicographicallyPrecedes(right.path.nodes)
    }
}
