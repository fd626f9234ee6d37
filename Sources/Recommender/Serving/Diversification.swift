import Foundation
import Graph

/// A list made again so that its songs have less in common in the graph, at a stated price in score.
///
/// Maximal marginal relevance: each next song is the one of the largest `(1 - τ) relevance - τ likeness`, of which
/// relevance is the score between the best and the worst of the pool, 1 to 0, and likeness that to the most alike song
/// before it. Source: Carbonell and Goldstein 1998, "The use of MMR, diversity-based reranking", SIGIR.
public struct Diversification: Sendable, Equatable {
    /// The rows in their new order.
    public let rows: [Recommendation.Row]
    /// How alike two songs of the list are in the mean, from 0 to 1: before, and now.
    public let likeness: (before: Double, now: Double)
    /// The mean score of the list: before, and now.
    public let score: (before: Double, now: Double)

    /// The `top` of `rows`, best first, at the trade-off `tradeoff` from 0, which changes nothing, to 1, which asks for
    /// difference alone.
    ///
    /// Two songs are as alike as the share of what is known of either that is known of both, in nodes one step of
    /// knowledge away, a node of degree d counting 1 / log₂(2 + d): rare ones say more.
    public init(
        of rows: [Recommendation.Row], top: Int, tradeoff: Double, in reader: some GraphReader
    ) throws(RecommenderError) {
        let pool = Array(rows.prefix(max(Self.pool, Self.times * top)))
        let likeness = try reading { () throws(GraphError) in try SongLikeness(of: pool.map(\.song), in: reader) }
        let (best, worst) = (pool.first?.score ?? 0, pool.last?.score ?? 0)
        let relevance = pool.map { best > worst ? Double(($0.score - worst) / (best - worst)) : 1 }
        var (chosen, left): ([Int], [Int]) = ([], Array(pool.indices))
        // How alike each is to the most alike song that is chosen.
        var nearest = [Double](repeating: 0, count: pool.count)
        while chosen.count < top, !left.isEmpty {
            let gains = left.map { (1 - tradeoff) * relevance[$0] - tradeoff * nearest[$0] }
            // The first of the best: of equals that with the better score.
            let place = gains.indices.max { gains[$0] == gains[$1] ? $0 > $1 : gains[$0] < gains[$1] } ?? 0
            let next = left.remove(at: place)
            for other in left { nearest[other] = max(nearest[other], likeness.of(other, next)) }
            chosen.append(next)
        }
        let first = Array(pool.indices.prefix(top))
        self.rows = chosen.map { pool[$0] }
        self.likeness = (likeness.mean(of: first), likeness.mean(of: chosen))
        score = (Self.mean(first.map { pool[$0].score }), Self.mean(chosen.map { pool[$0].score }))
    }

    /// How many songs are chosen from, at least, and how many times those of the list.
    private static let pool = 100, times = 5

    private static func mean(_ scores: [Float]) -> Double {
        scores.isEmpty ? 0 : scores.reduce(0) { $0 + Double($1) } / Double(scores.count)
    }

    public static func == (left: Diversification, right: Diversification) -> Bool {
        left.rows == right.rows && left.likeness == right.likeness && left.score == right.score
    }
}

/// How much of what the graph knows of songs they have in common.
struct SongLikeness {
    /// The nodes one step away from each song, and what each counts. `[songs]`
    private let known: [[NodeID: Double]]

    init(of songs: [NodeID], in reader: some GraphReader) throws(GraphError) {
        let found = try reader.neighbours(of: songs, via: .of(reader.vocabulary.knowledge), direction: .both)
        let nodes = Set(found.nodes).sorted()
        let weights = zip(nodes, try reader.degrees(of: nodes)).map { ($0, 1 / log2(2 + Double($1))) }
        let weight = Dictionary(uniqueKeysWithValues: weights)
        var known = [[NodeID: Double]](repeating: [:], count: songs.count)
        for run in found.runs { for node in found.nodes[run.range] { known[run.source][node] = weight[node] } }
        self.known = known
    }

    /// How alike two of the songs are, from 0 to 1.
    func of(_ one: Int, _ other: Int) -> Double {
        var (common, all) = (0.0, 0.0)
        for (node, weight) in known[one].sorted(by: { $0.key < $1.key }) {
            all += weight
            if known[other][node] != nil { common += weight }
        }
        for (node, weight) in known[other].sorted(by: { $0.key < $1.key }) where known[one][node] == nil {
            all += weight
        }
        return all > 0 ? common / all : 0
    }

    /// The mean over all pairs of some of the songs; 0 of fewer than two.
    func mean(of songs: [Int]) -> Double {
        guard songs.count > 1 else { return 0 }
        var sum = 0.0
        for place in songs.indices { for other in songs[(place + 1)...] { sum += of(songs[place], other) } }
        return sum / Double(songs.count * (songs.count - 1) / 2)
    }
}
