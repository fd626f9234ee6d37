import Grammar

/// How errors are written.
public enum ErrorStyle: String, Sendable, CaseIterable {
    /// For people: the place, the line, a caret, the cause and a way on.
    case text
    /// For programs: one object a line.
    case json
}

/// The text that a statement was read from.
struct Source {
    /// The script's name; nil at the prompt.
    let name: String?
    let text: String

    /// A line of it, counted from 1.
    func line(_ number: Int) -> Substring {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }
}

/// An error with its place, ready to be written.
struct ErrorReport {
    let message: Message
    let span: SourceSpan
    let source: Source

    init(_ message: Message, at span: SourceSpan, in source: Source) {
        self.message = message
        self.span = span
        self.source = source
    }

    /// The place, the source line, a caret under the span, the cause, and a way on.
    var text: String {
        let place = source.name.map { "\($0):\(span.line):\(span.column): " } ?? ""
        let line = String(source.line(span.line)).replacing("\t", with: " ").showingControls
        let before = String(line.prefix(span.column - 1)).displayWidth
        let under = max(String(line.dropFirst(span.column - 1).prefix(span.length)).displayWidth, 1)
        let caret = String(repeating: " ", count: before) + "^" + String(repeating: "~", count: under - 1)
        return
            (["\(place)\(message.code.rawValue)", "  \(line)", "  \(caret)", message.cause]
            + message.details + [helpLine].compactMap(\.self)).joined(separator: "\n") + "\n"
    }

    private var helpLine: String? {
        guard message.suggestions.isEmpty else {
            return "help: did you mean \(message.suggestions.joined(separator: " or "))?"
        }
        return message.help.map { "help: \($0)" }
    }

    /// The same as one JSON object in a line.
    var json: String {
        JSON.object([
            ("code", .text(message.code.rawValue)), ("file", source.name.map(JSON.text) ?? .null),
            ("line", .integer(span.line)), ("column", .integer(span.column)), ("length", .integer(span.length)),
            ("message", .text(message.cause)), ("details", .array(message.details.map(JSON.text))),
            ("help", message.help.map(JSON.text) ?? .null),
            ("suggestions", .array(message.suggestions.map(JSON.text))),
        ]).text + "\n"
    }
}
