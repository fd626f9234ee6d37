import Grammar

/// A value that a program gives a statement, or a setting: it is never read as language.
public enum Parameter: Sendable, Hashable {
    case null
    case truth(Bool)
    case integer(Int)
    case number(Double)
    /// A text; where a node is wanted, what it is called, else `type:key`.
    case text(String)

    var form: Grammar.Value.Form {
        switch self {
        case .null: .null
        case .truth(let truth): .truth(truth)
        case .integer(let whole): .integer(whole)
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        }
    }
}

extension Parameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral whole: Int) { self = .integer(whole) }
    public init(floatLiteral number: Double) { self = .number(number) }
    public init(booleanLiteral truth: Bool) { self = .truth(truth) }
    public init(nilLiteral: ()) { self = .null }
}
