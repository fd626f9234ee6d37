import Tensor

/// What a batch of cases reads, worked out by each thread alike.
struct RankerBatch: Sendable {
    /// The cases.
    private(set) var cases = 0..<0
    /// The different songs: those of histories alone, of both, of candidates alone.
    private(set) var songs: [Int32] = []
    /// The places in `songs` of the histories' and of the candidates'.
    private(set) var historySongs = 0..<0
    private(set) var candidateSongs = 0..<0
    /// Each thread's part of the cases.
    private(set) var shares: [Range<Int>]
    /// Each thread's histories, rows counted from the first of its own.
    private(set) var sequences: [PackedSequences]
    /// For each row of all threads' histories, packed one thread after the other, its place in `historySongs`.
    private(set) var rows: [Int32] = []
    /// The rows of each song of the histories.
    private(set) var rowsOfSong = RowLists()
    /// For each candidate its place in `candidateSongs`.
    private(set) var candidates: [Int32] = []
    /// The candidates that are the same song.
    private(set) var candidatesOfSong = RowLists()
    private var marks: [Mark]
    private var touched: [Int32] = []
    private var next: [Int32] = []
    private var batch: Int32 = 0

    private struct Mark {
        var batch: Int32 = 0
        var isPast = false
        var isCandidate = false
        var place: Int32 = 0
    }

    /// A batch of nothing, of a catalogue of `songs` songs, for so many threads.
    init(songs: Int, threads: Int) {
        marks = [Mark](repeating: Mark(), count: songs)
        shares = [Range<Int>](repeating: 0..<0, count: threads)
        sequences = [PackedSequences](repeating: PackedSequences(), count: threads)
    }

    /// Makes the batch of these neighbouring cases.
    mutating func update(_ all: RankerCases, _ cases: Range<Int>) {
        self.cases = cases
        findSongs(all)
        share(all)
        rows.removeAll(keepingCapacity: true)
        for (thread, share) in shares.enumerated() {
            sequences[thread].update(all.history, offsets: all.historyOffsets[share.lowerBound...share.upperBound])
            for song in sequences[thread].items { rows.append(marks[Int(song)].place) }
        }
        rowsOfSong.group(rows[...], by: historySongs.count, next: &next)
        candidates.removeAll(keepingCapacity: true)
        let first = Int32(candidateSongs.lowerBound)
        for song in all.candidates[all.candidatePlaces(of: cases)] { candidates.append(marks[Int(song)].place - first) }
        candidatesOfSong.group(candidates[...], by: candidateSongs.count, next: &next)
    }

    private mutating func findSongs(_ all: RankerCases) {
        batch += 1
        touched.removeAll(keepingCapacity: true)
        for song in all.history[all.historyPlaces(of: cases)] {
            touch(song)
            marks[Int(song)].isPast = true
        }
        for song in all.candidates[all.candidatePlaces(of: cases)] {
            touch(song)
            marks[Int(song)].isCandidate = true
        }
        songs.removeAll(keepingCapacity: true)
        place { $0.isPast && !$0.isCandidate }
        let first = songs.count
        place { $0.isPast && $0.isCandidate }
        historySongs = 0..<songs.count
        place { !$0.isPast }
        candidateSongs = first..<songs.count
    }

    private mutating func touch(_ song: Int32) {
        guard marks[Int(song)].batch != batch else { return }
        marks[Int(song)] = Mark(batch: batch)
        touched.append(song)
    }

    private mutating func place(where isWanted: (Mark) -> Bool) {
        for song in touched where isWanted(marks[Int(song)]) {
            marks[Int(song)].place = Int32(songs.count)
            songs.append(song)
        }
    }

    /// Shares the cases so that all threads have about as many past songs and candidates.
    private mutating func share(_ all: RankerCases) {
        func cost(upTo place: Int) -> Int { Int(all.historyOffsets[place] + all.candidateOffsets[place]) }
        let (start, end) = (cost(upTo: cases.lowerBound), cost(upTo: cases.upperBound))
        var place = cases.lowerBound
        for thread in shares.indices {
            let first = place
            let wanted = start + (end - start) * (thread + 1) / shares.count
            while place < cases.upperBound && cost(upTo: place) < wanted { place += 1 }
            if thread == shares.count - 1 { place = cases.upperBound }
            shares[thread] = first..<place
        }
    }
}
