/// Cases for a ranker to learn from: a listener's past songs, a song played next and others that were not.
public struct RankerCases: Sendable {
    /// The past songs, the oldest first, case after case.
    public private(set) var history: [Int32] = []
    /// Where each case's past songs start, and the last one's end. `[cases + 1]`
    public private(set) var historyOffsets: [Int32] = [0]
    /// The candidates, in each case the song played first, then those that were not.
    public private(set) var candidates: [Int32] = []
    /// Where each case's candidates start, and the last one's end. `[cases + 1]`
    public private(set) var candidateOffsets: [Int32] = [0]
    /// The numbers given with each candidate, candidate after candidate. `[candidates, extras]`
    public private(set) var extras: [Float] = []

    /// No cases.
    public init() {}

    /// The cases of these lists: histories and candidates with their offsets `[cases + 1]`, and the candidates' extras.
    public init(
        history: [Int32], historyOffsets: [Int32], candidates: [Int32], candidateOffsets: [Int32], extras: [Float] = []
    ) {
        precondition(historyOffsets.count == candidateOffsets.count, "histories of other cases")
        for (offsets, count) in [(historyOffsets, history.count), (candidateOffsets, candidates.count)] {
            precondition(offsets.first == 0 && offsets.last == Int32(count), "lists of another length")
            precondition(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "a list that ends before its start")
        }
        precondition(zip(candidateOffsets, candidateOffsets.dropFirst()).allSatisfy { $0 < $1 }, "no candidate")
        (self.history, self.historyOffsets, self.extras) = (history, historyOffsets, extras)
        (self.candidates, self.candidateOffsets) = (candidates, candidateOffsets)
    }

    /// How many cases there are.
    public var count: Int { historyOffsets.count - 1 }

    /// Adds a case: past songs, candidates with the song played first, and their extras, candidate after candidate.
    public mutating func append(history: some Sequence<Int32>, candidates: some Sequence<Int32>, extras: [Float] = []) {
        self.history.append(contentsOf: history)
        historyOffsets.append(Int32(self.history.count))
        let before = self.candidates.count
        self.candidates.append(contentsOf: candidates)
        precondition(self.candidates.count > before, "a case without a candidate")
        candidateOffsets.append(Int32(self.candidates.count))
        self.extras.append(contentsOf: extras)
    }

    func historyPlaces(of cases: Range<Int>) -> Range<Int> {
        Int(historyOffsets[cases.lowerBound])..<Int(historyOffsets[cases.upperBound])
    }

    func candidatePlaces(of cases: Range<Int>) -> Range<Int> {
        Int(candidateOffsets[cases.lowerBound])..<Int(candidateOffsets[cases.upperBound])
    }
}
