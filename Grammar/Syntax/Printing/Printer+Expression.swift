extension Printer {
    /// A condition, with the parentheses it needs.
    public static func text(of expression: Expression) -> String {
        switch expression {
        case .or(let terms): terms.map { operand($0) }.joined(separator: " or ")
        case .and(let terms): terms.map { operand($0) }.joined(separator: " and ")
        case .not(let term): "not \(operand(term))"
        case .comparison(let left, let comparator, let right):
            "\(text(of: left)) \(comparator.rawValue) \(text(of: right))"
        case .membership(let value, let members):
            "\(text(of: value)) in (\(members.map { text(of: $0) }.joined(separator: ", ")))"
        case .between(let value, let low, let high):
            "\(text(of: value)) between \(text(of: low)) and \(text(of: high))"
        case .isNull(let value, let negated): "\(text(of: value)) is \(negated ? "not " : "")null"
        }
    }

    /// A part of a condition: in parentheses where it has parts itself.
    private static func operand(_ expression: Expression) -> String {
        switch expression {
        case .or, .and: "(\(text(of: expression)))"
        case .not: "(\(text(of: expression)))"
        default: text(of: expression)
        }
    }

    /// A value as it is written.
    public static func text(of value: Value) -> String {
        switch value.form {
        case .integer(let integer): String(integer)
        case .number(let number): self.number(number)
        case .string(let string): quoted(string)
        case .truth(let truth): String(truth)
        case .null: "null"
        case .parameter(let parameter): "$\(name(parameter))"
        case .name(let path): dotted(path)
        case .call(let path, nil): "\(dotted(path))()"
        case .call(let path, .everything?): "\(dotted(path))(*)"
        case .call(let path, .value(let argument)?): "\(dotted(path))(\(text(of: argument)))"
        }
    }

    /// A fraction, which never reads as a whole number.
    static func number(_ number: Double) -> String { String(number) }

    private static func dotted(_ path: [String]) -> String {
        guard let first = path.first else { return inBackTicks("") }
        return ([guardedName(first)] + path.dropFirst().map(name)).joined(separator: ".")
    }

    static func assignments(_ assignments: [Assignment], sign: String = " = ") -> String {
        assignments.map { "\(name($0.name))\(sign)\(text(of: $0.value))" }.joined(separator: ", ")
    }
}
