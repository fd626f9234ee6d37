import Graph
import Query

/// The songs that share tags and year with a song: most tags first, then by number.
struct SharedTags {
    let pattern: MatchPattern
    let answer: MatchReturn

    /// Places of the pattern's nodes.
    private enum Place: Int, CaseIterable {
        case song, artist, tag, otherArtist, other, year

        var column: Term { .column(rawValue) }
    }

    init(with song: NodeID, in vocabulary: Vocabulary, limit: Int = 10) throws {
        func edge(_ from: Place, _ name: String, _ to: Place, chain: Int) throws -> MatchPattern.Edge {
            let choice = EdgeChoice(.of([try vocabulary.known(name)]), .out)
            return MatchPattern.Edge(from: from.rawValue, to: to.rawValue, choice, chain: chain)
        }
        var nodes = Place.allCases.map { _ in MatchPattern.Node() }
        nodes[Place.song.rawValue].candidates = [song]
        pattern = MatchPattern(
            nodes: nodes,
            edges: [
                try edge(.song, "sungBy", .artist, chain: 0), try edge(.artist, "taggedWith", .tag, chain: 0),
                try edge(.otherArtist, "taggedWith", .tag, chain: 1),
                try edge(.other, "sungBy", .otherArtist, chain: 1),
                try edge(.other, "releasedIn", .year, chain: 2), try edge(.song, "releasedIn", .year, chain: 2),
            ],
            where: .comparison(Place.other.column, .unequal, Place.song.column))
        answer = MatchReturn(
            [.value(Place.other.column), .aggregate(.count, of: nil)], order: .init(by: 1, isDescending: true),
            limit: limit)
    }
}
