/// Sequences of different lengths laid out step by step, the longest first.
///
/// Step t's rows are neighbours, one for each sequence longer than t, in the same order at each step: so a step is one
/// product of matrices, and a row's next one is as far into the step after.
struct PackedSequences: Sendable {
    /// The sequences by length, the longest first, counted from the first given.
    private(set) var order: [Int32] = []
    /// The rows of each step.
    private(set) var steps: [Range<Int>] = []
    /// For each row the item that it holds.
    private(set) var items: [Int32] = []
    private var starts: [Int32] = []

    /// Packs sequences that lie one after the other in `items`, each from `offsets[i]` to `offsets[i + 1]`.
    mutating func update(_ items: [Int32], offsets: ArraySlice<Int32>) {
        let count = offsets.count - 1
        let base = offsets.startIndex
        func length(_ sequence: Int) -> Int { Int(offsets[base + sequence + 1] - offsets[base + sequence]) }
        let longest = (0..<count).reduce(0) { max($0, length($1)) }
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: longest + 2))
        // A sequence's place is how many are longer, and how many of its length came before.
        for sequence in 0..<count { starts[longest - length(sequence) + 1] += 1 }
        for length in 0..<longest + 1 { starts[length + 1] += starts[length] }
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: repeatElement(0, count: count))
        for sequence in 0..<count {
            let slot = longest - length(sequence)
            order[Int(starts[slot])] = Int32(sequence)
            starts[slot] += 1
        }
        // Each start has moved on to the next one's: `starts[longest - t]` sequences have length t or more.
        steps.removeAll(keepingCapacity: true)
        self.items.removeAll(keepingCapacity: true)
        for step in 0..<longest {
            let (first, rows) = (self.items.count, Int(starts[longest - step - 1]))
            steps.append(first..<first + rows)
            for sequence in order[0..<rows] { self.items.append(items[Int(offsets[base + Int(sequence)]) + step]) }
        }
    }
}
