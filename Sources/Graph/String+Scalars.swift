extension String {
    /// The text with some of its scalars written otherwise; nil leaves one as it is.
    ///
    /// By scalars, not characters: a mark may join a sign that a form of text obeys into a character with others.
    public func rewritten(_ form: (Unicode.Scalar) -> String?) -> String {
        guard unicodeScalars.contains(where: { form($0) != nil }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if let written = form(scalar) { text += written } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// The text within XML and HTML.
    public var asMarkup: String {
        rewritten { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: nil
            }
        }
    }

    /// The field as CSV has it after RFC 4180: in quotes where it holds a comma, a quote or a line end.
    public var asCSVField: String {
        guard utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return self }
        return "\"" + rewritten { $0 == "\"" ? "\"\"" : nil } + "\""
    }
}
