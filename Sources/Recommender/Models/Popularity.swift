import Tensor

/// Scores a song by how many users have it.
public struct Popularity: Scorer {
    /// How many users have each song. `[songs]`
    public let counts: [Float]

    /// The popularity of each of `songCount` songs in `positives`.
    public init(_ positives: SongSets, songCount: Int) {
        counts = positives.counts(songCount: songCount).map(Float.init)
    }

    public func scores(for history: History) -> [Float] { counts }

    public var parts: [ModelPart] { [.matrix(Matrix(rows: 1, columns: counts.count, values: counts))] }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], songs: Int) {
        guard parts.count == 1, case .matrix(let matrix) = parts[0], matrix.rows == 1, matrix.columns == songs else {
            return nil
        }
        counts = matrix.values
    }
}
