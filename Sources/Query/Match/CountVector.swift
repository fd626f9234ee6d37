import Graph

/// A count for each of some nodes; of all others it is 0.
final class CountVector {
    /// The nodes that have a count, in the order in which they came.
    private(set) var nodes: [NodeID] = []
    /// Their counts.
    private(set) var counts: [Int] = []
    private var table: NodeTable
    private let workspace: Workspace

    init(_ workspace: Workspace, limit: Int) {
        self.workspace = workspace
        table = workspace.takeTable(limit: limit)
    }

    deinit { workspace.giveBack(table) }

    /// The count of `node`.
    subscript(node: NodeID) -> Int { table[node].map { counts[Int($0)] } ?? 0 }

    /// The largest count.
    var largest: Int { counts.max() ?? 0 }

    /// All counts together.
    var sum: Int { counts.reduce(0) { $0.plus($1) } }

    /// Adds `count` to each of `nodes`.
    func add(_ count: Int, to nodes: some Sequence<NodeID>) {
        for node in nodes {
            if let place = table[node] {
                counts[Int(place)] = counts[Int(place)].plus(count)
            } else {
                table[node] = UInt32(self.nodes.count)
                self.nodes.append(node)
                counts.append(count)
            }
        }
    }

    /// Forgets the nodes that are not to be kept.
    func keep(_ isKept: (NodeID) -> Bool) { multiply(by: nodes.map { isKept($0) ? 1 : 0 }) }

    /// Multiplies each count by a factor of its own, and forgets the nodes whose factor is 0.
    func multiply(by factors: [Int]) {
        var kept = 0
        for place in nodes.indices {
            guard factors[place] > 0 else {
                table[nodes[place]] = nil
                continue
            }
            table[nodes[place]] = UInt32(kept)
            nodes[kept] = nodes[place]
            counts[kept] = counts[place].times(factors[place])
            kept += 1
        }
        nodes.removeLast(nodes.count - kept)
        counts.removeLast(counts.count - kept)
    }
}

// Counts that no integer holds stay at the largest.
extension Int {
    func plus(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }

    func times(_ other: Int) -> Int {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? .max : product
    }
}
