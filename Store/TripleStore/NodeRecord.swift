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
        for property in more {
            if let place = properties.firstIndex(where: { $0.name == property.name }) {
                properties[place] = property
            } else {
                properties.append(property)
            }
        }
        if !more.isEmpty { properties.sort { $0.name < $1.name } }
    }

    /// The node of this number.
    func node(_ id: NodeID) -> Node {
        Node(id: id, type: type, key: key, label: label, properties: properties)
    }
}

extension NodeRecord {
    /// The type alone.
    static func type(of bytes: Span<UInt8>) throws(LMDBError) -> TypeID {
        var position = RecordPosition()
        return TypeID(rawValue: try bytes.little(&position))
    }

    init(_ bytes: Span<UInt8>) throws(LMDBError) {
        var position = RecordPosition()
        type = TypeID(rawValue: try bytes.little(&position))
        let flags: UInt8 = try bytes.little(&position)
        key = try bytes.text(&position)
        label = flags & Self.labelIsKey != 0 ? key : flags & Self.hasLabel != 0 ? try bytes.text(&position) : nil
        properties = []
        guard flags & Self.hasProperties != 0 else { return }
        for _ in 0..<(try bytes.count(&position)) {
            properties.append(Property(try bytes.text(&position), try PropertyValue(bytes, &position)))
        }
    }

    /// The record's bytes.
    var bytes: [UInt8] {
        let isKey = label.map { $0.utf8.elementsEqual(key.utf8) } ?? false
        var flags: UInt8 = properties.isEmpty ? 0 : Self.hasProperties
        if label != nil { flags |= isKey ? Self.labelIsKey : Self.hasLabel }
        var bytes: [UInt8] = []
        bytes.append(little: type.rawValue)
        bytes.append(flags)
        bytes.append(text: key)
        if let label, !isKey { bytes.append(text: label) }
        guard !properties.isEmpty else { return bytes }
        bytes.append(count: properties.count)
        for property in properties {
            bytes.append(text: property.name)
            property.value.append(to: &bytes)
        }
        return bytes
    }
}

extension PropertyValue {
    fileprivate init(_ bytes: Span<UInt8>, _ position: inout RecordPosition) throws(LMDBError) {
        switch try bytes.little(&position, as: UInt8.self) {
        case 0: self = .string(try bytes.text(&position))
        case 1: self = .integer(Int64(bitPattern: try bytes.little(&position)))
        case 2: self = .number(Double(bitPattern: try bytes.little(&position)))
        case 3: self = .truth(false)
        case 4: self = .truth(true)
        case let tag: throw .corrupted("a property of kind \(tag)")
        }
    }

    fileprivate func append(to bytes: inout [UInt8]) {
        switch self {
        case .string(let text):
            bytes.append(0)
            bytes.append(text: text)
        case .integer(let number):
            bytes.append(1)
            bytes.append(little: UInt64(bitPattern: number))
        case .number(let number):
            bytes.append(2)
            bytes.append(little: number.bitPattern)
        case .truth(let truth):
            bytes.append(truth ? 4 : 3)
        }
    }
}
