import Tensor

/// Scores a song by how alike the listeners who have it are to the user.
///
/// The user's k most similar listeners are looked for as scores are asked; a song's score is the sum of the similarity
/// of those who have it. Source: Herlocker et al. 1999, "An algorithmic framework for performing collaborative
/// filtering", sections 3 and 4, for positives without ratings.
public struct UserKNN: Scorer {
    let overlap: SetOverlap

    /// Keeps `positives`, to be compared by `settings.similarity`, `.shrink` and `.k`; of equals the first is kept.
    public init(_ positives: SongSets, songCount: Int, settings: TrainingSettings) {
        overlap = SetOverlap(
            sets: positives, inverted: positives.inverted(songCount: songCount), settings: settings)
    }

    public func scores(for history: History) -> [Float] {
        var common = [Int32](repeating: 0, count: overlap.sets.userCount)
        var scores = [Float](repeating: 0, count: overlap.inverted.userCount)
        for neighbour in overlap.neighbours(of: history.songs, excluding: history.user, counting: &common) {
            for song in overlap.sets[Int(neighbour.set)] { scores[Int(song)] += neighbour.similarity }
        }
        return scores
    }

    /// The listeners' songs, and how many songs there are.
    public var parts: [ModelPart] {
        let (offsets, songs) = overlap.sets.flat
        return [
            .integers(offsets.map(Int32.init)), .integers(songs), .integers([Int32(overlap.inverted.userCount)]),
        ]
    }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], settings: TrainingSettings, users: Int, songs: Int) {
        guard parts.count == 3, case .integers(let offsets) = parts[0], case .integers(let members) = parts[1],
            case .integers(let count) = parts[2], count == [Int32(songs)],
            let positives = SongSets(offsets: offsets, songs: members, users: users, songCount: songs)
        else { return nil }
        self.init(positives, songCount: songs, settings: settings)
    }
}
