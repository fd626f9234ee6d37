import Grammar

/// How a program names a node. Whatever the text is, it is a name and nothing else.
public struct NodeName: Sendable, Hashable {
    let reference: NodeReference

    private init(_ form: NodeReference.Form) { reference = NodeReference(form, at: Self.nowhere) }

    static let nowhere = SourceSpan(line: 1, column: 1, length: 1)

    /// The node of this type and key; where there is none, the one of this type that is called so.
    public static func node(_ type: String, key: String) -> NodeName {
        NodeName(.typed(type: Word(type, at: nowhere), key: Word(key, at: nowhere), isQuoted: false))
    }

    /// The node that is called so, in any case of letters; `ambiguous` where several are.
    public static func label(_ label: String) -> NodeName { NodeName(.label(label)) }

    /// The node of this type that is called so, else the one with this key.
    public static func label(_ label: String, type: String) -> NodeName {
        NodeName(.typed(type: Word(type, at: nowhere), key: Word(label, at: nowhere), isQuoted: true))
    }

    /// The listener of this key.
    public static func user(_ key: String) -> NodeName { node("user", key: key) }

    /// The song of this key; a title is a ``label(_:)``.
    public static func song(_ key: String) -> NodeName { node("song", key: key) }

    /// The node that `alias` has given this name.
    public static func alias(_ name: String) -> NodeName { NodeName(.alias(name)) }
}

extension NodeName: ExpressibleByStringLiteral {
    /// A label.
    public init(stringLiteral label: String) { self = .label(label) }
}

extension NodeName: CustomStringConvertible {
    /// The name as the language writes it, so that it may stand in a statement's text whatever characters it has.
    public var description: String { Printer.text(of: reference) }
}
