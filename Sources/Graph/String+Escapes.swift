extension String {
    /// The text with a backslash before each backslash and each character that `isOdd`.
    ///
    /// Tab, line feed and carriage return become `\t`, `\n` and `\r`, what cannot be seen `\u{…}`.
    public func escaped(_ isOdd: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: { $0 == "\\" || isOdd($0) }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            guard scalar == "\\" || isOdd(scalar) else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch scalar {
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "!"..."~": text += "\\" + String(scalar)
            default: text += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return text
    }

    /// The text that `escaped(_:)` was given.
    public var unescaped: String {
        guard utf8.contains(0x5C) else { return self }
        var text = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let next = rest.popFirst() else {
                text.append(scalar)
                continue
            }
            switch next {
            case "t": text.append("\t")
            case "n": text.append("\n")
            case "r": text.append("\r")
            case "u": text.append(Self.numbered(&rest) ?? "u")
            default: text.append(next)
            }
        }
        return String(text)
    }

    /// The character of a number in braces; nil, and nothing is taken, where there is none.
    private static func numbered(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        guard rest.first == "{", let close = rest.firstIndex(of: "}"),
            let number = UInt32(String(rest[rest.index(after: rest.startIndex)..<close]), radix: 16),
            let scalar = Unicode.Scalar(number)
        else { return nil }
        rest = rest[rest.index(after: close)...]
        return scalar
    }
}
