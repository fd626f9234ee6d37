/// A node of the graph as stored: `song:SOABC12`, label `One More Night`, and properties.
public struct Node: Equatable, Sendable {
    /// Its dense number.
    public let id: NodeID
    /// Its type's number in the graph's vocabulary.
    public let type: TypeID
    /// Its key, unique within the type.
    public let key: String
    /// Its name for people, where it has one.
    public let label: String?
    /// Its further properties, in the order of their names.
    public let properties: [Property]

    /// A node of these parts.
    public init(id: NodeID, type: TypeID, key: String, label: String? = nil, properties: [Property] = []) {
        self.id = id
        self.type = type
        self.key = key
        self.label = label
        self.properties = properties
    }

    /// What people call it: its label, else its key.
    public var name: String { label ?? key }
}

/// A named value of a node: `genre = "Pop"`.
public struct Property: Equatable, Sendable {
    /// The property's name, as stored.
    public let name: String
    /// Its value.
    public let value: PropertyValue

    /// A property of this name and value.
    public init(_ name: String, _ value: PropertyValue) {
        self.name = name
        self.value = value
    }
}

/// What a property can hold.
public enum PropertyValue: Equatable, Sendable {
    case string(String)
    case integer(Int64)
    case number(Double)
    case truth(Bool)
}
