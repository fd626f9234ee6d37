import Graph
import Tensor

/// The epochs of alternating least squares: each solves for all users, then for all songs.
struct ALSTraining {
    private let settings: TrainingSettings
    private let positives: SongSets
    /// For each song its listeners.
    private let listeners: SongSets
    /// w. `[users, factors]`
    private let users: Matrix
    /// h. `[songs, factors]`
    private let songs: Matrix

    /// Songs start at normal numbers of deviation `0.1 / √factors`.
    init(_ settings: TrainingSettings, _ positives: SongSets, songCount: Int) {
        (self.settings, self.positives) = (settings, positives)
        listeners = positives.inverted(songCount: songCount)
        var random = RandomSource(seed: settings.seed, stream: Stream.weights)
        users = Matrix(rows: positives.userCount, columns: settings.factors)
        songs = .normal(
            rows: songCount, columns: settings.factors, deviation: 0.1 / Double(settings.factors).squareRoot(),
            from: &random)
    }

    /// Runs all epochs; where `cancellation` is raised, the model of the last whole one, and `GraphError.interrupted`
    /// where there is none yet.
    func run(
        progress: (EpochReport) -> Void, cancellation: Cancellation
    ) throws(RecommenderError) -> (scorer: ALS, epoch: Int) {
        let clock = ContinuousClock()
        var (kept, epoch) = (songs, 0)
        while epoch < settings.epochs {
            let start = clock.now
            ALSHalf.solve(positives, songs, into: users, settings: settings, cancellation: cancellation)
            ALSHalf.solve(listeners, users, into: songs, settings: settings, cancellation: cancellation)
            if cancellation.isRaised { break }
            (kept, epoch) = (songs.copy(), epoch + 1)
            let learned = clock.now
            let loss = loss()
            progress(
                EpochReport(
                    stage: nil, epoch: epoch, loss: loss, samples: positives.pairCount, validation: nil,
                    seconds: (learned - start) / .seconds(1), validating: (clock.now - learned) / .seconds(1)))
        }
        if epoch == 0 { try cancellation.stop() }
        return (ALS(songs: kept, settings: settings), epoch)
    }

    /// What is minimised, a positive.
    private func loss() -> Double {
        let product = Matrix(rows: 1, columns: 1)
        var sum = penalty(users, positives, of: songs.rows) + penalty(songs, listeners, of: users.rows)
        for user in 0..<positives.userCount {
            for song in positives[user] {
                let (left, right) = (users.rows(user..<user + 1), songs.rows(Int(song)..<Int(song) + 1))
                multiply(left, right, transposing: .second, into: product.all)
                sum += Double((product[0, 0] - 1) * (product[0, 0] - 1))
            }
        }
        // Σ_u,i (w_u·h_i)² is the product of WᵀW and HᵀH, summed over all cells.
        let (left, right) = (ALSHalf.base(users, unobserved: settings.unobserved), ALSHalf.base(songs, unobserved: 1))
        for (a, b) in zip(left.values, right.values) { sum += Double(a) * Double(b) }
        return sum / Double(max(positives.pairCount, 1))
    }

    /// One side's regularisation.
    private func penalty(_ table: Matrix, _ sets: SongSets, of all: Int) -> Double {
        var sum = 0.0
        for row in 0..<table.rows {
            let square = table.row(row).reduce(0) { $0 + Double($1) * Double($1) }
            sum += Double(settings.ridge(observed: sets[row].count, of: all)) * square
        }
        return sum
    }
}
