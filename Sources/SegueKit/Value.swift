/// A value of an answer.
public indirect enum Value: Sendable, Hashable {
    /// No value is known.
    case null
    case truth(Bool)
    /// A whole number.
    case integer(Int)
    case number(Double)
    case text(String)
    case node(Node)
    case edge(Edge)
    case path(Path)
    case list([Value])
    case record(Record)
}

extension Value {
    /// Whether no value is known.
    public var isNull: Bool { self == .null }
    /// The truth that it is; nil of another kind.
    public var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
    /// The whole number that it is; nil of another kind.
    public var integer: Int? { if case .integer(let whole) = self { whole } else { nil } }
    /// The number that it is, whole or not; nil of another kind.
    public var number: Double? {
        switch self {
        case .integer(let whole): Double(whole)
        case .number(let number): number
        default: nil
        }
    }
    /// The text that it is; nil of another kind.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The node that it is; nil of another kind.
    public var node: Node? { if case .node(let node) = self { node } else { nil } }
    /// The edge that it is; nil of another kind.
    public var edge: Edge? { if case .edge(let edge) = self { edge } else { nil } }
    /// The path that it is; nil of another kind.
    public var path: Path? { if case .path(let path) = self { path } else { nil } }
    /// The values of the list that it is; nil of another kind.
    public var list: [Value]? { if case .list(let values) = self { values } else { nil } }
    /// The record that it is; nil of another kind.
    public var record: Record? { if case .record(let record) = self { record } else { nil } }
}

extension Value: CustomStringConvertible {
    /// The value as a person reads it; of a node, its name.
    public var description: String {
        switch self {
        case .null: ""
        case .truth(let truth): "\(truth)"
        case .integer(let whole): "\(whole)"
        case .number(let number): "\(number)"
        case .text(let text): text
        case .node(let node): node.name
        case .edge(let edge): edge.description
        case .path(let path): path.description
        case .list(let values): values.map(\.description).joined(separator: ", ")
        case .record(let record): record.description
        }
    }
}
