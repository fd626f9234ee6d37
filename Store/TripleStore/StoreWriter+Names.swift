import Graph
import LMDB

extension StoreWriter {
    /// Lets `name`, at most 256 bytes of UTF-8, stand for a node; nil takes the alias away.
    public func setAlias(_ name: String, to node: NodeID?) throws(StoreError) {
        try checkName(name)
        guard let node else { return try removeAlias(name) }
        guard try storing({ () throws(LMDBError) in try type(of: node) }) != nil else { throw .noSuchNode(node) }
        try put(node.rawValue, at: Array(name.utf8), in: databases.aliases)
    }

    func removeAlias(_ name: String) throws(StoreError) {
        try remove(Array(name.utf8), in: databases.aliases)
    }

    /// The aliases of one node.
    func aliases(of node: NodeID) throws(StoreError) -> [String] {
        do { return try aliases.filter { $0.node == node }.map(\.name) } catch { throw StoreError(error) }
    }

    /// Keeps a split of at least one row beside the graph, in place of one of its name, at most 256 bytes of UTF-8.
    public func putSplit(name: String, rows: [SplitRow]) throws(StoreError) {
        try removeSplit(name: name)
        for (place, row) in rows.enumerated() {
            if place & 0xFFF == 0xFFF { try checkCancellation() }
            try put(row.bytes, at: TextKey.row(UInt32(place), ofSplit: name), in: databases.splits)
        }
    }

    /// Forgets a split; false where there is none.
    @discardableResult
    public func removeSplit(name: String) throws(StoreError) -> Bool {
        try checkName(name)
        var row: UInt32 = 0
        while try remove(TextKey.row(row, ofSplit: name), in: databases.splits) { row += 1 }
        return row > 0
    }

    private func checkName(_ name: String) throws(StoreError) {
        guard !name.isEmpty else { throw .emptyName }
        guard name.utf8.count <= TextKey.nameLimit else { throw .keyTooLong(limit: TextKey.nameLimit) }
    }
}
