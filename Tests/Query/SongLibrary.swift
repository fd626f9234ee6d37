import Graph
import Query
import TestSupport

/// A seeded random library: songs by artists with tags, and their years; where it is mixed, a few songs have
/// two artists or none.
struct SongLibrary {
    let graph = MemoryGraph()
    let songs: [NodeID]
    var random: SeededGenerator

    init(seed: UInt64, songs count: Int = 300, artists: Int = 200, tags: Int = 15, years: Int = 4, isMixed: Bool? = nil)
    {
        var random = SeededGenerator(seed: seed)
        let artists = (0..<artists).map { [graph] in graph.node("artist", "\($0)") }
        let tags = (0..<tags).map { [graph] in graph.node("tag", "\($0)") }
        let years = (0..<years).map { [graph] in graph.node("year", "\($0)") }
        songs = (0..<count).map { [graph] in graph.node("song", "\($0)") }
        for artist in artists {
            // The first tags are the popular ones.
            for _ in 0..<random.below(7) {
                graph.edge(artist, "taggedWith", tags[random.below(1 + random.below(tags.count))])
            }
        }
        let isMixed = isMixed ?? random.once(in: 2)
        for song in songs {
            for _ in 0..<(isMixed && random.once(in: 100) ? 2 * random.below(2) : 1) {
                graph.edge(song, "sungBy", artists[random.below(1 + random.below(artists.count))])
            }
            if !random.once(in: 3) { graph.edge(song, "releasedIn", years[random.below(years.count)]) }
        }
        self.random = random
    }

    func choice(_ relation: String, _ direction: Direction = .out) -> EdgeChoice {
        EdgeChoice(.of([graph.relation(relation)]), direction)
    }

    /// Songs (4) that share tags (2), and at times the year (5), with one (0); its artist is 1, theirs 3.
    ///
    /// Written in one chain or, at times, in two: then the artist may be the same.
    mutating func sharedTags(isApart: Bool, withYear: Bool = false) -> MatchPattern {
        let song = songs[random.below(songs.count)]
        let second = random.below(2)
        var pattern = MatchPattern(
            nodes: [.init(type: graph.type("song"), candidates: [song]), .init(), .init(), .init()]
                + [.init(type: graph.type("song"))],
            edges: [
                .init(from: 0, to: 1, choice("sungBy")), .init(from: 1, to: 2, choice("taggedWith")),
                .init(from: 2, to: 3, choice("taggedWith", .in), chain: second),
                .init(from: 3, to: 4, choice("sungBy", .in), chain: second),
            ], where: isApart ? .comparison(.column(4), .unequal, .column(0)) : nil)
        guard withYear || !random.once(in: 4) else { return pattern }
        pattern.nodes.append(.init())
        pattern.edges += [
            .init(from: 0, to: 5, choice("releasedIn"), chain: 2),
            .init(from: 5, to: 4, choice("releasedIn", .in), chain: 2),
        ]
        return pattern
    }
}
