extension Answer {
    /// A line a value, the names of the columns before them, and an empty line between rows.
    func lines(_ style: Style) -> String {
        let shown = readable
        let width = shown.map { columns[$0].name.displayWidth }.max() ?? 0
        let blocks = rows.map { row in
            shown.map { column in
                let name = style.dim(columns[column].name.filled(to: width, atEnd: false) + " =")
                let room = style.width.map { max($0 - width - 3, 16) }
                let value = row[column].shown.showingControls.wrapped(to: room)
                    .replacing("\n", with: "\n" + String(repeating: " ", count: width + 3))
                return "\(name) \(value)".trimmedAtEnd + "\n"
            }.joined()
        }
        return blocks.joined(separator: "\n")
    }
}
