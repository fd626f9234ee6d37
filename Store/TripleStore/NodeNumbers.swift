import Graph
import LMDB

// Every number that the store hands out is one that it has given out: others are damage, and would index past an array.

extension ArraySlice<NodeID> {
    /// Whether all numbers are below `limit`.
    @inline(__always)
    func areBelow(_ limit: Int) -> Bool {
        var largest: UInt32 = 0
        for node in self { largest = Swift.max(largest, node.rawValue) }
        return isEmpty || Int(largest) < limit
    }
}

extension StoreReader {
    /// The nodes, where all can be; `corrupted` where not.
    func vetted(_ nodes: [NodeID], _ place: @autoclosure () -> String) throws(LMDBError) -> [NodeID] {
        guard nodes[...].areBelow(nodeLimit) else { throw .corrupted(place()) }
        return nodes
    }

    /// The node, where it can be; `corrupted` where not.
    func vetted(_ node: NodeID, _ place: @autoclosure () -> String) throws(LMDBError) -> NodeID {
        guard node.index < nodeLimit else { throw .corrupted(place()) }
        return node
    }
}

extension StoreState {
    /// More edges than fit into the largest database are damage; sums and products of such counts stay integers.
    private static var edgeLimit: Int { 1 << 36 }

    /// Throws `corrupted` where a count cannot be, or a pattern names a type or a relation that is not there.
    func check() throws(LMDBError) {
        let words = vocabulary
        let nodes = 0...nodeLimit
        let edges = 0...Self.edgeLimit
        guard (0...1 << 32).contains(nodeLimit),
            words.types.allSatisfy({ nodes.contains($0.count) }),
            words.types.reduce(0, { $0 + $1.count }) <= nodeLimit,
            words.relations.allSatisfy({
                edges.contains($0.count) && nodes.contains($0.heads) && nodes.contains($0.tails)
            }),
            words.properties.allSatisfy({ nodes.contains($0.nodes) && edges.contains($0.edges) })
        else { throw .corrupted("the counts of the graph") }
        for (pattern, count) in words.patterns {
            guard Int(max(pattern.head, pattern.tail).rawValue) < words.types.count,
                Int(pattern.relation.rawValue) < words.relations.count, edges.contains(count)
            else { throw .corrupted("a pattern of the graph") }
        }
    }
}
