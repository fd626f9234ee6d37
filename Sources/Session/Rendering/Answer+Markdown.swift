extension Answer {
    /// A table of GitHub-flavoured Markdown, numbers to the right; what would be markup is escaped.
    var markdown: String {
        let shown = readable
        let rules = shown.map { column in
            rows.isEmpty || !rows.allSatisfy { $0[column].isNumeric } ? "---" : "--:"
        }
        let lines = rows.map { row in shown.map { row[$0].shown.showingControls.markdownText } }
        return ([shown.map { columns[$0].name.markdownText }, rules] + lines)
            .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }
}

extension String {
    /// The text with a backslash before what Markdown would obey.
    fileprivate var markdownText: String {
        let markup = contains(";") ? Self.markup.union(["&"]) : Self.markup
        guard contains(where: markup.contains) else { return self }
        return reduce(into: "") { text, character in
            if markup.contains(character) { text.append("\\") }
            text.append(character)
        }
    }

    private static let markup = Set("\\`*_[]<>|~")
}
