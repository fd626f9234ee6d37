import Graph

extension Adjacency {
    /// Leaves out each loop that is followed from its tail: where edges count either way, a loop counts once.
    mutating func removeInverseLoops(of sources: [NodeID]) {
        guard runs.contains(where: { $0.isInverse && nodes[$0.range].contains(sources[$0.source]) }) else { return }
        let all = self
        removeAll()
        for run in all.runs {
            let source = sources[run.source]
            append(source: run.source, relation: run.relation, isInverse: run.isInverse) { kept in
                kept += all.nodes[run.range].lazy.filter { !(run.isInverse && $0 == source) }
            }
        }
    }
}
