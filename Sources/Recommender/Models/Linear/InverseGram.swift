import Graph
import Tensor

/// `P = (XᵀX + λI)⁻¹`, songs by songs, solved on the smaller side of X.
///
/// X has a row for each of some sets of songs, `√weight` where the set has the song. Where sets are fewer than songs,
/// only `K = (XXᵀ + λI)⁻¹` is solved for, and `P = (I - XᵀKX) / λ` is made row by row (Woodbury's identity).
struct InverseGram: Sendable {
    /// The sets, and for each song those that it is in.
    private let sets: SongSets
    private let owners: SongSets
    /// P `[songs, songs]`, or `√W K √W / λ` `[sets, sets]` where W are the weights.
    private let matrix: Matrix
    private let isOfSongs: Bool
    private let ridge: Float

    /// Below this the difference `I - XᵀKX` keeps too few digits in 32 bits, and the songs' side is solved.
    private static let leastRidge = 1.0

    /// Which side is solved: how wide its matrix is.
    static func width(sets: Int, songs: Int, ridge: Double) -> Int {
        ridge < leastRidge ? songs : min(sets, songs)
    }

    /// Solves for `sets` of `weights`; nil where 32-bit floats have no solution, or `cancellation` was raised.
    init?(
        _ sets: SongSets, weights: [Float], songCount: Int, ridge: Double, threads: Int, cancellation: Cancellation
    ) {
        (self.sets, self.ridge) = (sets, Float(ridge))
        owners = sets.inverted(songCount: songCount)
        let width = Self.width(sets: sets.userCount, songs: songCount, ridge: ridge)
        let isOfSongs = width == songCount
        self.isOfSongs = isOfSongs
        matrix = Matrix(rows: width, columns: width)
        let (rows, members) = isOfSongs ? (owners, sets) : (sets, owners)
        let roots = isOfSongs ? nil : weights.map { $0.squareRoot() }
        Self.fill(matrix, rows, members, threads) { isOfSongs ? weights[$0] : 1 }
        if let roots { Self.scale(matrix, by: roots) }
        for place in 0..<width { matrix[place, place] += self.ridge }
        guard !cancellation.isRaised, matrix.invert(threads: threads, isCancelled: { cancellation.isRaised }) else {
            return nil
        }
        if let roots { Self.scale(matrix, by: roots.map { $0 / self.ridge.squareRoot() }) }
    }

    /// Counts for each two rows the members that they share, each of its weight; each thread has rows of its own.
    private static func fill(
        _ matrix: Matrix, _ rows: SongSets, _ members: SongSets, _ threads: Int,
        weight: @escaping @Sendable (Int) -> Float
    ) {
        Team.run(threads: threads) { team in
            for row in team.share(of: 0..<matrix.rows) {
                for member in rows[row] {
                    matrix.add(weight(Int(member)), toRow: row, columns: members[Int(member)])
                }
            }
        }
    }

    /// Multiplies each value by the factors of its row and its column.
    private static func scale(_ matrix: Matrix, by factors: [Float]) {
        let columns = matrix.columns
        matrix.withMutableSpan { values in
            for row in factors.indices {
                for column in factors.indices { values[row * columns + column] *= factors[row] * factors[column] }
            }
        }
    }

    /// A song's row of P. `[songs]`
    func row(_ song: Int) -> [Float] {
        if isOfSongs { return matrix.row(song) }
        let (gathered, sums) = (
            Matrix(rows: owners[song].count, columns: matrix.columns), Matrix(rows: 1, columns: matrix.columns)
        )
        gathered.all.gather(matrix, at: owners[song])
        gathered.all.columnSums(into: sums.all)
        let shares = sums.values
        var row = (0..<owners.userCount).map { other in
            owners[other].reduce(0 as Float) { $0 - shares[Int($1)] }
        }
        row[song] += 1 / ridge
        return row
    }
}
