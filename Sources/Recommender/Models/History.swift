import Graph
import Tensor

/// What a scorer knows of a listener: their songs, and their place where it has learned of them.
public struct History: Sendable, Equatable {
    /// The listener's place in the model; nil where the model was trained without them or without some of these songs.
    public let user: Int?
    /// The places of their songs, ascending and each once.
    public let songs: [Int32]
    /// Where each of the songs stands in the order of play, from 1 and the oldest first, 0 where that is not known; none
    /// where it is known of none. `[songs]`
    public let order: [Int32]

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
        order = []
    }

    /// The history of these songs, ascending and each once, in this order of play. `[songs]` both, or no order
    public init(user: Int? = nil, songs: [Int32], order: [Int32]) {
        precondition(order.isEmpty || order.count == songs.count, "an order of other songs")
        (self.user, self.songs, self.order) = (user, songs, order)
    }

    /// What was played before `song`, which is one of the songs; songs without a time may have been. All others where
    /// its own time is not known.
    func before(_ song: Int32) -> History {
        let time = order.isEmpty ? 0 : songs.firstIndex(of: song).map { order[$0] } ?? 0
        let kept = songs.indices.filter { songs[$0] != song && (time == 0 || order[$0] < time) }
        return History(songs: kept.map { songs[$0] }, order: order.isEmpty ? [] : kept.map { order[$0] })
    }

    /// The songs, the oldest first: those without a time before all others, and songs of one time in random order.
    func sequence(from random: inout RandomSource) -> [Int32] {
        var places = Array(songs.indices)
        random.shuffle(&places)
        if !order.isEmpty { places.sort { order[$0] < order[$1] } }
        return places.map { songs[$0] }
    }

    /// The songs, the oldest first: those without a time before all others, and songs of one time by their `mark`.
    func sequence(by mark: (Int32) -> UInt64) -> [Int32] {
        let marks = songs.map(mark)
        let places = songs.indices.sorted { left, right in
            let (first, second) = (order.isEmpty ? 0 : order[left], order.isEmpty ? 0 : order[right])
            return first == second ? marks[left] < marks[right] : first < second
        }
        return places.map { songs[$0] }
    }

    /// The same songs of a listener who is not one of the training's.
    var folded: History { History(songs: songs, order: order) }

    /// The songs in these places alone, ascending, of a listener who is not one of the training's.
    func keeping(_ places: [Int]) -> History {
        History(songs: places.map { songs[$0] }, order: order.isEmpty ? [] : places.map { order[$0] })
    }

    /// The same without these plays.
    func without(_ plays: Set<Int32>) -> History { keeping(songs.indices.filter { !plays.contains(songs[$0]) }) }

    /// The same listener after liking these songs, the oldest first and each once: they count as the newest plays, also
    /// where they were played before.
    package func liking(_ liked: [Int32]) -> History {
        guard !liked.isEmpty else { return self }
        let newest = (order.max() ?? 0) + 1
        var places = Dictionary(uniqueKeysWithValues: zip(songs, order.isEmpty ? songs.map { _ in 0 } : order))
        for (place, song) in liked.enumerated() { places[song] = newest + Int32(place) }
        let all = places.sorted { $0.key < $1.key }
        return History(songs: all.map(\.key), order: all.map(\.value))
    }

    /// A number that tells sets of songs apart, as nodes of the graph.
    static func fingerprint(of songs: some Sequence<NodeID>) -> UInt64 {
        var hash = Hash64()
        for song in songs { hash.add(song.rawValue) }
        return hash.value
    }
}
