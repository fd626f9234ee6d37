import Graph
import Tensor

/// Scores a song by a linear model of which songs are played together, solved in closed form.
///
/// `B = I - P diag(1 / diag P)` with `P = (XᵀX + λI)⁻¹`, and a song's score is the sum of B over the songs that the
/// listener has. Of each song's column the entries of largest magnitude are kept. Source: Steck 2019, "Embarrassingly
/// shallow autoencoders for sparse data", arXiv:1905.03375, equation 8.
public struct EASE: Scorer {
    /// B. `[songs, songs]`
    private let weights: SongWeights

    /// How many songs it takes: the matrix of all pairs is then 3.6 GB.
    public static let mostSongs = 30_000

    /// Solves for `positives` by `settings.regularization` and `.keep`.
    ///
    /// Each of `groups`, songs that have something in common such as their artist, counts like a listener of all its
    /// songs whose plays weigh `groupWeight`: a row more in X, times `√groupWeight`. Throws `catalogueTooLarge` above
    /// `mostSongs` songs, and `GraphError.interrupted` where `cancellation` is raised.
    public init(
        _ positives: SongSets, songCount: Int, groups: SongSets? = nil, groupWeight: Double = 0,
        settings: TrainingSettings, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        guard songCount <= Self.mostSongs else {
            throw .catalogueTooLarge(songs: songCount, most: Self.mostSongs, kind: .ease)
        }
        let matrix = Self.gram(positives, songCount: songCount, diagonal: settings.regularization, settings.threads)
        if let groups { Self.add(groups, weight: Float(groupWeight), to: matrix, threads: settings.threads) }
        try cancellation.stop()
        let isSolved = matrix.invert(threads: settings.threads) { cancellation.isRaised }
        try cancellation.stop()
        guard isSolved else { throw .noSolution(.ease) }
        let lists = Team.collect(threads: settings.threads) { member in
            member.share(of: 0..<songCount).map { song in
                Self.column(of: song, in: matrix, keeping: settings.keep)
            }
        }
        weights = SongWeights(addingTo: lists)
    }

    /// `XᵀX` with `diagonal` added to its diagonal. `[songs, songs]`
    private static func gram(_ positives: SongSets, songCount: Int, diagonal: Double, _ threads: Int) -> Matrix {
        let matrix = Matrix(rows: songCount, columns: songCount)
        add(positives, weight: 1, to: matrix, threads: threads)
        for song in 0..<songCount { matrix[song, song] += Float(diagonal) }
        return matrix
    }

    /// Adds `weight` for each pair of songs that are in a set together; each thread has rows of its own.
    private static func add(_ sets: SongSets, weight: Float, to matrix: Matrix, threads: Int) {
        let owners = sets.inverted(songCount: matrix.rows)
        Team.run(threads: threads) { member in
            for song in member.share(of: 0..<matrix.rows) {
                for owner in owners[song] { matrix.add(weight, toRow: song, columns: sets[Int(owner)]) }
            }
        }
    }

    /// The entries of `song`'s column of B, `-P_ij / P_jj`, that are the largest by magnitude; of equals the first.
    private static func column(of song: Int, in inverse: Matrix, keeping count: Int) -> [SongWeights.Entry] {
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
