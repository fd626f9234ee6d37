import Tensor

/// What each song that a listener has adds to the score of others: a sparse matrix, songs by songs.
struct SongWeights: Sendable, Equatable {
    /// A song and what it adds.
    struct Entry: Sendable {
        let song: Int32
        let weight: Float
    }

    /// Where each song's entries start, and one more for the end. `[songs + 1]`
    let offsets: [Int32]
    /// The songs that it adds to, ascending for each. `[entries]`
    let songs: [Int32]
    /// What it adds. `[entries]`
    let weights: [Float]

    /// The weights given from the other side: for each song those that add to its score. `[songs]`
    init(addingTo lists: [[Entry]]) {
        var counts = [Int32](repeating: 0, count: lists.count + 1)
        for list in lists { for entry in list { counts[Int(entry.song) + 1] += 1 } }
        for song in lists.indices { counts[song + 1] += counts[song] }
        var next = counts
        var songs = [Int32](repeating: 0, count: Int(counts[lists.count]))
        var weights = [Float](repeating: 0, count: songs.count)
        for (song, list) in lists.enumerated() {
            for entry in list {
                let place = Int(next[Int(entry.song)])
                (songs[place], weights[place]) = (Int32(song), entry.weight)
                next[Int(entry.song)] += 1
            }
        }
        (offsets, self.songs, self.weights) = (counts, songs, weights)
    }

    /// The same where the lists are of the songs of `core`, and name songs by their places in it.
    init(addingTo lists: [[Entry]], of core: [Int32], songCount: Int) {
        if core.count == songCount {
            self.init(addingTo: lists)
            return
        }
        var all = [[Entry]](repeating: [], count: songCount)
        for (song, list) in zip(core, lists) {
            all[Int(song)] = list.map { Entry(song: core[Int($0.song)], weight: $0.weight) }
        }
        self.init(addingTo: all)
    }

    /// The sums over the listener's songs. `[songs]`
    func scores(for history: History) -> [Float] {
        var scores = [Float](repeating: 0, count: offsets.count - 1)
        for song in history.songs {
            for place in Int(offsets[Int(song)])..<Int(offsets[Int(song) + 1]) {
                scores[Int(songs[place])] += weights[place]
            }
        }
        return scores
    }

    /// What a listener's song adds to the score of another.
    func weight(of song: Int32, on other: Int32) -> Float {
        let entries = Int(offsets[Int(song)])..<Int(offsets[Int(song) + 1])
        var (low, high) = (entries.lowerBound, entries.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if songs[middle] < other { low = middle + 1 } else { high = middle }
        }
        return low < entries.upperBound && songs[low] == other ? weights[low] : 0
    }

    var parts: [ModelPart] {
        [.integers(offsets), .integers(songs), .matrix(Matrix(rows: 1, columns: weights.count, values: weights))]
    }

    /// The weights that `parts` were made of; nil where they are others, or not of so many songs.
    init?(parts: [ModelPart], songs songCount: Int) {
        guard parts.count == 3, case .integers(let offsets) = parts[0], case .integers(let songs) = parts[1],
            case .matrix(let weights) = parts[2],
            SongSets.areOffsets(offsets, count: songCount, over: songs, below: songCount),
            weights.rows == 1, weights.columns == songs.count
        else { return nil }
        (self.offsets, self.songs, self.weights) = (offsets, songs, weights.values)
    }
}
