import Foundation
import Tensor

/// Songs' vectors made ready for bandits: of mean square length 1.
package struct BanditVectors: Sendable {
    /// `[songs, factors]`
    package let table: Matrix
    /// The square of each one's length. `[songs]`
    package let squares: [Float]

    /// The vectors that a scorer has learned; nil where it has none.
    package init?(_ scorer: any Scorer, songCount: Int) {
        let rows = (0..<songCount).compactMap { scorer.embedding(of: $0) }
        guard rows.count == songCount, let width = rows.first?.count, width > 0 else { return nil }
        let all = rows.flatMap(\.self)
        let mean = all.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(songCount)
        guard mean > 0 else { return nil }
        let table = Matrix(rows: songCount, columns: width, values: all.map { $0 / Float(mean.squareRoot()) })
        squares = (0..<songCount).map { song in table.row(song).reduce(0) { $0 + $1 * $1 } }
        self.table = table
    }
}

/// A bandit that learns what a listener likes as a linear function of songs' vectors, and is drawn to what it is not
/// sure of.
///
/// Source: Li et al. 2010, "A contextual-bandit approach to personalized news article recommendation",
/// arXiv:1003.0146, algorithm 1 (LinUCB), one model a listener: `θ = A⁻¹ b`, and the song of the largest
/// `xᵀθ + α √(xᵀA⁻¹x)` is shown. The known plays are answers of 1.
package struct LinearBandit: Strategy {
    /// How much it is drawn to the unsure.
    package static let exploration: Float = 0.1
    /// What `A` starts from, on its diagonal.
    package static let ridge: Float = 10

    private let vectors: BanditVectors
    private let exploration: Float
    /// A⁻¹. `[factors, factors]`
    private let inverse: Matrix
    /// b. `[1, factors]`
    private let sum: Matrix
    /// xᵀA⁻¹x of each song. `[songs]`
    private var variances: [Float]

    package init(
        _ vectors: BanditVectors, knowing history: History, exploration: Float = Self.exploration,
        ridge: Float = Self.ridge
    ) {
        (self.vectors, self.exploration) = (vectors, exploration)
        let width = vectors.table.columns
        inverse = Matrix(rows: width, columns: width)
        for place in 0..<width { inverse[place, place] = 1 / ridge }
        sum = Matrix(rows: 1, columns: width)
        variances = vectors.squares.map { $0 / ridge }
        for song in history.songs { hear(song, isLiked: true) }
    }

    package func scores() -> [Float] {
        let expected = vectors.table.products(
            with: Matrix(rows: 1, columns: sum.columns, values: inverse.products(with: sum.all)).all)
        return zip(expected, variances).map { $0 + exploration * max($1, 0).squareRoot() }
    }

    /// A⁻¹ after `A + x xᵀ`, by Sherman and Morrison.
    package mutating func hear(_ song: Int32, isLiked: Bool) {
        let (width, x) = (sum.columns, vectors.table.rows(Int(song)..<Int(song) + 1))
        let along = Matrix(rows: 1, columns: width, values: inverse.products(with: x))
        let row = vectors.table.row(Int(song))
        let divisor = 1 + zip(row, along.values).reduce(0) { $0 + $1.0 * $1.1 }
        for (place, product) in vectors.table.products(with: along.all).enumerated() {
            variances[place] -= product * product / divisor
        }
        let values = along.values
        for i in 0..<width {
            for j in 0..<width { inverse[i, j] -= values[i] * values[j] / divisor }
            if isLiked { sum[0, i] += row[i] }
        }
    }
}
