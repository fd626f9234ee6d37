import Graph

/// What a scorer knows of a listener: their songs, and their place where it has learned of them.
public struct History: Sendable, Equatable {
    /// The listener's place in the model; nil where the model was trained without them or without some of these songs.
    public let user: Int?
    /// The places of their songs, ascending and each once.
    public let songs: [Int32]

    /// The history of these songs, in any order and with repeats.
    public init(user: Int? = nil, songs: some Sequence<Int32>) {
        self.user = user
        var sorted = songs.sorted()
        var kept = 0
        for song in sorted where kept == 0 || sorted[kept - 1] != song {
            sorted[kept] = song
            kept += 1
        }
        self.songs = Array(sorted.prefix(kept))
    }

    /// A number that tells sets of songs apart, as nodes of the graph.
    static func fingerprint(of songs: some Sequence<NodeID>) -> UInt64 {
        var hash = Hash64()
        for song in songs { hash.add(song.rawValue) }
        return hash.value
    }
}
