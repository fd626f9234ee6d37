import Graph

/// A number for each node that a walk has met; forgetting them all costs nothing.
///
/// Each cell holds the round in which it was written beside its value, so that a new round makes every cell stale.
struct NodeTable {
    private var cells: [UInt64] = []
    private var round: UInt32 = 0

    /// Forgets every value and makes room for nodes below `limit`.
    mutating func clear(limit: Int) {
        if cells.count < limit { cells += Array(repeating: 0, count: limit - cells.count) }
        round &+= 1
        guard round == 0 else { return }
        cells = Array(repeating: 0, count: cells.count)
        round = 1
    }

    /// The value of `node` in this round, if it has one.
    subscript(node: NodeID) -> UInt32? {
        get {
            let cell = cells[node.index]
            return UInt32(truncatingIfNeeded: cell >> 32) == round ? UInt32(truncatingIfNeeded: cell) : nil
        }
        set { cells[node.index] = newValue.map { UInt64(round) << 32 | UInt64($0) } ?? 0 }
    }

    /// Gives each of `nodes` that has no value this one, and lists it.
    mutating func add(_ nodes: [NodeID], _ value: UInt32, listing new: inout [NodeID]) {
        let fresh = UInt64(round) << 32 | UInt64(value)
        for node in nodes where UInt32(truncatingIfNeeded: cells[node.index] >> 32) != round {
            cells[node.index] = fresh
            new.append(node)
        }
    }
}
