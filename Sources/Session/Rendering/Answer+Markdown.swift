import Graph

extension Answer {
    /// A table of GitHub-flavoured Markdown, numbers to the right; what would be markup is escaped.
    ///
    /// `hasHeader` false goes on with a table that stands before.
    func markdown(hasHeader: Bool = true) -> String {
        let shown = readable
        let rules = shown.map { column in
            rows.isEmpty || !rows.allSatisfy { $0[column].isNumeric } ? "---" : "--:"
        }
        let lines = rows.map { row in shown.map { row[$0].shown.showingControls.markdownText } }
        let header = hasHeader ? [shown.map { columns[$0].name.markdownText }, rules] : []
        return (header + lines)
            .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }
}

extension String {
    /// The text with a backslash before what Markdown would obey.
    fileprivate var markdownText: String {
        let hasEntities = utf8.contains(UInt8(ascii: ";"))
        return rewritten { scalar in
            Self.markup.contains(scalar) || hasEntities && scalar == "&" ? "\\" + String(Character(scalar)) : nil
        }
    }

    private static let markup = Set("\\`*_[]<>|~".unicodeScalars)
}
