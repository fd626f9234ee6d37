import Graph
import Tensor

/// Scores a song by a linear model of which songs are played together, solved in closed form.
///
/// `B = I - P diag(1 / diag P)` with `P = (XᵀX + λI)⁻¹`, and a song's score is the sum of B over the songs that the
/// listener has. Of each song's column the entries of largest magnitude are kept. Source: Steck 2019, "Embarrassingly
/// shallow autoencoders for sparse data", arXiv:1905.03375, equation 8.
public struct EASE: Scorer {
    /// B. `[songs, songs]`
    let weights: SongWeights

    /// How many songs it takes, or listeners and groups where they are fewer: the matrix of all pairs is then 3.6 GB.
    public static let mostSongs = 30_000

    /// How many songs a core has.
    static let coreSize = 10_000

    /// Solves for `positives` by `settings.regularization` and `.keep`.
    ///
    /// Each of `groups`, songs that have something in common such as their artist, counts like `groupWeight` listeners
    /// who have all of its songs: a row more in X, times `√groupWeight`. Where `core` is given, only the so many songs
    /// with the most listeners are compared; all others neither score nor count. Throws `catalogueTooLarge` above `mostSongs`,
    /// `noSolution` where 32-bit floats are too few for the regularisation, and `GraphError.interrupted` where
    /// `cancellation` is raised.
    public init(
        _ positives: SongSets, songCount: Int, groups: SongSets? = nil, groupWeight: Double = 0,
        core size: Int? = nil, settings: TrainingSettings, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        let core = size.map { positives.mostFrequent($0, of: songCount) } ?? (0..<songCount).map(Int32.init)
        let all = positives.followed(by: groups ?? SongSets([]))
        let sets = size == nil ? all : all.among(core, of: songCount)
        let (ridge, groupCount) = (settings.regularization, groups?.userCount ?? 0)
        guard InverseGram.width(sets: sets.userCount, songs: core.count, ridge: ridge) <= Self.mostSongs else {
            throw .catalogueTooLarge(songs: songCount, most: Self.mostSongs, kind: .ease)
        }
        let weights =
            [Float](repeating: 1, count: positives.userCount)
            + [Float](repeating: Float(groupWeight), count: groupCount)
        let inverse = InverseGram(
            sets, weights: weights, songCount: core.count, ridge: ridge, threads: settings.threads,
            cancellation: cancellation)
        try cancellation.stop()
        guard let inverse else { throw .noSolution(.ease) }
        let lists = Team.collect(threads: settings.threads) { member in
            member.share(of: 0..<core.count).map { song in
                cancellation.isRaised ? [] : Self.column(of: song, in: inverse, keeping: settings.keep)
            }
        }
        try cancellation.stop()
        self.weights = SongWeights(addingTo: lists, of: core, songCount: songCount)
    }

    /// The entries of `song`'s column of B, `-P_ij / P_jj`, that are the largest by magnitude; of equals the first.
    private static func column(of song: Int, in inverse: InverseGram, keeping count: Int) -> [SongWeights.Entry] {
        var row = inverse.row(song)
        let scale = -1 / row[song]
        row[song] = 0
        let bound = row.magnitude(ofRank: count)
        var ties = count - row.count { abs($0) > bound }
        var kept: [SongWeights.Entry] = []
        for (other, value) in row.enumerated() where abs(value) >= bound && value != 0 {
            if abs(value) == bound {
                guard ties > 0 else { continue }
                ties -= 1
            }
            kept.append(SongWeights.Entry(song: Int32(other), weight: value * scale))
        }
        return kept
    }

    public func scores(for history: History) -> [Float] { weights.scores(for: history) }

    public var parts: [ModelPart] { weights.parts }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], songs: Int) {
        guard let weights = SongWeights(parts: parts, songs: songs) else { return nil }
        self.weights = weights
    }
}

extension [Float] {
    /// The magnitude that `rank` values reach, counted from 1; 0 where there are not as many.
    ///
    /// Found by halving the range of the bits of magnitudes, which are ordered as the magnitudes are.
    fileprivate func magnitude(ofRank rank: Int) -> Float {
        guard rank < count else { return 0 }
        let bits = map { $0.magnitude.bitPattern }
        var (low, high) = (0 as UInt32, Float.infinity.bitPattern)
        while low < high {
            let middle = low + (high - low + 1) / 2
            if bits.count(where: { $0 >= middle }) >= rank { low = middle } else { high = middle - 1 }
        }
        return Float(bitPattern: low)
    }
}
