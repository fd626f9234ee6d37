import Graph
import LMDB

/// A node to be written: found by type and key, or made.
public struct NewNode: Equatable, Sendable {
    /// The type's number in the graph's vocabulary.
    public var type: TypeID
    /// The key, unique within the type, at most 509 bytes of UTF-8.
    public var key: String
    /// The label; nil keeps the one that is there, an empty one takes it away.
    public var label: String?
    /// The label where `label` is nil and the node is new.
    public var defaultLabel: String?
    /// Properties to set, each in place of one of its name.
    public var properties: [Property]

    /// A node of these parts.
    public init(
        type: TypeID, key: String, label: String? = nil, defaultLabel: String? = nil, properties: [Property] = []
    ) {
        self.type = type
        self.key = key
        self.label = label
        self.defaultLabel = defaultLabel
        self.properties = properties
    }
}

extension StoreWriter {
    /// Finds or makes the node of a type and key; a given label or property takes the old one's place.
    @discardableResult
    public func add(type: TypeID, key: String, label: String? = nil, properties: [Property] = [])
        throws(StoreError) -> (id: NodeID, isNew: Bool)
    {
        guard let bytes = TextKey.node(type, key) else { throw .keyTooLong(limit: TextKey.nodeKeyLimit) }
        if let id = try storing({ () throws(LMDBError) in try self.id(atKey: bytes) }) {
            try update(id, label: label, properties: properties)
            return (id, false)
        }
        let id = try nextID()
        try put(id.rawValue, at: bytes, in: databases.keys)
        try insert(NodeRecord(type: type, key: key, label: label, properties: properties), as: id)
        return (id, true)
    }

    /// The next number, never given out before.
    func nextID() throws(StoreError) -> NodeID {
        let limit = Int(UInt32.max)
        guard nodeLimit < limit else { throw .tooMany(.nodes, limit: limit) }
        defer { nodeLimit += 1 }
        return NodeID(nodeLimit)
    }

    /// Writes all of a new node but its key's entry.
    private func insert(_ record: NodeRecord, as id: NodeID) throws(StoreError) {
        try put(record.bytes, at: id.rawValue, in: databases.nodes, .append)
        try putLabel(record.label, of: id, record.type)
        try put(id.rawValue, at: EdgeKey.members(of: record.type), in: databases.members, .appendDuplicate)
        try count(record.properties, nodes: 1)
        try count(1, nodesOf: record.type)
    }

    /// Takes a label and properties into a node that is there.
    func update(_ id: NodeID, label: String?, properties: [Property]) throws(StoreError) {
        guard label != nil || !properties.isEmpty else { return }
        guard let old = try storing({ () throws(LMDBError) in try record(of: id) }) else {
            throw .corrupt("node \(id.rawValue) has a key and no record")
        }
        var new = old
        new.merge(label: label, properties: properties)
        let (oldBytes, newBytes) = (old.bytes, new.bytes)
        guard oldBytes != newBytes else { return }
        try put(newBytes, at: id.rawValue, in: databases.nodes)
        try count(new.properties.named(unlike: old.properties), nodes: 1)
        try removeLabel(old.label, of: id, old.type)
        try putLabel(new.label, of: id, old.type)
    }

    private func putLabel(_ label: String?, of id: NodeID, _ type: TypeID) throws(StoreError) {
        guard let label else { return }
        try put(
            LabelEntry(id, type).word, at: TextKey.label(folded: foldedLabel(label)), in: databases.labels, .noDuplicate
        )
    }

    func removeLabel(_ label: String?, of id: NodeID, _ type: TypeID) throws(StoreError) {
        guard let label else { return }
        try remove(LabelEntry(id, type).word, at: TextKey.label(folded: foldedLabel(label)), in: databases.labels)
    }
}
