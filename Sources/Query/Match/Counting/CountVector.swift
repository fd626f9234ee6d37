import Graph

/// A count for each of some nodes; of all others it is 0.
final class CountVector {
    private var cells: Cells
    private let workspace: Workspace

    init(_ workspace: Workspace, limit: Int) {
        self.workspace = workspace
        cells = Cells(table: workspace.takeTable(limit: limit))
    }

    deinit { workspace.giveBack(cells.table) }

    /// The nodes that have a count, in no order that means anything.
    var nodes: [NodeID] { cells.nodes }

    /// Their counts.
    var counts: [AnswerCount] { cells.counts }

    /// The count of `node`.
    subscript(node: NodeID) -> AnswerCount { cells[node] }

    /// The counts of `nodes`.
    func counts(of nodes: some Sequence<NodeID>) -> [AnswerCount] {
        let cells = cells
        return nodes.map { cells[$0] }
    }

    /// Those of `nodes` that have a count.
    func having(_ nodes: [NodeID]) -> [NodeID] {
        let cells = cells
        return nodes.filter { cells[$0] > 0 }
    }

    /// The sum of the counts of `nodes`.
    func sum(of nodes: ArraySlice<NodeID>) -> AnswerCount {
        let cells = cells
        return nodes.reduce(0) { $0 + cells[$1] }
    }

    /// Adds `count` to each of `nodes`.
    func add(_ count: AnswerCount, to nodes: some Sequence<NodeID>) { cells.add(count, to: nodes) }

    /// Multiplies each count by a factor of its own, and forgets the nodes whose factor is 0.
    func multiply(by factors: [AnswerCount]) { cells.multiply(by: factors) }

    /// Forgets a node.
    func forget(_ node: NodeID) { cells.forget(node) }
}

/// What a vector holds.
private struct Cells {
    var table: NodeTable
    private(set) var nodes: [NodeID] = []
    private(set) var counts: [AnswerCount] = []

    init(table: NodeTable) { self.table = table }

    subscript(node: NodeID) -> AnswerCount { table[node].map { counts[Int($0)] } ?? 0 }

    mutating func add(_ count: AnswerCount, to added: some Sequence<NodeID>) {
        for node in added {
            if let place = table[node] {
                counts[Int(place)] = counts[Int(place)] + count
            } else {
                table[node] = UInt32(nodes.count)
                nodes.append(node)
                counts.append(count)
            }
        }
    }

    mutating func multiply(by factors: [AnswerCount]) {
        var kept = 0
        for place in nodes.indices {
            guard factors[place] > 0 else {
                table[nodes[place]] = nil
                continue
            }
            if kept < place { table[nodes[place]] = UInt32(kept) }
            nodes[kept] = nodes[place]
            counts[kept] = counts[place] * factors[place]
            kept += 1
        }
        nodes.removeLast(nodes.count - kept)
        counts.removeLast(counts.count - kept)
    }

    /// The last node takes the place of the forgotten one.
    mutating func forget(_ node: NodeID) {
        guard let place = table[node], let last = nodes.last else { return }
        table[last] = place
        table[node] = nil
        nodes.swapAt(Int(place), nodes.count - 1)
        counts.swapAt(Int(place), counts.count - 1)
        nodes.removeLast()
        counts.removeLast()
    }
}
