extension String {
    /// The text broken at blanks into lines of at most `width` columns, those after the first led by `indent` blanks.
    ///
    /// A word that is wider than a line stands alone; nil is without end.
    func wrapped(to width: Int?, indent: Int = 0) -> String {
        guard let width, displayWidth > width else { return self }
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false) {
            let isFirst = line.allSatisfy { $0 == " " }
            if !isFirst, line.displayWidth + 1 + String(word).displayWidth > width {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
