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
    /// The number of the text's first line in the script.
    var firstLine = 1

    /// A line of it, counted from 1.
    func line(_ number: Int) -> Substring {
        var rest = text[...].utf8
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return "" }
            rest = rest[rest.index(after: end)...]
        }
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        return Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
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
    ///
    /// The words are broken to `width` columns; nil is without end.
    func text(width: Int? = nil) -> String {
        let heading = source.name.map { "\($0.showingControls):\(place.line):\(place.column): " } ?? ""
        let line = String(source.line(span.line)).replacing("\t", with: " ").showingControls
        let before = String(line.prefix(span.column - 1)).displayWidth
        let under = max(String(line.dropFirst(span.column - 1).prefix(span.length)).displayWidth, 1)
        let caret = String(repeating: " ", count: before) + "^" + String(repeating: "~", count: under - 1)
        // Names of the data stand in these lines: none may steer the terminal.
        let words = [message.cause] + message.details + [helpLine].compactMap(\.self)
        return
            (["\(heading)\(message.code.rawValue)", "  \(line)", "  \(caret)"]
            + words.map { $0.showingControls.wrapped(to: width, indent: 2) })
            .joined(separator: "\n") + "\n"
    }

    private var helpLine: String? {
        guard message.suggestions.isEmpty else {
            return "help: did you mean \(message.suggestions.joined(separator: " or "))?"
        }
        return message.help.map { "help: \($0)" }
    }

    /// The same as one JSON object in a line.
    var json: String { Self.json(message, file: source.name, at: place) }

    /// The place in the script.
    private var place: SourceSpan {
        SourceSpan(line: span.line + source.firstLine - 1, column: span.column, length: span.length)
    }

    /// An error outside any statement, about `place`: a line or two of text, or one object with null for the place.
    static func outside(_ message: Message, about place: String, style: ErrorStyle) -> String {
        switch style {
        case .text:
            "segue: \(place): \(message.cause)".showingControls + "\n"
                + (message.help.map { "help: \($0)".showingControls + "\n" } ?? "")
        case .json: json(message, file: place, at: nil)
        }
    }

    private static func json(_ message: Message, file: String?, at span: SourceSpan?) -> String {
        func number(_ value: Int?) -> JSON { value.map { .integer($0) } ?? .null }
        return JSON.object([
            ("code", .text(message.code.rawValue)), ("file", file.map(JSON.text) ?? .null),
            ("line", number(span?.line)), ("column", number(span?.column)), ("length", number(span?.length)),
            ("message", .text(message.cause)), ("details", .array(message.details.map(JSON.text))),
            ("help", message.help.map(JSON.text) ?? .null),
            ("suggestions", .array(message.suggestions.map(JSON.text))),
        ]).text + "\n"
    }
}
