extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let backslash = UInt8(ascii: "\\")
    static let backTick = UInt8(ascii: "`")
    static let minus = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")

    /// `0` to `9`.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// `"` or `'`.
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    /// White space that stays on the line.
    var isBlank: Bool { self == UInt8(ascii: " ") || (self >= 9 && self <= 13 && self != .newline) }
}

extension Unicode.Scalar {
    /// A letter: what a name may start with.
    var startsName: Bool { properties.isXIDStart }

    /// A letter, a mark, a digit or `_`: what a name may go on with.
    var continuesName: Bool { properties.isXIDContinue }
}

/// What can be written without back-ticks.
enum Bare {
    /// Whether `text` reads as a name.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.startsName else { return false }
        return text.unicodeScalars.allSatisfy(\.continuesName)
    }

    /// Whether `text` reads as a key after `TYPE:`; stricter than the lexer, for the eye's sake.
    static func isKey(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.continuesName || $0 == "-" || $0 == "." }
    }
}
