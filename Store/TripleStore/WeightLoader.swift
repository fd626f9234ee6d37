import Graph
import LMDB

/// Writes the weights of edges that are all there, in the order of their keys.
struct WeightLoader: ~Copyable {
    private var loader: SetLoader<UInt64>
    private var tails: [UInt32] = []
    private var weights: [Float] = []

    init(_ snapshot: Snapshot, _ database: Database) throws(LMDBError) {
        loader = try SetLoader(snapshot, database)
    }

    /// Takes the weight of the edge to a tail, not below those before; NaN is none, and of one edge the last counts.
    @inline(__always)
    mutating func take(_ weight: Float, to tail: UInt32) {
        if weight.isNaN { return }
        guard tails.last == tail else {
            tails.append(tail)
            weights.append(weight)
            return
        }
        weights[weights.count - 1] = weight
    }

    /// Writes the weights taken, of edges of one head and relation.
    mutating func write(of head: NodeID, _ relation: RelationID, by writer: StoreWriter) throws(StoreError) {
        guard !tails.isEmpty else { return }
        defer {
            tails.removeAll(keepingCapacity: true)
            weights.removeAll(keepingCapacity: true)
        }
        let (key, pairs) = (EdgeKey.weights(head, relation), zip(tails, weights))
        guard try storing({ () throws(LMDBError) in try loader.contains(key) }) else {
            let words = pairs.map { EdgeKey.weight($1, of: NodeID(rawValue: $0)) }
            try storing { () throws(LMDBError) in try loader.write(new: words, at: key) }
            writer.sums?[.weights] &+= PairHash.sum(key, words)
            return
        }
        for (tail, weight) in pairs {
            try writer.setWeight(weight, of: Triple(head, relation, NodeID(rawValue: tail)))
        }
    }
}
