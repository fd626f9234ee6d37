import Foundation
import Graph
import Tensor

// Models whose numbers were learned by another program, on the same data.
extension Trainer {
    /// A model of alternating least squares by songs' factors that were learned elsewhere on what `data` shows when it is
    /// tested; a song without any has zeros. `factors` `[songs][factors]`
    public static func model(
        _ settings: TrainingSettings, on data: TrainingData, factorsOfSongs factors: [NodeID: [Float]]
    ) -> Model {
        let songs = data.interactions.songs
        let nothing = [Float](repeating: 0, count: settings.factors)
        let table = Matrix(
            rows: songs.count, columns: settings.factors, values: songs.flatMap { factors[$0] ?? nothing })
        return model(settings, data, ALS(songs: table, settings: settings))
    }
}

extension TrainingData {
    /// The pairs of listener and song that are held out for the test.
    public var tested: [(user: NodeID, song: NodeID)] {
        holdout.test.map { (interactions.users[Int($0.user)], interactions.songs[Int($0.song)]) }
    }

    /// How strongly alternating least squares holds a listener's factors down who has as many songs as the mean: λ of a
    /// solver that multiplies it by that number and weighs each song that is there by `α₀⁻¹`.
    public func regularization(perSong settings: TrainingSettings) -> Double {
        let mean = max(Double(holdout.known.pairCount) / Double(max(holdout.known.userCount, 1)), 1)
        let all = Double(interactions.songs.count)
        let ridge = settings.regularization * pow(mean + settings.unobserved * all, settings.exponent)
        return ridge / (settings.unobserved * mean)
    }
}
