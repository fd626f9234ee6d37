import Graph
import LMDB

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
