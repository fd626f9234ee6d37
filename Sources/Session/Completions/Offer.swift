import Grammar

/// Something that may stand at the cursor.
struct Offer {
    /// How it is written.
    enum Form {
        /// As it is.
        case word
        /// As a name: in back-ticks where it must be.
        case name
        /// As a name after this sign.
        case marked(String)
        /// As a key: in back-ticks where it must be.
        case key
        /// In quotes.
        case text
        /// In quotes, which stay open: the path goes on.
        case folder
    }

    let text: String
    let form: Form
    /// Whether it is known to fit what is typed, by another measure than the letters that it starts with.
    let isFound: Bool

    /// `text`, written as `form` says.
    init(_ text: String, as form: Form, isFound: Bool = false) {
        self.text = text
        self.form = form
        self.isFound = isFound
    }

    /// Whether it goes on from what is typed, in any case of letters.
    func fits(_ typed: String) -> Bool { isFound || text.lowercased().hasPrefix(typed.lowercased()) }

    /// What is to be typed for it where `quote` is open; a name that is one of `taken` would be read as something else.
    /// Nil where it cannot be written there, or not in one line.
    func written(in quote: Character?, taken: Set<String>) -> String? {
        guard text.showingControls == text else { return nil }
        switch (form, quote) {
        case (.word, nil): return text
        case (.name, nil): return taken.contains(text.lowercased()) ? Printer.inBackTicks(text) : Printer.name(text)
        case (.marked(let sign), nil): return sign + Printer.name(text)
        case (.key, nil): return Printer.key(text)
        case (.name, "`"), (.marked, "`"), (.key, "`"): return Printer.inBackTicks(text)
        case (.text, let quote) where quote != "`": return quoted(in: quote ?? "\"") + String(quote ?? "\"")
        case (.key, let quote?): return quoted(in: quote) + String(quote)
        case (.folder, let quote) where quote != "`": return quoted(in: quote ?? "\"")
        default: return nil
        }
    }

    /// The text behind an opening quote, with what needs it escaped.
    private func quoted(in quote: Character) -> String {
        text.reduce(into: String(quote)) { quoted, character in
            if character == quote || character == "\\" { quoted += "\\" }
            quoted.append(character)
        }
    }
}
