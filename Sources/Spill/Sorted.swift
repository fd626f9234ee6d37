/// Sorted records, of one run in memory or merged out of many in a file.
public struct Sorted {
    private var runs: [Run]
    /// The run that lost at each inner node of a tree over the runs, and at 0 the one that won. `[runs]`
    private var losers: [Int]

    /// The records of `run`, which is sorted.
    init(of run: [Spool.Record]) { (runs, losers) = ([Run(run)], [0]) }

    /// The records of sorted runs.
    init(of runs: [Run]) throws(SpillError) {
        (self.runs, losers) = (runs, Array(repeating: 0, count: runs.count))
        for place in runs.indices { try self.runs[place].fill() }
        losers[0] = runs.count > 1 ? play(1) : 0
    }

    /// The first record that is left; nil after the last.
    public var head: Spool.Record? { runs[losers[0]].head }

    /// Goes on to the next record.
    public mutating func advance() throws(SpillError) {
        let winner = losers[0]
        try runs[winner].advance()
        if runs.count > 1 { replay(winner) }
    }

    /// Lets the runs below a node of the tree play; answers who won. The leaves are the nodes from `runs.count` on.
    private mutating func play(_ node: Int) -> Int {
        if node >= runs.count { return node - runs.count }
        let (left, right) = (play(2 * node), play(2 * node + 1))
        let leftWins = precedes(left, right)
        losers[node] = leftWins ? right : left
        return leftWins ? left : right
    }

    /// Plays the games again that a run with a new head takes part in.
    private mutating func replay(_ run: Int) {
        var (winner, node) = (run, (run + runs.count) / 2)
        while node > 0 {
            if precedes(losers[node], winner) { swap(&losers[node], &winner) }
            node /= 2
        }
        losers[0] = winner
    }

    /// Whether one run's head comes before another's; of equal words the older run's, and ended runs last.
    private func precedes(_ one: Int, _ other: Int) -> Bool {
        guard let left = runs[one].head else { return false }
        guard let right = runs[other].head else { return true }
        return left.word == right.word ? one < other : left.word < right.word
    }
}

extension Sorted {
    /// A sorted run, read portion after portion.
    struct Run {
        private let file: SpillFile?
        private var left: Range<Int>
        private let portion: Int
        private var read: [Spool.Record]
        private var place = 0

        /// The run of these records.
        init(_ records: [Spool.Record]) { (file, left, portion, read) = (nil, 0..<0, 0, records) }

        /// A part of `file`, of which `portion` records are in memory.
        init(_ file: SpillFile, _ range: Range<Int>, portion: Int) {
            (self.file, left, self.portion, read) = (file, range, portion, [])
        }

        /// The first record that is left; nil where none is.
        var head: Spool.Record? { place < read.count ? read[place] : nil }

        /// Goes on to the next record.
        mutating func advance() throws(SpillError) {
            place += 1
            if place == read.count { try fill() }
        }

        /// Reads the next portion, where there is one.
        mutating func fill() throws(SpillError) {
            guard let file, !left.isEmpty else { return }
            let next = left.prefix(portion)
            try file.read(next, into: &read)
            left = left.dropFirst(next.count)
            place = 0
        }
    }
}
