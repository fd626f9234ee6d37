import Graph
import Recommender
import TestSupport

/// Two groups of users who like two groups of songs: user u and song s go together where u + s is even.
///
/// Every model must rank a user's own colour first. One in `gap` pairs is left out, so that there is something to find.
struct Checkerboard {
    let graph = MemoryGraph()
    let users: [NodeID]
    let songs: [NodeID]

    /// The board of these sizes; where it is timed, each listener plays the songs in an order of their own.
    init(users userCount: Int = 24, songs songCount: Int = 24, gap: Int = 5, isTimed: Bool = false) {
        let graph = graph
        users = (0..<userCount).map { graph.node("user", "u\($0)") }
        songs = (0..<songCount).map { graph.node("song", "s\($0)", label: "Song \($0)") }
        for (u, user) in users.enumerated() {
            for (s, song) in songs.enumerated() where (u + s) % 2 == 0 && (u + s / 2) % gap != 0 {
                let time = Property("time", .integer(Int64((s * 5 + u * 3) % 17)))
                graph.edge(user, "played", song, weight: 3, properties: isTimed ? [time] : [])
            }
        }
    }

    /// Settings that suit so small a set.
    static func settings(_ kind: ModelKind, seed: Int = 7) throws -> TrainingSettings {
        var settings = TrainingSettings(kind)
        settings.seed = UInt64(seed)
        (settings.epochs, settings.batch, settings.rate, settings.patience) = (60, 32, 0.01, 60)
        (settings.layers, settings.threads, settings.k) = ([16, 8, 4], 2, 20)
        if kind == .ease { settings.regularization = 5 }
        if kind == .als { (settings.factors, settings.epochs) = (8, 10) }
        if [.gmf, .bpr, .lightgcn].contains(kind) { settings.factors = 8 }
        if kind == .bpr || kind == .lightgcn { (settings.rate, settings.batch) = (0.05, 512) }
        return settings
    }

    func data(_ settings: TrainingSettings) throws -> TrainingData {
        try TrainingData(reading: graph, settings: settings)
    }
}

/// A graph of three users and four songs, small enough to work out by hand; one song was played once by one user.
///
/// | | A | B | C | D |
/// |---|---|---|---|---|
/// | u1 | 2 | 2 | | 1 |
/// | u2 | 2 | 2 | 2 | |
/// | u3 | | 2 | 2 | |
func smallGraph() -> (graph: MemoryGraph, users: [NodeID], songs: [NodeID]) {
    let graph = MemoryGraph()
    let users = ["u1", "u2", "u3"].map { graph.node("user", $0) }
    let songs = ["A", "B", "C", "D"].map { graph.node("song", $0) }
    for (user, plays) in [[(0, 2), (1, 2), (3, 1)], [(0, 2), (1, 2), (2, 2)], [(1, 2), (2, 2)]].enumerated() {
        for (song, count) in plays { graph.edge(users[user], "played", songs[song], weight: Float(count)) }
    }
    return (graph, users, songs)
}
