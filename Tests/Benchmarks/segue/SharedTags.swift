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
        func edge(_ from: Place, _ name: String, _ to: Place) throws -> MatchPattern.Edge {
            let choice = EdgeChoice(.of([try vocabulary.known(name)]), .out)
            return MatchPattern.Edge(from: from.rawValue, to: to.rawValue, choice)
        }
        var nodes = Place.allCases.map { _ in MatchPattern.Node() }
        nodes[Place.song.rawValue].candidates = [song]
        pattern = MatchPattern(
            nodes: nodes,
            edges: [
                try edge(.song, "sungBy", .artist), try edge(.artist, "taggedWith", .tag),
                try edge(.otherArtist, "taggedWith", .tag), try edge(.other, "sungBy", .otherArtist),
                try edge(.other, "releasedIn", .year), try edge(.song, "releasedIn", .year),
            ],
            where: .comparison(Place.other.column, .unequal, Place.song.column))
        answer = MatchReturn(
            [.value(Place.other.column), .aggregate(.count, of: nil)], order: .init(by: 1, isDescending: true),
            limit: limit)
    }
}
