extension PropertyValue {
    /// The kinds of value, by the names that GraphML has for them.
    public enum Kind: String, CaseIterable, Sendable {
        case string
        case long
        case double
        case boolean
    }

    /// The kind of the value.
    public var kind: Kind {
        switch self {
        case .string: .string
        case .integer: .long
        case .number: .double
        case .truth: .boolean
        }
    }

    /// The value without its kind: a number so that it reads back as the same.
    public var text: String {
        switch self {
        case .string(let text): text
        case .integer(let whole): "\(whole)"
        case .number(let number): "\(number)"
        case .truth(let truth): truth ? "true" : "false"
        }
    }

    /// The value of a kind that `text` writes; nil where it writes none.
    public init?(_ text: String, kind: Kind) {
        switch kind {
        case .string: self = .string(text)
        case .long:
            guard let whole = Int64(text) else { return nil }
            self = .integer(whole)
        case .double:
            guard let number = Double(decimal: text) else { return nil }
            self = .number(number)
        case .boolean:
            guard let truth = ["true": true, "1": true, "false": false, "0": false][text.lowercased()] else {
                return nil
            }
            self = .truth(truth)
        }
    }

    /// The number or truth that `text` is just one of; nil for any other text.
    public init?(bare text: String) {
        if let whole = Int64(text) {
            self = .integer(whole)
        } else if let number = Double(decimal: text) {
            self = .number(number)
        } else if text == "true" || text == "false" {
            self = .truth(text == "true")
        } else {
            return nil
        }
    }
}

extension Double {
    /// The finite number that `text` writes in decimal digits; nil for any other text, as `nan` or `0x10`.
    fileprivate init?(decimal text: String) {
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text), number.isFinite
        else {
            return nil
        }
        self = number
    }
}
