import Graph
import LMDB

/// A node as it lies in `nodes`, under its number (`FORMAT.md`).
struct NodeRecord: Equatable {
    let type: TypeID
    let key: String
    var label: String?
    /// In the order of their names.
    var properties: [Property]

    private static let labelIsKey: UInt8 = 1
    private static let hasLabel: UInt8 = 2
    private static let hasProperties: UInt8 = 4

    init(type: TypeID, key: String, label: String?, properties: [Property]) {
        self.type = type
        self.key = key
        self.label = Self.meaningful(label)
        self.properties = []
        merge(label: nil, properties: properties)
    }

    /// An empty label is none.
    private static func meaningful(_ label: String?) -> String? {
        label.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Takes in a label, unless nil, and properties, each in place of one of its name.
    mutating func merge(label new: String?, properties more: [Property]) {
        if let new { label = Self.meaningful(new) }
        properties.merge(more)
    }

    /// The node of this number.
    func node(_ id: NodeID) -> Node {
        Node(id: id, type: type, key: key, label: label, properties: properties)
    }
}

extension NodeRecord {
    /// The type alone.
    static func type(of bytes: Span<UInt8>, typeCount: Int) throws(LMDBError) -> TypeID {
        var position = RecordPosition()
        let type = TypeID(rawValue: try bytes.little(&position))
        guard type.rawValue < typeCount else { throw .corrupted("a node of type \(type.rawValue)") }
        return type
    }

    /// The record of these bytes, in a graph of so many types.
    init(_ bytes: Span<UInt8>, typeCount: Int) throws(LMDBError) {
        type = try Self.type(of: bytes, typeCount: typeCount)
        var position = RecordPosition(offset: 2)
        let flags: UInt8 = try bytes.little(&position)
        key = try bytes.text(&position)
        label = flags & Self.labelIsKey != 0 ? key : flags & Self.hasLabel != 0 ? try bytes.text(&position) : nil
        properties = flags & Self.hasProperties != 0 ? try bytes.properties(&position) : []
    }

    /// The record's bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the record's bytes.
    func append(to bytes: inout [UInt8]) {
        let isKey = label.map { $0.utf8.elementsEqual(key.utf8) } ?? false
        var flags: UInt8 = properties.isEmpty ? 0 : Self.hasProperties
        if label != nil { flags |= isKey ? Self.labelIsKey : Self.hasLabel }
        bytes.append(little: type.rawValue)
        bytes.append(flags)
        bytes.append(text: key)
        if let label, !isKey { bytes.append(text: label) }
        if !properties.isEmpty { bytes.append(properties: properties) }
    }
}
