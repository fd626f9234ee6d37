import Foundation
import Graph
import Tensor

/// Scores songs by the product of a user's and a song's factors, learned by alternating least squares.
///
/// Minimised is `Σ_(u,i)∈S (w_u·h_i - 1)² + α₀ Σ_u,i (w_u·h_i)² + λ (Σ_u (|I_u| + α₀ |I|)^ν |w_u|² + Σ_i (|U_i| + α₀
/// |U|)^ν
/// |h_i|²)`: `settings.unobserved` is α₀, `.regularization` λ, `.exponent` ν.
/// Source: Rendle et al. 2021, "Revisiting the performance of iALS", arXiv:2110.14037, sections 2 and 3. With ν = 0 it
/// is Hu et al. 2008, "Collaborative filtering for implicit feedback datasets", of confidence `1 + α` and
/// regularisation `λ'`: `α₀ = 1 / α` and `λ = λ' / (1 + α)` give the same factors but for their length.
///
/// A user's factors are solved for whenever scores are asked, so that none are kept, and a listener who is unknown is
/// folded in by the very step of training.
public struct ALS: Scorer {
    /// h. `[songs, factors]`
    package let songs: Matrix
    /// `α₀ HᵀH`. `[factors, factors]`
    private let base: Matrix
    private let settings: TrainingSettings

    /// The scorer of these songs' factors `[songs, factors]`.
    init(songs: Matrix, settings: TrainingSettings) {
        (self.songs, self.settings) = (songs, settings)
        base = ALSHalf.base(songs, unobserved: settings.unobserved)
    }

    public func scores(for history: History) -> [Float] {
        songs.products(with: user(of: history).all)
    }

    /// h.
    public func embedding(of song: Int) -> [Float]? { songs.row(song) }

    /// w of a listener, solved for from their songs; `A⁻¹ right` where `right` [1, factors] stands in place of the sum
    /// of the songs. `[1, factors]`
    package func user(of history: History, for right: Block? = nil) -> Matrix {
        let row = Matrix(rows: 1, columns: songs.columns)
        NormalEquations(width: songs.columns).solve(
            songs, at: history.songs[...], base: base,
            ridge: settings.ridge(observed: history.songs.count, of: songs.rows), for: right, into: row.all)
        return row
    }

    public var parts: [ModelPart] { [.matrix(songs)] }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], settings: TrainingSettings, songs songCount: Int) {
        guard parts.count == 1, case .matrix(let songs) = parts[0], songs.rows == songCount,
            songs.columns == settings.factors
        else { return nil }
        self.init(songs: songs, settings: settings)
    }
}

/// One side's half of an epoch.
enum ALSHalf {
    /// `α₀ FᵀF`. `[factors, factors]`
    static func base(_ table: Matrix, unobserved: Double) -> Matrix {
        let base = Matrix(rows: table.columns, columns: table.columns)
        multiply(table.all, table.all, transposing: .first, into: base.all, scale: Float(unobserved))
        return base
    }

    /// Solves for the rows of `solutions` [sets, factors] from those of `table` [members, factors] that each set names;
    /// ends early where `cancellation` is raised.
    static func solve(
        _ sets: SongSets, _ table: Matrix, into solutions: Matrix, settings: TrainingSettings,
        cancellation: Cancellation
    ) {
        let base = base(table, unobserved: settings.unobserved)
        Team.run(threads: settings.threads) { member in
            let equations = NormalEquations(width: table.columns)
            for row in member.share(of: 0..<sets.userCount) where !cancellation.isRaised {
                equations.solve(
                    table, at: sets[row], base: base,
                    ridge: settings.ridge(observed: sets[row].count, of: table.rows),
                    into: solutions.rows(row..<row + 1))
            }
        }
    }
}

extension TrainingSettings {
    /// `λ (|I_u| + α₀ |I|)^ν`
    func ridge(observed: Int, of all: Int) -> Float {
        Float(regularization * Foundation.pow(Double(observed) + unobserved * Double(all), exponent))
    }
}
