extension String {
    /// The text broken at blanks into lines of at most `width` columns, those after the first led by `indent` blanks;
    /// those that the text itself starts with stay.
    ///
    /// A word that is wider than a line stands alone; nil is without end. Blanks that do not break become plain ones.
    func wrapped(to width: Int?, indent: Int = 0) -> String {
        guard let width, displayWidth > width else { return withPlainBlanks }
        var lines: [String] = []
        var line = String(prefix { $0 == " " })
        for word in dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
            let isFirst = line.allSatisfy { $0 == " " }
            if !isFirst, line.displayWidth + 1 + String(word).displayWidth > width {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += (isFirst ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n").withPlainBlanks
    }

    /// How many characters of a line about something are written: a name in it may be of any length.
    private static let lineLimit = 2_000

    /// The text, cut where it is too long to be read.
    var shortened: String {
        utf8.count > Self.lineLimit && count > Self.lineLimit ? prefix(Self.lineLimit) + "…" : self
    }

    /// The text with blanks in the place of those that do not break.
    var withPlainBlanks: String { contains("\u{A0}") ? replacing("\u{A0}", with: " ") : self }
}
