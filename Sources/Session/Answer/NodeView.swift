import Grammar
import Graph

/// A node with its names looked up.
package struct NodeView: Equatable {
    let id: NodeID
    package let type: String
    package let key: String
    package let label: String?
    /// How many nodes it stands for, which are counted and not named; nil for a node of its own.
    package let count: Int?

    init(_ node: Node, in vocabulary: Vocabulary) {
        id = node.id
        type = vocabulary[node.type].name
        key = node.key
        label = node.label
        count = nil
    }

    private init(_ type: String, _ key: String, label: String? = nil, count: Int?) {
        (id, self.type, self.key, self.label) = (NodeID(rawValue: .max), type, key, label)
        self.count = count
    }

    /// So many listeners, who have no names here.
    static func users(_ count: Int) -> NodeView { NodeView("users", String(count), count: count) }

    /// A type of nodes, in the picture of a schema.
    static func type(_ name: String) -> NodeView { NodeView("type", name, label: name, count: nil) }

    /// A listener whom the graph does not know yet.
    static let somebody = NodeView("user", "new", count: nil)

    /// `song:SOABC`, the key in back-ticks where it has odd characters.
    var reference: String {
        let isPlain =
            !key.isEmpty
            && key.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" || $0 == "."
            }
        return isPlain ? "\(type):\(key)" : "\(type):`\(key)`"
    }

    /// Its identity in data: `song:SOABC`.
    var identity: String { count == nil ? "\(type):\(key)" : type }

    /// Whether it is a song, in any case of letters.
    var isSong: Bool { type.lowercased() == "song" }
    /// Whether it is a listener, who is counted and not named.
    var isUser: Bool { type.lowercased() == "user" }

    /// What people call it.
    var name: String { label ?? key }

    /// How it stands within a line of text: songs in quotes, users with their type.
    var inline: String {
        if let count { return Note.count(count, "user") }
        return switch (type, label) {
        case (_, let label?): isSong ? Printer.quoted(label) : label
        default: "\(type) \(key)"
        }
    }
}

extension Float {
    /// The number without a needless `.0`.
    var brief: String { self == rounded() && abs(self) < 1e15 ? String(Int64(self)) : description }
}
