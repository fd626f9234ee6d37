import Graph
import LMDB

extension StoreWriter {
    /// Finds or makes many nodes, faster than one by one; numbers are given out in the order of `nodes`.
    ///
    /// Nodes of one type and key are one node: what comes later is taken into what came before.
    @discardableResult
    public func add(_ nodes: [NewNode]) throws(StoreError) -> [NodeID] {
        var batch = try NodeBatch(nodes)
        try find(&batch)
        for place in nodes.indices where batch.ids[place] == nil && batch.first[place] == place {
            batch.ids[place] = try nextID()
            batch.isNew[place] = true
        }
        try putKeys(batch)
        try putRecords(&batch, nodes)
        return batch.first.map { batch.ids[$0]! }
    }

    /// Looks up the keys in their order, and joins those that are equal.
    private func find(_ batch: inout NodeBatch) throws(StoreError) {
        var previous: Int?
        for (count, place) in batch.order.enumerated() {
            if count & 0xFFF == 0xFFF { try checkCancellation() }
            if let previous, batch.keys[previous] == batch.keys[place] {
                batch.first[place] = previous
                continue
            }
            previous = place
            batch.ids[place] = try storing { () throws(LMDBError) in try id(atKey: batch.keys[place]) }
        }
    }

    /// Writes the new keys in their order, past the last key without a search.
    private func putKeys(_ batch: NodeBatch) throws(StoreError) {
        try storing { () throws(LMDBError) in
            var cursor = try snapshot.cursor(in: databases.keys)
            var last = try cursor.moveToLast() ? try cursor.read { key, _ in key.array } : []
            for place in batch.order where batch.isNew[place] {
                let isPast = last.lexicographicallyPrecedes(batch.keys[place])
                try cursor.put(batch.ids[place]!.rawValue, at: batch.keys[place], isPast ? .append : [])
                if isPast { last = batch.keys[place] }
            }
        }
    }

    /// Writes the new records in the order of their numbers, then their labels and types, and updates the old.
    private func putRecords(_ batch: inout NodeBatch, _ nodes: [NewNode]) throws(StoreError) {
        var labels: [(key: [UInt8], id: NodeID)] = []
        var members: [TypeID: [UInt32]] = [:]
        let joined = batch.joined
        for place in nodes.indices {
            if place & 0xFFF == 0xFFF { try checkCancellation() }
            let (node, id) = (nodes[place], batch.ids[batch.first[place]]!)
            guard batch.isNew[place] else {
                if !batch.isNew[batch.first[place]] { try update(id, label: node.label, properties: node.properties) }
                continue
            }
            var record = NodeRecord(type: node.type, key: node.key, label: node.label, properties: node.properties)
            for later in joined[place] ?? [] {
                record.merge(label: nodes[later].label, properties: nodes[later].properties)
            }
            try put(record.bytes, at: id.rawValue, in: databases.nodes, .append)
            try count(record.properties, nodes: 1)
            if let label = record.label { labels.append((TextKey.label(folded: foldedLabel(label)), id)) }
            members[node.type, default: []].append(id.rawValue)
        }
        try putLabels(labels)
        for (type, ids) in members.sorted(by: { $0.key < $1.key }) { try putMembers(ids[...], of: type) }
    }

    /// Writes labels in their order: neighbours in the database are written together.
    private func putLabels(_ labels: [(key: [UInt8], id: NodeID)]) throws(StoreError) {
        let order = ByteOrder(labels.map(\.key)).places
        try storing { () throws(LMDBError) in
            var cursor = try snapshot.cursor(in: databases.labels)
            for place in order { try cursor.put(labels[place].id.rawValue, at: labels[place].key, .noDuplicate) }
        }
    }

    /// Writes new nodes of a type, past its last one.
    private func putMembers(_ ids: ArraySlice<UInt32>, of type: TypeID) throws(StoreError) {
        let key = EdgeKey.members(of: type)
        try storing { () throws(LMDBError) in
            var cursor = try snapshot.cursor(in: databases.members)
            if try cursor.move(to: key) {
                for id in ids { try cursor.put(id, at: key, .appendDuplicate) }
            } else {
                try cursor.put(ascending: ids, atNew: key)
            }
        }
        try count(ids.count, nodesOf: type)
    }
}

/// Nodes to be written together, by their places in the caller's list.
private struct NodeBatch {
    let keys: [[UInt8]]
    /// The places in the order of their keys, equal keys in the order of places.
    let order: [Int]
    /// For each place the first place of the same key.
    var first: [Int]
    var ids: [NodeID?]
    var isNew: [Bool]

    init(_ nodes: [NewNode]) throws(StoreError) {
        var keys: [[UInt8]] = []
        keys.reserveCapacity(nodes.count)
        for node in nodes {
            guard let key = TextKey.node(node.type, node.key) else { throw .keyTooLong(limit: TextKey.nodeKeyLimit) }
            keys.append(key)
        }
        self.keys = keys
        order = ByteOrder(keys).places
        first = Array(nodes.indices)
        ids = Array(repeating: nil, count: nodes.count)
        isNew = Array(repeating: false, count: nodes.count)
    }

    /// The later places of each first one that has any.
    var joined: [Int: [Int]] {
        var joined: [Int: [Int]] = [:]
        for (place, first) in first.enumerated() where first != place { joined[first, default: []].append(place) }
        return joined
    }
}
