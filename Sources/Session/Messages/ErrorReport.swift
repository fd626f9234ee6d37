import Grammar

/// How errors are written.
public enum ErrorStyle: String, Sendable, CaseIterable {
    /// For people: the place, the line, a caret, the cause and a way on.
    case text
    /// For programs: one object a line.
    case json
}

/// The text that a statement was read from.
final class Source {
    /// The script's name; nil at the prompt.
    let name: String?
    private let text: String
    /// Its lines without their ends, found once an error needs one.
    private lazy var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    /// The number of the text's first line in the script.
    let firstLine: Int

    /// The line last asked for, and whether its characters are bytes.
    private var last = (number: 0, isPlain: false)

    init(name: String?, text: String, firstLine: Int = 1) {
        (self.name, self.text, self.firstLine) = (name, text, firstLine)
    }

    /// What stands in a line from a column on, both counted from 1.
    func line(_ number: Int, from column: Int = 1) -> Substring {
        guard lines.indices.contains(number - 1) else { return "" }
        let whole = lines[number - 1]
        let line = whole.last == UInt8(ascii: "\r") ? whole.dropLast() : whole
        if last.number != number { last = (number, line.allSatisfy { $0 < 0x80 }) }
        return last.isPlain ? Substring(line.dropFirst(column - 1)) : Substring(line).dropFirst(column - 1)
    }
}

/// The part of a source line around a mistake that is shown: of a long line not all.
private struct Excerpt {
    /// How many characters are shown, and how many of them before the mistake.
    private static let (length, lead) = (200, 60)

    /// What is shown.
    let line: String
    /// A caret below it, and a wave as far as the span is shown.
    let caret: String

    init(of source: Source, _ span: SourceSpan) {
        let isLong = source.line(span.line).prefix(Self.length + 1).count > Self.length
        let start = isLong ? max(0, span.column - 1 - Self.lead) : 0
        let rest = source.line(span.line, from: start + 1)
        let shown = rest.prefix(Self.length)
        let (open, close) = (start > 0 ? "…" : "", shown.endIndex < rest.endIndex ? "…" : "")
        let text = Self.plain(shown)
        let column = span.column - 1 - start
        let before = open + Self.plain(shown.prefix(column))
        let under = max(Self.plain(shown.dropFirst(column).prefix(span.length)).displayWidth, 1)
        self.line = open + text + close
        caret = String(repeating: " ", count: before.displayWidth) + "^" + String(repeating: "~", count: under - 1)
    }

    private static func plain(_ text: Substring) -> String { String(text).replacing("\t", with: " ").showingControls }
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
        let excerpt = Excerpt(of: source, span)
        // Names of the data stand in these lines: none may steer the terminal.
        let words = [message.cause] + message.details + [helpLine].compactMap(\.self)
        return
            (["\(heading)\(message.code.rawValue)", "  \(excerpt.line)", "  \(excerpt.caret)"]
            + words.map { $0.shortened.showingControls.wrapped(to: width, indent: 2) })
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
