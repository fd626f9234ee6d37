extension String {
    /// The text with blanks behind it, or before it, up to `width` columns.
    func filled(to width: Int, atEnd: Bool = true) -> String {
        let blanks = String(repeating: " ", count: max(width - displayWidth, 0))
        return atEnd ? self + blanks : blanks + self
    }

    /// The text without the blanks that it ends in.
    var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
