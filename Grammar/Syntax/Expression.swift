/// A condition, after `where` or in brackets.
public indirect enum Expression: Hashable, Sendable {
    case or([Expression])
    case and([Expression])
    case not(Expression)
    case comparison(Value, Comparator, Value)
    case membership(Value, [Value])
    case between(Value, Value, Value)
    case isNull(Value, negated: Bool)
}

/// How two values are compared; `~` is a search of text for a pattern.
public enum Comparator: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case matches = "~"
}

/// A value as written, with its place.
public struct Value: Hashable, Sendable {
    /// What can be written.
    public indirect enum Form: Hashable, Sendable {
        case integer(Int)
        case number(Double)
        case string(String)
        case truth(Bool)
        case null
        case parameter(String)
        /// `year`, `song.year`: a name and what follows its dots.
        case name([String])
        /// `count(song)`, `count(*)`: `argument` nil is no argument.
        case call([String], argument: Argument?)
    }

    /// What stands between a call's parentheses.
    public enum Argument: Hashable, Sendable {
        case everything
        case value(Value)
    }

    /// What is written.
    public let form: Form
    /// Where it stands.
    public let span: SourceSpan

    /// The value at its place.
    public init(_ form: Form, at span: SourceSpan) {
        self.form = form
        self.span = span
    }

    /// Whether the values agree, wherever they stand.
    public static func == (left: Value, right: Value) -> Bool { left.form == right.form }

    /// Hashes all but the place.
    public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}
