import Graph

/// A value that a condition compares or a statement returns.
public enum Datum: Hashable, Sendable {
    /// Nothing: a property that is not there, or an unknown answer.
    case null
    case truth(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case node(NodeID)
    case edge(Triple)
    case path(Path)
    /// Several values at once, as of a relation with several tails; at least two: see `init(values:)`.
    case list([Datum])

    /// The value of a property.
    public init(_ value: PropertyValue) {
        self =
            switch value {
            case .string(let text): .text(text)
            case .integer(let whole): .integer(whole)
            case .number(let number): .number(number)
            case .truth(let truth): .truth(truth)
            }
    }

    /// Several values as one: none is null, one is itself.
    public init(values: [Datum]) {
        self = values.isEmpty ? .null : values.count == 1 ? values[0] : .list(values)
    }

    /// The values that it stands for, each by itself.
    public var values: [Datum] {
        switch self {
        case .null: []
        case .list(let values): values
        default: [self]
        }
    }

    /// The value as a number, where it is one or a text that reads as one.
    public var number: Double? {
        switch self {
        case .integer(let whole): Double(whole)
        case .number(let number): number
        case .text(let text): Double(text)
        default: nil
        }
    }
}

extension Datum {
    /// The order of two single values: nil where they cannot be compared.
    ///
    /// Numbers go by size, also beside a text that reads as a number; texts by Unicode scalars; false before true.
    func order(to other: Datum) -> Order? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): Order(left, right)
        case (.text(let left), .text(let right)): left == right ? .same : left < right ? .before : .after
        case (.truth(let left), .truth(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.integer, _), (.number, _), (_, .integer), (_, .number):
            if let left = number, let right = other.number { Order(left, right) } else { nil }
        default: self == other ? .same : nil
        }
    }

    /// How two values stand to each other.
    enum Order {
        case before, same, after

        init?<Number: Comparable>(_ left: Number, _ right: Number) {
            guard left == right || left < right || left > right else { return nil }
            self = left == right ? .same : left < right ? .before : .after
        }
    }

    /// Whether it stands before `other` in a sorted list: kinds apart, then by `order(to:)`; nothing comes last.
    public func sorts(before other: Datum) -> Bool {
        if case .list(let left) = self, case .list(let right) = other {
            return left.lexicographicallyPrecedes(right) { $0.sorts(before: $1) }
        }
        if rank != other.rank { return rank < other.rank }
        switch (self, other) {
        case (.node(let left), .node(let right)): return left < right
        case (.edge(let left), .edge(let right)): return left < right
        case (.path(let left), .path(let right)): return left < right
        default: return order(to: other) == .before
        }
    }

    /// Whether it stands before `other` in a list sorted either way; nothing comes last both ways.
    public func sorts(before other: Datum, isDescending: Bool) -> Bool {
        if self == .null || other == .null { return self != .null }
        return isDescending ? other.sorts(before: self) : sorts(before: other)
    }

    private var rank: Int {
        switch self {
        case .integer, .number: 0
        case .text: 1
        case .truth: 2
        case .node: 3
        case .edge: 4
        case .path: 5
        case .list: 6
        case .null: 7
        }
    }
}
