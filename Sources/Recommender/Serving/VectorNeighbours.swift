import Graph

/// The songs of a model whose vectors lie nearest to one song's, by the cosine of the angle between them.
public struct VectorNeighbours: Sendable, Equatable {
    /// A song and how near it is.
    public struct Row: Sendable, Equatable {
        /// The song.
        public let song: NodeID
        /// The cosine, from -1 to 1.
        public let cosine: Double
    }

    /// The songs, the nearest first; ties by number.
    public let rows: [Row]

    /// The `top` songs nearest to `song` by `model`, of those that `keeping` admits and the graph still has; the song
    /// itself is none of them, nor is one whose vector is zero, which lies in no direction.
    ///
    /// A model without vectors, a song that it has not seen, and a song whose own vector is zero are errors.
    public init(
        of song: NodeID, by model: Model, in reader: some GraphReader, top: Int = 10,
        keeping: (([NodeID]) throws(GraphError) -> Set<NodeID>)? = nil
    ) throws(RecommenderError) {
        guard model.kind.hasVectors else { throw .noVectors(model.kind) }
        let isThere = try model.presence(in: reader)
        guard let place = model.place(ofSong: song) else { throw .songUnknownToModel(song) }
        try self.init(
            of: place, among: model.songs, by: model.scorer, top: top, isThere: { isThere[$0] }, keeping: keeping)
    }

    /// The same by places in `songs`, which are those of `scorer`; `isThere` tells which of them count.
    package init(
        of place: Int, among songs: [NodeID], by scorer: any Scorer, top: Int,
        isThere: (Int) -> Bool = { _ in true }, keeping: (([NodeID]) throws(GraphError) -> Set<NodeID>)? = nil
    ) throws(RecommenderError) {
        let cosines = scorer.cosines(to: place, of: songs.count)
        guard !cosines[place].isNaN else { throw .songWithoutVector(songs[place]) }
        let near = cosines.indices
            .filter { $0 != place && isThere($0) && !cosines[$0].isNaN }
            .sorted { cosines[$0] == cosines[$1] ? $0 < $1 : cosines[$0] > cosines[$1] }
        let all = near.map { songs[$0] }
        let kept = if let keeping { Set(try all.first(top, keeping: keeping)) } else { Set(all.prefix(top)) }
        rows = near.filter { kept.contains(songs[$0]) }.map { Row(song: songs[$0], cosine: cosines[$0]) }
    }
}

extension Scorer {
    /// The cosine of each song's embedding and that of the song at `place`; NaN where either is zero. `[songs]`
    func cosines(to place: Int, of songCount: Int) -> [Double] {
        let one = (embedding(of: place) ?? []).map(Double.init)
        let length = one.length
        return (0..<songCount).map { song in
            let other = (embedding(of: song) ?? []).map(Double.init)
            let lengths = length * other.length
            return lengths > 0 ? min(max(one.product(with: other) / lengths, -1), 1) : .nan
        }
    }
}

extension [Double] {
    fileprivate var length: Double { product(with: self).squareRoot() }

    fileprivate func product(with other: [Double]) -> Double {
        var sum = 0.0
        for place in indices { sum += self[place] * other[place] }
        return sum
    }
}
