import Tensor

/// Scores a song by how alike it is to the songs that the user has.
///
/// Each song keeps its k most similar songs; a song's score is the sum of its similarity to those of them that the user
/// has. Source: Sarwar et al. 2001, "Item-based collaborative filtering recommendation algorithms", section 3.
public struct ItemKNN: Scorer {
    /// For each song the songs whose neighbour it is, ascending: where each song's start. `[songs + 1]`
    let offsets: [Int32]
    /// Those songs. `[neighbours]`
    let songs: [Int32]
    /// How alike they are. `[neighbours]`
    let similarities: [Float]

    /// Compares all songs of `positives` by `settings.similarity`, `.shrink` and `.k`; of equals the first is kept.
    public init(_ positives: SongSets, songCount: Int, settings: TrainingSettings) {
        let listeners = positives.inverted(songCount: songCount)
        let overlap = Overlap(positives: positives, listeners: listeners, settings: settings)
        var inverted = [[(song: Int32, similarity: Float)]](repeating: [], count: songCount)
        var common = [Int32](repeating: 0, count: songCount)
        for song in 0..<songCount {
            for neighbour in overlap.neighbours(of: song, counting: &common) {
                inverted[Int(neighbour.song)].append((Int32(song), neighbour.similarity))
            }
        }
        var offsets: [Int32] = [0]
        for list in inverted { offsets.append(offsets[offsets.count - 1] + Int32(list.count)) }
        self.offsets = offsets
        songs = inverted.flatMap { $0.map(\.song) }
        similarities = inverted.flatMap { $0.map(\.similarity) }
    }

    public func scores(for history: History) -> [Float] {
        var scores = [Float](repeating: 0, count: offsets.count - 1)
        for song in history.songs {
            for place in Int(offsets[Int(song)])..<Int(offsets[Int(song) + 1]) {
                scores[Int(songs[place])] += similarities[place]
            }
        }
        return scores
    }
}

/// Which songs have listeners in common.
private struct Overlap {
    let positives: SongSets
    let listeners: SongSets
    let settings: TrainingSettings

    /// The k songs most like `song`, most alike first; `common` is all zeros before and after. `[songs]`
    func neighbours(of song: Int, counting common: inout [Int32]) -> [(song: Int32, similarity: Float)] {
        var met: [Int32] = []
        for user in listeners[song] {
            for other in positives[Int(user)] where Int(other) != song {
                if common[Int(other)] == 0 { met.append(other) }
                common[Int(other)] += 1
            }
        }
        let rated = met.map { (song: $0, similarity: similarity(song, Int($0), common: Double(common[Int($0)]))) }
        for other in met { common[Int(other)] = 0 }
        let sorted = rated.sorted {
            $0.similarity == $1.similarity ? $0.song < $1.song : $0.similarity > $1.similarity
        }
        return Array(sorted.prefix(settings.k))
    }

    private func similarity(_ a: Int, _ b: Int, common: Double) -> Float {
        let (left, right) = (Double(listeners[a].count), Double(listeners[b].count))
        switch settings.similarity {
        case .cosine: return Float(common / ((left * right).squareRoot() + settings.shrink))
        case .jaccard: return Float(common / (left + right - common + settings.shrink))
        }
    }
}

extension ItemKNN {
    public var parts: [ModelPart] {
        [
            .integers(offsets), .integers(songs),
            .matrix(Matrix(rows: 1, columns: similarities.count, values: similarities)),
        ]
    }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], songs songCount: Int) {
        guard parts.count == 3, case .integers(let offsets) = parts[0], case .integers(let songs) = parts[1],
            case .matrix(let similarities) = parts[2],
            Self.areOffsets(offsets, count: songCount, over: songs, below: songCount),
            similarities.count == songs.count
        else { return nil }
        (self.offsets, self.songs, self.similarities) = (offsets, songs, similarities.values)
    }

    private static func areOffsets(_ offsets: [Int32], count: Int, over songs: [Int32], below limit: Int) -> Bool {
        offsets.count == count + 1 && offsets.first == 0 && offsets.last.map(Int.init) == songs.count
            && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
            && songs.allSatisfy { $0 >= 0 && Int($0) < limit }
    }
}
