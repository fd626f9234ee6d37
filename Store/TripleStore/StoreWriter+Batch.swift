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
        try putRecords(batch, nodes)
        return batch.first.map { batch.ids[$0]! }
    }

    /// Looks up the keys in their order, and joins those that are equal.
    private func find(_ batch: inout NodeBatch) throws(StoreError) {
        var keys = try storing { () throws(LMDBError) in KeyWalk(try snapshot.cursor(in: databases.keys)) }
        var previous: Int?
        for (count, place) in batch.order.enumerated() {
            if count & 0xFFF == 0xFFF { try checkCancellation() }
            let key = batch.keys[place]
            if let previous, batch.keys[previous] == key {
                batch.first[place] = previous
                continue
            }
            previous = place
            batch.ids[place] = try storing { () throws(LMDBError) in
                try keys.number(at: key).map(NodeID.init(rawValue:))
            }
        }
    }

    /// Writes the new keys in their order, past the last key without a search.
    private func putKeys(_ batch: NodeBatch) throws(StoreError) {
        try storing { () throws(LMDBError) in
            var loader = try TextLoader(snapshot, databases.keys)
            for place in batch.order where batch.isNew[place] {
                try loader.put(batch.ids[place]!.rawValue, at: batch.keys[place])
            }
        }
    }

    /// Writes the new records in the order of their numbers, then their labels and types, and updates the old.
    private func putRecords(_ batch: NodeBatch, _ nodes: [NewNode]) throws(StoreError) {
        var labels = LabelBatch()
        var members: [TypeID: [UInt32]] = [:]
        let joined = batch.joined
        var (bytes, sum): ([UInt8], UInt64) = ([], 0)
        defer { sums?[.nodes] &+= sum }
        var cursor = try storing { () throws(LMDBError) in try snapshot.cursor(in: databases.nodes) }
        for place in nodes.indices {
            if place & 0xFFF == 0xFFF { try checkCancellation() }
            let id = batch.ids[batch.first[place]]!
            // What is said of a node at several places is taken in at the first.
            guard batch.first[place] == place else { continue }
            let others = joined[place, default: []].map { nodes[$0] }
            guard batch.isNew[place] else {
                let all = [nodes[place]] + others
                try update(
                    id, label: all.last { $0.label != nil }?.label, properties: all.flatMap(\.properties))
                continue
            }
            let record = NodeRecord(nodes[place], others)
            bytes.removeAll(keepingCapacity: true)
            record.append(to: &bytes)
            try storing { () throws(LMDBError) in
                _ = try cursor.put(bytes, at: id.rawValue, .append)
                sum &+= try PairHash.of(id.rawValue, bytes)
            }
            try count(record.properties, nodes: 1)
            if let label = record.label { labels.append(label, id, record.type) }
            members[record.type, default: []].append(id.rawValue)
        }
        try put(labels)
        for (type, ids) in members.sorted(by: { $0.key < $1.key }) { try putMembers(ids[...], of: type) }
    }

    /// Writes labels in their order, past the last one without a search.
    func put(_ labels: LabelBatch) throws(StoreError) {
        try checkCancellation()
        try storing { () throws(LMDBError) in
            var loader = try TextLoader(snapshot, databases.labels)
            for place in labels.keys.order { try loader.put(labels.entries[place].word, at: labels.keys[place]) }
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
    private(set) var keys = ByteStrings()
    /// The places in the order of their keys, equal keys in the order of places.
    let order: [Int]
    /// For each place the first place of the same key.
    var first: [Int]
    var ids: [NodeID?]
    var isNew: [Bool]

    init(_ nodes: [NewNode]) throws(StoreError) {
        keys.reserve(strings: nodes.count, bytes: 16 * nodes.count)
        for place in nodes.indices {
            guard TextKey.fits(nodes[place].key) else { throw .keyTooLong(limit: TextKey.nodeKeyLimit) }
            keys.append { TextKey.append(nodes[place].type, nodes[place].key, to: &$0) }
        }
        order = keys.order
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

/// Labels to be written together, and whose they are.
struct LabelBatch {
    private(set) var keys = ByteStrings()
    private(set) var entries: [LabelEntry] = []

    mutating func append(_ label: String, _ node: NodeID, _ type: TypeID) {
        keys.append { TextKey.append(label: label, to: &$0) }
        entries.append(LabelEntry(node, type))
    }
}

extension NodeRecord {
    /// The record of a new node, of which `others` say more.
    fileprivate init(_ node: NewNode, _ others: [NewNode]) {
        self.init(
            type: node.type, key: node.key, label: node.label ?? node.defaultLabel, properties: node.properties)
        merge(label: others.last { $0.label != nil }?.label, properties: others.flatMap(\.properties))
    }
}
