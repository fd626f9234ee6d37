import Graph
import LMDB
import Spill

extension StoreWriter {
    /// What takes the edges of a load, one after the other; the weight is NaN where there is none.
    public typealias EdgeSink = (Triple, _ weight: Float) throws(StoreError) -> Void

    /// Adds many edges, sorted first, and says how many are new.
    ///
    /// `weights` has one number for each triple, NaN for none. Of an edge that comes twice the last weight counts.
    /// `progress` hears how much of the work is done, from 0 to 1, where it is much.
    @discardableResult
    public func load(
        _ triples: [Triple], weights: [Float]? = nil, progress: (Double) -> Void = { _ in }
    ) throws(StoreError) -> Int {
        precondition(weights == nil || weights?.count == triples.count, "a weight for each triple")
        return try load(count: triples.count, progress: progress) { take throws(StoreError) in
            for place in triples.indices { try take(triples[place], weights?[place] ?? .nan) }
        }
    }

    /// Adds the `count` edges that `edges` hands over; they are sorted within the store's `memory`, the rest on disk.
    @discardableResult
    public func load(
        count: Int, progress: (Double) -> Void = { _ in }, _ edges: (EdgeSink) throws(StoreError) -> Void
    ) throws(StoreError) -> Int {
        let packing = EdgePacking(nodeLimit: nodeLimit, relationCount: vocabulary.relations.count)
        // A table of all nodes' types costs more than a few edges one by one.
        guard let packing, count * 1_000 >= nodeLimit else { return try addEach(edges) }
        let types = try storing { () throws(LMDBError) in try TypeTable(self) }
        let sorter = Sorter(bits: packing.bits, memory: store.loadMemory, folder: store.folder)
        var taken = 0
        try edges { triple, weight throws(StoreError) in
            try pack(triple, weight, packing, types, into: sorter)
            taken += 1
            if taken & 0xFFFF == 0 { try checkCancellation() }
        }
        // Of ten million plays, a fifth of the time went by before any was written.
        progress(0.2)
        try checkCancellation()
        let sorted = try spilling { () throws(SpillError) in try sorter.sorted() }
        try checkCancellation()
        return try write(sorted, 2 * taken, packing, types) { progress(0.2 + 0.8 * $0) }
    }

    private func addEach(_ edges: (EdgeSink) throws(StoreError) -> Void) throws(StoreError) -> Int {
        var (isNew, place) = (0, 0)
        try edges { triple, weight throws(StoreError) in
            place += 1
            if place & 0xFFF == 0 { try checkCancellation() }
            if try add(triple, weight: weight) { isNew += 1 }
        }
        return isNew
    }

    /// An edge both ways; `noSuchNode` where an end is not there.
    private func pack(
        _ triple: Triple, _ weight: Float, _ packing: EdgePacking, _ types: TypeTable, into sorter: Sorter
    ) throws(StoreError) {
        guard types.contains(triple.head) else { throw .noSuchNode(triple.head) }
        guard types.contains(triple.tail) else { throw .noSuchNode(triple.tail) }
        precondition(triple.relation.rawValue < vocabulary.relations.count, "a relation of the vocabulary")
        try spilling { () throws(SpillError) in
            try sorter.append(Spool.Record(word: packing.pack(triple, isInverse: false), load: weight))
            try sorter.append(Spool.Record(word: packing.pack(triple, isInverse: true)))
        }
    }

    /// Writes sorted edges, group by group, their weights, and what follows from the new ones.
    private func write(
        _ sorted: Sorted, _ count: Int, _ packing: EdgePacking, _ types: TypeTable, progress: (Double) -> Void
    ) throws(StoreError) -> Int {
        var sorted = sorted
        var loader = try storing { () throws(LMDBError) in try SetLoader<UInt32>(snapshot, databases.adjacency) }
        var weights = try storing { () throws(LMDBError) in try WeightLoader(snapshot, databases.weights) }
        var tally = PatternTally()
        let ends = Sorter(bits: EdgeKey.endBits, memory: store.loadMemory / 4, folder: store.folder)
        var done = 0
        while let first = sorted.head {
            let group = packing.group(first.word)
            let (node, relation) = (packing.node(group), packing.relation(group))
            let isInverse = packing.isInverse(group)
            while let record = sorted.head, packing.group(record.word) == group {
                let neighbour = packing.neighbour(record.word)
                loader.take(neighbour)
                weights.take(record.load, to: neighbour)
                done += 1
                if done & 0xFFFF == 0 {
                    try checkCancellation()
                    progress(Double(done) / Double(count))
                }
                try spilling { () throws(SpillError) in try sorted.advance() }
            }
            let key = EdgeKey.adjacency(node, relation, isInverse: isInverse)
            if try storing({ () throws(LMDBError) in try loader.write(at: key) }) {
                let end = EdgeKey.end(node, of: relation, isTail: isInverse)
                try spilling { () throws(SpillError) in try ends.append(Spool.Record(word: end)) }
            }
            try weights.write(of: node, relation, by: self)
            if !isInverse {
                for tail in loader.added { tally.count(types[node], relation, types[NodeID(rawValue: tail)]) }
            }
        }
        for (pattern, count) in tally.counts { try self.count(count, edgesOf: pattern) }
        try writeEnds(ends)
        return tally.total
    }

    /// Lists nodes that now have edges of a relation among its heads or tails; `EdgeKey.end` makes the words.
    func writeEnds(_ ends: Sorter) throws(StoreError) {
        var ends = try spilling { () throws(SpillError) in try ends.sorted() }
        var loader = try storing { () throws(LMDBError) in try SetLoader<UInt32>(snapshot, databases.members) }
        while let first = ends.head {
            let list = EdgeKey.list(ofEnd: first.word)
            while let record = ends.head, EdgeKey.list(ofEnd: record.word) == list {
                loader.take(UInt32(truncatingIfNeeded: record.word))
                try spilling { () throws(SpillError) in try ends.advance() }
            }
            _ = try storing { () throws(LMDBError) in try loader.write(at: list) }
            try count(loader.added.count, endsOf: EdgeKey.relation(of: list), areTails: EdgeKey.isInverse(list))
        }
    }
}

/// Does the work of temporary files for the store.
package func spilling<R>(_ work: () throws(SpillError) -> R) throws(StoreError) -> R {
    do { return try work() } catch { throw StoreError(error) }
}

extension StoreError {
    /// What a temporary file's failure is to the caller.
    public init(_ error: SpillError) {
        self =
            switch error {
            case .diskFull: .diskFull
            case .system(let code): .io(LMDBError.reason(errno: code))
            }
    }
}
