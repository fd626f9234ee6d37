/// One statement with the text that it was read from.
public struct SourceStatement: Sendable {
    /// The statement.
    public let statement: Statement
    /// Its text, from its first to its last token.
    public let text: String
    /// Where it starts and how long it is on its first line.
    public let span: SourceSpan

    /// A statement of this text.
    public init(_ statement: Statement, text: String, at span: SourceSpan) {
        self.statement = statement
        self.text = text
        self.span = span
    }
}
