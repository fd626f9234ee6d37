/// A node's type and key, which files write as one text: `song:SOABC12`.
public struct NodeName: Hashable, Sendable {
    /// The name of its type.
    public let type: String
    /// Its key within the type.
    public let key: String

    /// The type of nodes that have none in a file.
    public static let untyped = "node"

    /// The name of these parts.
    public init(type: String, key: String) {
        self.type = type
        self.key = key
    }

    /// The name that `text` writes as `type:key`; a text without a type or a key names a `node`.
    public init(_ text: String) {
        guard let colon = Self.colon(in: text) else {
            self.init(type: Self.untyped, key: text)
            return
        }
        self.init(
            type: String(decoding: text.utf8[..<colon], as: UTF8.self).unescaped,
            key: String(decoding: text.utf8[colon...].dropFirst(), as: UTF8.self))
    }

    /// The name of the node that a file calls `id` and says the type of: an id that starts with it has the key after.
    public init(id: String, type: String?) {
        let type = type ?? Self.untyped
        let prefix = Self.written(type) + ":"
        let isWhole = id.utf8.count > prefix.utf8.count && id.utf8.starts(with: prefix.utf8)
        self.init(type: type, key: isWhole ? String(decoding: id.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : id)
    }

    /// `type:key`, where a colon of the type has a backslash before it.
    public var text: String { Self.written(type) + ":" + key }

    private static func written(_ type: String) -> String { type.escaped { $0 == ":" } }

    /// The first colon that is not escaped, where it has something before it and behind it.
    private static func colon(in text: String) -> String.Index? {
        var isEscaped = false
        for place in text.utf8.indices {
            switch text.utf8[place] {
            case 0x5C where !isEscaped: isEscaped = true
            case 0x3A where !isEscaped:
                let isBetween = place > text.startIndex && text.utf8.index(after: place) < text.endIndex
                return isBetween ? place : nil
            default: isEscaped = false
            }
        }
        return nil
    }
}
