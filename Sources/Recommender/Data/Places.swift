import Graph

/// The places of nodes in an ascending list.
struct Places: Sendable {
    private let nodes: [NodeID]

    init(_ nodes: [NodeID]) { self.nodes = nodes }

    /// The place of `node`, nil where the list has it not.
    subscript(node: NodeID) -> Int32? {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low] == node ? Int32(low) : nil
    }
}

/// The same of very many nodes, which look-ups by number find at once.
struct PlaceTable {
    /// The place of each number, -1 where the list has it not.
    private var places: [Int32] = []

    /// The places of an ascending list.
    init(_ nodes: [NodeID]) {
        places = [Int32](repeating: -1, count: nodes.last.map { $0.index + 1 } ?? 0)
        for (place, node) in nodes.enumerated() { places[node.index] = Int32(place) }
    }

    /// The place of `node`, nil where the list has it not.
    @inline(__always)
    subscript(node: NodeID) -> Int32? {
        guard node.index < places.count else { return nil }
        let place = places[node.index]
        return place >= 0 ? place : nil
    }
}
