import Graph
import LMDB

extension StoreReader {
    public func nodes(labelled label: String, type: TypeID?) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(label)
        let key = TextKey.label(folded: folded)
        guard !key.isEmpty else { return [] }
        return try reading { () throws(LMDBError) in
            var ids: [NodeID] = []
            cost.seeks += 1
            guard try cursors.labels.move(to: key) else { return [] }
            try cursors.labels.appendNodes(of: type, to: &ids)
            cost.visits += ids.count
            if let largest = ids.max() { _ = try known(largest) }
            guard TextKey.mayBeCut(key.count) else { return ids }
            return try foldedLabels(of: ids).filter { $0.label == folded }.map(\.id)
        }
    }

    public func nodes(labelPrefix prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(prefix)
        guard limit > 0 else { return [] }
        return try reading { () throws(LMDBError) in
            let start = TextKey.label(folded: folded)
            var ids: [NodeID] = []
            cost.seeks += 1
            var more = try cursors.labels.move(atLeast: start)
            while more, ids.count < limit {
                let key = try cursors.labels.read { key, _ in key.starts(with: start) ? key.count : nil }
                guard let key else { break }
                let known = ids.count
                if store.cancellation.isRaised { throw .interrupted }
                try cursors.labels.appendNodes(of: type, to: &ids)
                if TextKey.mayBeCut(key) {
                    try ids.replaceSubrange(known..., with: inOrder(Array(ids[known...]), prefix: folded))
                }
                more = try cursors.labels.moveToNextKey()
            }
            if ids.count > limit { ids.removeLast(ids.count - limit) }
            if let largest = ids.max() { _ = try known(largest) }
            cost.visits += ids.count
            return ids
        }
    }

    /// Those of `ids`, all under one key, whose folded label starts with `prefix`, by folded label, then number.
    func inOrder(_ ids: [NodeID], prefix: String) throws(LMDBError) -> [NodeID] {
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

extension Cursor {
    /// Appends the nodes under the label that it stands on; only those of `type` where one is given.
    mutating func appendNodes(of type: TypeID?, to ids: inout [NodeID]) throws(LMDBError) {
        try eachDuplicate { (word: UInt64) in
            let entry = LabelEntry(word: word)
            if type == nil || entry.type == type { ids.append(entry.node) }
        }
    }
}
