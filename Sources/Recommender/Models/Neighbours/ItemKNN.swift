import Graph
import Tensor

/// Scores a song by how alike it is to the songs that the user has.
///
/// Each song keeps its k most similar songs; a song's score is the sum of its similarity to those of them that the user
/// has. Source: Sarwar et al. 2001, "Item-based collaborative filtering recommendation algorithms", section 3.
public struct ItemKNN: Scorer {
    /// How alike each song is to those whose neighbour it is.
    let weights: SongWeights

    /// Compares all songs of `positives` by `settings.similarity`, `.shrink` and `.k`; of equals the first is kept.
    ///
    /// Throws `GraphError.interrupted` where `cancellation` is raised.
    public init(
        _ positives: SongSets, songCount: Int, settings: TrainingSettings, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) {
        let listeners = positives.inverted(songCount: songCount)
        let overlap = SetOverlap(sets: listeners, inverted: positives, settings: settings)
        let lists = Team.collect(threads: settings.threads) { member in
            var common = [Int32](repeating: 0, count: songCount)
            return member.share(of: 0..<songCount).map { song -> [SongWeights.Entry] in
                guard !cancellation.isRaised else { return [] }
                return overlap.neighbours(of: listeners[song], excluding: song, counting: &common)
                    .map { SongWeights.Entry(song: $0.set, weight: $0.similarity) }
            }
        }
        try cancellation.stop()
        weights = SongWeights(addingTo: lists)
    }

    public func scores(for history: History) -> [Float] { weights.scores(for: history) }

    public var parts: [ModelPart] { weights.parts }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], songs: Int) {
        guard let weights = SongWeights(parts: parts, songs: songs) else { return nil }
        self.weights = weights
    }
}
