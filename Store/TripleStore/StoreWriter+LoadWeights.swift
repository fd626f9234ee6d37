import Graph
import LMDB

extension StoreWriter {
    /// Writes the weights of edges that are all there.
    func loadWeights(
        _ triples: [Triple], _ weights: [Float], _ packing: EdgePacking, progress: (Double) -> Void
    ) throws(StoreError) {
        var (words, loads): ([UInt64], [Float]) = ([], [])
        words.reserveCapacity(triples.count)
        loads.reserveCapacity(triples.count)
        for (triple, weight) in zip(triples, weights) where !weight.isNaN {
            words.append(packing.pack(triple, isInverse: false))
            loads.append(weight)
        }
        RadixSort.sort(&words, carrying: &loads, bits: packing.bits)
        keepLast(&words, &loads)
        var loader = try storing { () throws(LMDBError) in try SetLoader<UInt64>(snapshot, databases.weights) }
        var (start, groups) = (0, 0)
        while start < words.count {
            groups += 1
            if groups & 0xFFF == 0 {
                try checkCancellation()
                progress(Double(start) / Double(words.count))
            }
            let group = packing.group(words[start])
            let (head, relation) = (packing.node(group), packing.relation(group))
            let key = EdgeKey.weights(head, relation)
            let end = words[start...].firstIndex { packing.group($0) != group } ?? words.count
            if try storing({ () throws(LMDBError) in try loader.contains(key) }) {
                for place in start..<end {
                    let tail = NodeID(rawValue: packing.neighbour(words[place]))
                    try setWeight(loads[place], of: Triple(head, relation, tail))
                }
            } else {
                let entries = (start..<end).map { place in
                    EdgeKey.weight(loads[place], of: NodeID(rawValue: packing.neighbour(words[place])))
                }
                try storing { () throws(LMDBError) in try loader.write(new: entries, at: key) }
                sums?[.weights] &+= PairHash.sum(key, entries)
            }
            start = end
        }
    }

    /// Drops every edge but the last of equal ones.
    private func keepLast(_ words: inout [UInt64], _ loads: inout [Float]) {
        var kept = 0
        for place in words.indices {
            if kept > 0, words[kept - 1] == words[place] { kept -= 1 }
            (words[kept], loads[kept]) = (words[place], loads[place])
            kept += 1
        }
        words.removeSubrange(kept...)
        loads.removeSubrange(kept...)
    }
}
