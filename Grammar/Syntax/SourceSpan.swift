/// A place in a script: what a caret is drawn under.
public struct SourceSpan: Hashable, Sendable {
    /// The line, counted from 1.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// How many characters it covers, at least 1.
    public let length: Int

    /// The span of these bounds.
    public init(line: Int, column: Int, length: Int) {
        self.line = line
        self.column = column
        self.length = length
    }
}

/// A piece of text with its place; two are equal when their texts are.
public struct Word: Hashable, Sendable {
    /// The text, unquoted and unescaped.
    public let text: String
    /// Where it stands.
    public let span: SourceSpan

    /// The text at its place.
    public init(_ text: String, at span: SourceSpan) {
        self.text = text
        self.span = span
    }

    /// Whether the texts agree, wherever they stand.
    public static func == (left: Word, right: Word) -> Bool { left.text == right.text }

    /// Hashes the text alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
