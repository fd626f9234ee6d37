import Graph

/// Counts edges by pattern; in the order of a load one pattern mostly follows itself.
struct PatternTally {
    /// All edges counted.
    private(set) var total = 0
    private var finished: [Vocabulary.Pattern: Int] = [:]
    private var current: Vocabulary.Pattern?
    private var run = 0

    /// Counts one edge.
    @inline(__always)
    mutating func count(_ head: TypeID, _ relation: RelationID, _ tail: TypeID) {
        let pattern = Vocabulary.Pattern(head: head, relation: relation, tail: tail)
        total += 1
        if pattern != current {
            if let current { finished[current, default: 0] += run }
            (current, run) = (pattern, 0)
        }
        run += 1
    }

    /// How often each pattern has been counted.
    var counts: [Vocabulary.Pattern: Int] {
        guard let current else { return finished }
        return finished.merging([current: run], uniquingKeysWith: +)
    }
}
