import Foundation
import Graph

/// A measure of the lists that a model gives, whatever was held out.
public enum ListMetric: String, Sendable, CaseIterable {
    /// The share of the catalogue that is in some list (Ge, Delgado-Battenfeld and Jannach 2010, RecSys).
    case coverage
    /// How unevenly songs are listed: 0 where all are alike often, towards 1 where few take all (Gini's index; Shani and
    /// Gunawardana 2011, "Evaluating Recommendation Systems").
    case gini
    /// How surprising a listed song is: the mean of `-log₂` of the share of users who have it, in bits (Zhou et al. 2010,
    /// PNAS 107(10); Castells, Hurley and Vargas 2015, "Novelty and Diversity in Recommender Systems").
    case novelty
    /// How far apart a list's songs are: the mean distance of two of them in the graph (the average intra-list distance
    /// of Castells et al. 2015, after Ziegler et al. 2005, WWW, whose intra-list similarity is its counterpart).
    case diversity

    /// How many songs of a longer list stand for it in `diversity`, whose work is the square of their number.
    public static let diversityLimit = 100

    /// Whether it is a mean over users, so that users can be resampled.
    public var isMean: Bool { self == .novelty || self == .diversity }
}

/// What measures lists: how many users have each song, and how far songs are apart.
struct ListMeasures: Sendable {
    private let places: Places
    private let songCount: Int
    /// How surprising each song is, in bits. `[songs]`
    private let surprise: [Double]
    private let graph: KnowledgeGraph

    /// The catalogue is that of `data`; a song that no user is known to have counts as had by one.
    init(_ data: TrainingData, _ graph: KnowledgeGraph) {
        (places, songCount, self.graph) = (Places(data.interactions.songs), data.interactions.songs.count, graph)
        let users = Double(data.interactions.users.count)
        surprise = data.holdout.known.counts(songCount: songCount).map { log2(users / max(Double($0), 1)) }
    }

    /// The mean surprise of a list's songs, in bits; NaN of an empty list.
    func novelty(of list: ArraySlice<NodeID>) -> Double {
        let found = list.compactMap { places[$0].map { surprise[Int($0)] } }
        return found.isEmpty ? .nan : found.reduce(0, +) / Double(found.count)
    }

    /// The mean distance of two songs of a list, each `KnowledgeGraph.farthest` at most; NaN of fewer than two songs, and
    /// where the graph knows nothing.
    func diversity(of list: ArraySlice<NodeID>) -> Double {
        let list = list.prefix(ListMetric.diversityLimit)
        guard list.count > 1, !graph.isEmpty else { return .nan }
        var sum = 0
        for place in list.indices {
            for other in list[(place + 1)...] { sum += graph.distance(list[place], other) }
        }
        return Double(sum) / Double(list.count * (list.count - 1) / 2)
    }

    /// The share of the catalogue that is in some of `lists`.
    func coverage(of lists: [ArraySlice<NodeID>]) -> Double {
        Double(counts(in: lists).count { $0 > 0 }) / Double(songCount)
    }

    /// Gini's index of how often each song of the catalogue is in `lists`; NaN where all are empty.
    func gini(of lists: [ArraySlice<NodeID>]) -> Double {
        let counts = counts(in: lists).sorted()
        let sum = counts.reduce(0, +)
        guard sum > 0 else { return .nan }
        // Σ (2i - n - 1) xᵢ / (n Σ xᵢ), i from 1.
        let weighted = counts.enumerated().reduce(0) { $0 + (2 * ($1.offset + 1) - songCount - 1) * $1.element }
        return Double(weighted) / Double(songCount * sum)
    }

    /// How often each song is in `lists`. `[songs]`
    private func counts(in lists: [ArraySlice<NodeID>]) -> [Int] {
        var counts = [Int](repeating: 0, count: songCount)
        for song in lists.joined() { if let place = places[song] { counts[Int(place)] += 1 } }
        return counts
    }
}
