/// Texts and names as Spark's SQL writes them.
package enum SQLText {
    /// A text as a literal: all but letters, digits and a few signs escaped, so that none of it can be taken for SQL, nor
    /// for one of the variables that Spark puts into statements.
    package static func literal(_ text: String) -> String {
        var literal = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", "_", "-", ".", ",", ":": literal.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let isLong = scalar.value > 0xFFFF
                literal += (isLong ? "\\U" : "\\u") + String(repeating: "0", count: (isLong ? 8 : 4) - digits.count)
                literal += digits
            }
        }
        return literal + "'"
    }

    /// A name in back-ticks.
    package static func name(_ name: String) -> String {
        "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    /// `a, b, c`.
    package static func list(_ numbers: some Sequence<some BinaryInteger>) -> String {
        numbers.map { "\($0)" }.joined(separator: ",")
    }
}
