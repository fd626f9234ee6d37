import Graph
import TestSupport

/// Listeners of five tastes. Each taste has four artists of five songs, of which the first are the best known; nine
/// plays in ten are of the listener's own taste.
struct TasteWorld {
    /// A listener of after training.
    struct Newcomer {
        let user: NodeID
        let played: [NodeID]
        /// A further song that they like, of which nobody is told.
        let hidden: NodeID
    }

    let graph = MemoryGraph()
    let songs: [NodeID]
    private var random: SeededGenerator
    private var listeners = 0

    init(listeners count: Int = 200, seed: UInt64) {
        let graph = graph
        songs = (0..<100).map { place in
            let song = graph.node("song", "s\(place)")
            graph.edge(song, "sungBy", graph.node("artist", "a\(place / 5)"))
            return song
        }
        random = SeededGenerator(seed: seed)
        for _ in 0..<count { _ = listener(of: drawn(8)) }
    }

    /// A listener with three plays, which are in the graph from now on.
    mutating func newcomer() -> Newcomer {
        let liked = drawn(4)
        let played = Array(liked.prefix(3))
        return Newcomer(user: listener(of: played), played: played, hidden: liked[3])
    }

    private mutating func listener(of songs: [NodeID]) -> NodeID {
        let user = graph.node("user", "u\(listeners)")
        listeners += 1
        for song in songs { graph.edge(user, "played", song, weight: 2) }
        return user
    }

    /// So many different songs that a listener of some taste likes.
    private mutating func drawn(_ count: Int) -> [NodeID] {
        // An artist's first song is drawn five times in fifteen, the last once.
        let tickets = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4]
        let taste = random.below(5)
        var places: [Int] = []
        while places.count < count {
            let artist = 4 * (random.once(in: 10) ? random.below(5) : taste) + random.below(4)
            let place = 5 * artist + tickets[random.below(15)]
            if !places.contains(place) { places.append(place) }
        }
        return places.map { songs[$0] }
    }
}
