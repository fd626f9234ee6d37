import Graph
import LMDB

extension StoreReader {
    public func nodes(labelled label: String) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(label)
        let key = TextKey.label(folded: folded)
        guard !key.isEmpty else { return [] }
        return try reading { () throws(LMDBError) in
            var cursor = try snapshot.cursor(in: databases.labels)
            var ids: [NodeID] = []
            guard try cursor.move(to: key) else { return [] }
            try cursor.appendDuplicates(to: &ids)
            guard TextKey.mayBeCut(key) else { return ids }
            return try foldedLabels(of: ids).filter { $0.label == folded }.map(\.id)
        }
    }

    public func nodes(labelPrefix prefix: String, limit: Int) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(prefix)
        guard limit > 0 else { return [] }
        return try reading { () throws(LMDBError) in
            let start = TextKey.label(folded: folded)
            var cursor = try snapshot.cursor(in: databases.labels)
            var ids: [NodeID] = []
            var more = try cursor.move(atLeast: start)
            while more, ids.count < limit {
                let key = try cursor.read { key, _ in key.array }
                guard key.starts(with: start) else { break }
                var found: [NodeID] = []
                try cursor.appendDuplicates(to: &found)
                ids += try TextKey.mayBeCut(key) ? inOrder(found, prefix: folded) : found
                more = try cursor.moveToNextKey()
            }
            return Array(ids.prefix(limit))
        }
    }

    /// Those of `ids`, all under one key, whose folded label starts with `prefix`, by folded label, then number.
    private func inOrder(_ ids: [NodeID], prefix: String) throws(LMDBError) -> [NodeID] {
        try foldedLabels(of: ids)
            .filter { $0.label.utf8.starts(with: prefix.utf8) }
            .sorted { left, right in
                left.label.utf8.elementsEqual(right.label.utf8)
                    ? left.id < right.id : left.label.utf8.lexicographicallyPrecedes(right.label.utf8)
            }
            .map(\.id)
    }

    private func foldedLabels(of ids: [NodeID]) throws(LMDBError) -> [(id: NodeID, label: String)] {
        var labels: [(id: NodeID, label: String)] = []
        for id in ids {
            guard let label = try record(of: id)?.label else { throw .corrupted("label of node \(id.rawValue)") }
            labels.append((id, foldedLabel(label)))
        }
        return labels
    }
}
