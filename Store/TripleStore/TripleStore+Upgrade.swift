import Graph
import LMDB
import Spill

extension TripleStore {
    /// Brings a database of an older format to this program's, in one transaction.
    func upgrade() throws(StoreError) {
        guard try isOld(), let (writer, format) = try upgrader() else { return }
        try writer.upgrade(from: format)
        try writer.commit()
    }

    private func isOld() throws(StoreError) -> Bool {
        try storing { () throws(LMDBError) in
            try Format.found(environment.read().snapshot, databases.meta) != Format.version
        }
    }

    /// A writer of an old database, and its format; nil where another process has been faster.
    private func upgrader() throws(StoreError) -> (StoreWriter, format: UInt32)? {
        try storing { () throws(LMDBError) in
            let transaction = try transaction()
            let found = try Format.found(transaction.snapshot, databases.meta)
            guard let found, found < Format.version else { return nil }
            let state = try StoreState(transaction.snapshot, databases, oldest: Format.oldest)
            return (try StoreWriter(self, transaction, state), found)
        }
    }
}

extension StoreWriter {
    /// Makes what a format lacks, and the mark of this one.
    fileprivate func upgrade(from format: UInt32) throws(StoreError) {
        if format < 2 { try makeIndexes() }
        var sums = ContentSums()
        for part in ContentSums.parts { sums[part] = try sum(of: part) }
        self.sums = sums
        try put(Format.mark, at: Format.markKey, in: databases.meta)
    }

    /// The sum of a database; can be interrupted.
    private func sum(of part: StorePart) throws(StoreError) -> UInt64 {
        do { return try contentSum(of: part) } catch { throw StoreError(error) }
    }

    /// Makes what format 1 lacks: the lists of tails, the types in `labels`, the counts of heads, tails and properties.
    private func makeIndexes() throws(StoreError) {
        try listTails()
        for (number, entry) in vocabulary.relations.enumerated() where entry.count > 0 {
            let relation = RelationID(rawValue: UInt16(number))
            let heads = try storing { () throws(LMDBError) in try members(EdgeKey.heads(of: relation)) }
            try count(heads.count, endsOf: relation, areTails: false)
        }
        try rewriteLabels()
        try checkCancellation()
        rewriteNames()
    }

    private func listTails() throws(StoreError) {
        let tails = Sorter(bits: EdgeKey.endBits, memory: store.loadMemory, folder: store.folder)
        var more = try storing { () throws(LMDBError) in try cursors.neighbours.moveToFirst() }
        while more {
            if tails.count & 0xFFF == 0xFFF { try checkCancellation() }
            let key = try storing { () throws(LMDBError) in try cursors.neighbours.key64() }
            if EdgeKey.isInverse(key) {
                let end = EdgeKey.end(EdgeKey.node(of: key), of: EdgeKey.relation(of: key), isTail: true)
                try spilling { () throws(SpillError) in try tails.append(Spool.Record(word: end)) }
            }
            more = try storing { () throws(LMDBError) in try cursors.neighbours.moveToNextKey() }
        }
        try writeEnds(tails)
    }

    /// Makes `labels` anew out of the nodes' records, whose properties it counts.
    private func rewriteLabels() throws(StoreError) {
        try empty(databases.labels)
        var labels = LabelBatch()
        let types = vocabulary.types.count
        var cursor = try storing { () throws(LMDBError) in try snapshot.cursor(in: databases.nodes) }
        var more = try storing { () throws(LMDBError) in try cursor.moveToFirst() }
        while more {
            if labels.keys.count & 0xFFF == 0xFFF { try checkCancellation() }
            let (id, record) = try storing { () throws(LMDBError) in
                let id = NodeID(rawValue: try cursor.integerKey())
                return (id, try cursor.read { _, value throws(LMDBError) in try NodeRecord(value, typeCount: types) })
            }
            try count(record.properties, nodes: 1)
            if let label = record.label { labels.append(label, id, record.type) }
            more = try storing { () throws(LMDBError) in try cursor.moveToNext() }
        }
        try put(labels)
    }
}
