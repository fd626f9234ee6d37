import Graph
import LMDB

extension StoreWriter {
    /// Adds many edges, sorted first, and says how many are new.
    ///
    /// `weights` has one number for each triple, NaN for none. Of an edge that comes twice the last weight counts.
    /// `progress` hears how much of the work is done, from 0 to 1, where it is much.
    @discardableResult
    public func load(
        _ triples: [Triple], weights: [Float]? = nil, progress: (Double) -> Void = { _ in }
    ) throws(StoreError) -> Int {
        precondition(weights == nil || weights?.count == triples.count, "a weight for each triple")
        let packing = EdgePacking(nodeLimit: nodeLimit, relationCount: vocabulary.relations.count)
        // A table of all nodes' types costs more than a few edges one by one.
        guard let packing, triples.count * 1_000 >= nodeLimit else { return try addEach(triples, weights) }
        let types = try storing { () throws(LMDBError) in try TypeTable(self) }
        // Of ten million plays, edges took two thirds of the time, a fifth of that before any was written.
        let edges = weights == nil ? 1 : 2.0 / 3
        let words = try pack(triples, packing, types)
        let isNew = try writeEdges(words, packing, types) { progress(edges * (0.2 + 0.8 * $0)) }
        if let weights { try loadWeights(triples, weights, packing) { progress(edges + (1 - edges) * $0) } }
        return isNew
    }

    private func addEach(_ triples: [Triple], _ weights: [Float]?) throws(StoreError) -> Int {
        var isNew = 0
        for (place, triple) in triples.enumerated() {
            if place & 0xFFF == 0xFFF { try checkCancellation() }
            if try add(triple, weight: weights?[place]) { isNew += 1 }
        }
        return isNew
    }

    /// All edges both ways, sorted; `noSuchNode` where an end is not there.
    private func pack(_ triples: [Triple], _ packing: EdgePacking, _ types: TypeTable) throws(StoreError) -> [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(2 * triples.count)
        let relationCount = vocabulary.relations.count
        for triple in triples {
            guard types.contains(triple.head) else { throw .noSuchNode(triple.head) }
            guard types.contains(triple.tail) else { throw .noSuchNode(triple.tail) }
            precondition(triple.relation.rawValue < relationCount, "a relation of the vocabulary")
            words.append(packing.pack(triple, isInverse: false))
        }
        for triple in triples { words.append(packing.pack(triple, isInverse: true)) }
        try checkCancellation()
        RadixSort.sort(&words, bits: packing.bits)
        try checkCancellation()
        return words
    }

    /// Writes sorted edges, group by group, and what follows from the new ones.
    private func writeEdges(
        _ words: [UInt64], _ packing: EdgePacking, _ types: TypeTable, progress: (Double) -> Void
    ) throws(StoreError) -> Int {
        var loader = try storing { () throws(LMDBError) in try SetLoader<UInt32>(snapshot, databases.adjacency) }
        var tally = PatternTally()
        var ends: [UInt64] = []
        var (start, groups) = (0, 0)
        while start < words.count {
            groups += 1
            if groups & 0xFFF == 0 {
                try checkCancellation()
                progress(Double(start) / Double(words.count))
            }
            let group = packing.group(words[start])
            let (node, relation) = (packing.node(group), packing.relation(group))
            let isInverse = packing.isInverse(group)
            let end = loader.fill(words, from: start) { word in
                packing.group(word) == group ? packing.neighbour(word) : nil
            }
            let key = EdgeKey.adjacency(node, relation, isInverse: isInverse)
            let isNewKey = try storing { () throws(LMDBError) in try loader.write(at: key) }
            if isNewKey { ends.append(EdgeKey.end(node, of: relation, isTail: isInverse)) }
            if !isInverse {
                for tail in loader.added {
                    tally.count(types[node], relation, types[NodeID(rawValue: tail)])
                }
            }
            start = end
        }
        for (pattern, count) in tally.counts { try self.count(count, edgesOf: pattern) }
        try writeEnds(ends)
        return tally.total
    }

    /// Lists nodes that now have edges of a relation among its heads or tails; `EdgeKey.end` makes the words.
    func writeEnds(_ ends: [UInt64]) throws(StoreError) {
        var ends = ends
        RadixSort.sort(&ends, bits: 48)
        var loader = try storing { () throws(LMDBError) in try SetLoader<UInt32>(snapshot, databases.members) }
        var start = 0
        while start < ends.count {
            let list = EdgeKey.list(ofEnd: ends[start])
            start = loader.fill(ends, from: start) { word in
                EdgeKey.list(ofEnd: word) == list ? UInt32(truncatingIfNeeded: word) : nil
            }
            _ = try storing { () throws(LMDBError) in try loader.write(at: list) }
            try count(loader.added.count, endsOf: EdgeKey.relation(of: list), areTails: EdgeKey.isInverse(list))
        }
    }
}
