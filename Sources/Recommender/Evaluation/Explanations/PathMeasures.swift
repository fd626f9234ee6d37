import Graph

/// What paths are like that explain songs: how recent what they link to, how popular what they share.
///
/// Source: Balloccu, Boratto, Fenu and Marras 2022, "Post Processing Recommender Systems with Knowledge Graphs for
/// Recency, Popularity, and Diversity of Explanations", SIGIR, section 3: an exponentially weighted moving average along
/// the sorted values, brought to 0…1.
package struct PathMeasures {
    /// How much the newest, or the most popular, weighs against all before: the paper's β.
    static let weight = 0.3

    /// The popularity of each node among its type, from 0 to 1. `[nodes]` of the types met so far
    private var popularity: [NodeID: Double] = [:]
    private var types: Set<TypeID> = []
    /// Which edges are stored, as far as they were looked up.
    private var edges: [Triple: Bool] = [:]

    /// Nothing looked up yet.
    package init() {}

    /// How recent each of a listener's plays is, from 0 to 1, by where it stands in the order of play (LIR); nil where its
    /// time is not known. `[songs]`
    package static func recency(_ order: [Int32]) -> [Double?] {
        let known = Set(order.filter { $0 > 0 }).sorted()
        let values = Dictionary(uniqueKeysWithValues: zip(known, smoothed(known.map(Double.init))))
        return order.map { values[$0] }
    }

    /// How popular a node is among those of its type, by the edges that touch them (SEP).
    package mutating func popularity(of node: NodeID, in reader: some GraphReader) throws(GraphError) -> Double {
        let type = try reader.node(node).type
        if types.insert(type).inserted {
            let nodes = try reader.nodes(ofType: type)
            let degrees = zip(try reader.degrees(of: nodes), nodes).sorted { $0 < $1 }
            for (found, value) in zip(degrees, Self.smoothed(degrees.map { Double($0.0) })) {
                popularity[found.1] = value
            }
        }
        return popularity[node] ?? 0
    }

    /// Of which paths from `user` to `song` every edge is stored: the play, and what leads on from it. `[routes]`
    mutating func areStored(
        _ routes: [Route], of user: NodeID, to song: NodeID, in reader: some GraphReader
    ) throws(GraphError) -> [Bool] {
        guard let played = reader.vocabulary.relation(named: Interactions.relationName) else {
            return routes.map { _ in false }
        }
        let others = try Self.others(than: user, playing: song, played, reader)
        let starts = [played, reader.vocabulary.relation(named: Feedback.likedName)].compactMap(\.self)
        return try routes.map { route throws(GraphError) in
            if case .users(let count) = route.way, others[route.play] != count { return false }
            var isHeard = false
            for start in starts where !isHeard {
                isHeard = try areStored([Triple(user, start, route.play)], in: reader)
            }
            guard isHeard, case .edges(let path) = route.way else { return isHeard }
            return try areStored(path.triples, in: reader)
        }
    }

    /// How many other users have played the song and each song beside it, told by what the users have played, where an
    /// account's count comes from who has played the songs.
    private static func others(
        than user: NodeID, playing song: NodeID, _ played: RelationID, _ reader: some GraphReader
    ) throws(GraphError) -> [NodeID: Int] {
        let users = try reader.neighbours(of: [song], via: .only([played]), direction: .in).nodes
        var counts: [NodeID: Int] = [:]
        let plays = try reader.neighbours(of: users.filter { $0 != user }, via: .only([played]), direction: .out)
        for play in plays.nodes { counts[play, default: 0] += 1 }
        return counts
    }

    private mutating func areStored(_ triples: [Triple], in reader: some GraphReader) throws(GraphError) -> Bool {
        for triple in triples {
            if edges[triple] == nil { edges[triple] = try Self.isStored(triple, in: reader) }
            if edges[triple] == false { return false }
        }
        return true
    }

    private static func isStored(_ triple: Triple, in reader: some GraphReader) throws(GraphError) -> Bool {
        try reader.neighbours(of: [triple.head], via: .only([triple.relation]), direction: .out).nodes
            .contains(triple.tail)
    }

    /// The moving average along ascending values, brought to 0…1; all 1 where they are alike.
    private static func smoothed(_ values: [Double]) -> [Double] {
        guard var average = values.first else { return [] }
        let averages = values.map { value in
            average = (1 - weight) * average + weight * value
            return average
        }
        let (low, high) = (averages[0], averages[averages.count - 1])
        return averages.map { high > low ? ($0 - low) / (high - low) : 1 }
    }
}
