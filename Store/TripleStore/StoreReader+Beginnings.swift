import Graph
import LMDB

extension StoreReader {
    public func labels(startingWith prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> Beginnings {
        let folded = foldedLabel(prefix)
        return try reading { () throws(LMDBError) in
            // Few nodes of a type are far between in the index of all labels.
            if let type, vocabulary[type].count <= Self.fewNodes {
                return try labels(startingWith: folded, among: members(EdgeKey.members(of: type)), limit: limit)
            }
            return try labels(inIndexFrom: folded, type: type, limit: limit)
        }
    }

    public func keys(startingWith prefix: String, type: TypeID, limit: Int) throws(GraphError) -> Beginnings {
        guard let start = TextKey.node(type, prefix) else { return Beginnings() }
        return try reading { () throws(LMDBError) in
            var found = Beginnings()
            var cursor = try snapshot.cursor(in: databases.keys)
            cost.seeks += 1
            var more = try cursor.move(atLeast: start)
            while more {
                let key = try cursor.read { key, _ throws(LMDBError) -> String? in
                    guard key.starts(with: start) else { return nil }
                    var position = RecordPosition(offset: 2)
                    return try key.rest(&position)
                }
                guard let key else { break }
                guard found.names.count < limit else {
                    found.isCut = true
                    break
                }
                found.names.append(key)
                cost.visits += 1
                more = try cursor.moveToNext()
            }
            return found
        }
    }

    private static let fewNodes = 2_000

    private func labels(startingWith prefix: String, among ids: [NodeID], limit: Int) throws(LMDBError) -> Beginnings {
        var labels: [String: String] = [:]
        for id in ids {
            guard let label = try record(of: id)?.label else { continue }
            let folded = foldedLabel(label)
            if folded.utf8.starts(with: prefix.utf8), labels[folded] == nil { labels[folded] = label }
        }
        let sorted = labels.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Beginnings(names: sorted.prefix(limit).compactMap { labels[$0] }, isCut: sorted.count > limit)
    }

    private func labels(inIndexFrom prefix: String, type: TypeID?, limit: Int) throws(LMDBError) -> Beginnings {
        let start = TextKey.label(folded: prefix)
        var found = Beginnings()
        cost.seeks += 1
        var more = try cursors.labels.move(atLeast: start)
        while more {
            let key = try cursors.labels.read { key, _ in key.starts(with: start) ? key.count : nil }
            guard let key else { break }
            var ids: [NodeID] = []
            try cursors.labels.appendNodes(of: type, to: &ids)
            if let largest = ids.max() { _ = try known(largest) }
            cost.visits += 1
            // A cut key has nodes of several labels, all others of one.
            ids = TextKey.mayBeCut(key) ? try inOrder(ids, prefix: prefix) : Array(ids.prefix(1))
            for id in ids {
                guard let label = try record(of: id)?.label, !found.names.contains(label) else { continue }
                guard found.names.count < limit else {
                    found.isCut = true
                    return found
                }
                found.names.append(label)
            }
            more = try cursors.labels.moveToNextKey()
        }
        return found
    }
}
