/// Why a script is not of the language, with its place; `Session` makes it into prose.
public struct ParseError: Error, Hashable, Sendable {
    /// The kinds of mistake.
    public enum Kind: Hashable, Sendable {
        /// No statement starts with this word; what is near it may be meant.
        case unknownVerb(String, suggestions: [String])
        /// Something else was expected here; `found` nil is the end of the statement. Words near what was found may be
        /// meant.
        case unexpected(found: String?, expected: [String], suggestions: [String])
        /// A word stands where a node may, and no key after it: it is not a type then, or it is a misspelt word of the
        /// statement.
        case missingKey(String, suggestions: [String])
        /// A quote or back-tick is not closed.
        case unclosed(String)
        /// A character that no statement has.
        case strayCharacter(Character)
        /// A backslash sequence that strings do not know.
        case badEscape(String)
        /// A number out of the range that it stands in.
        case badNumber(String)
        /// A clause given twice.
        case repeated(String)
        /// A limit of the language is passed (nesting, length); the text names it.
        case tooDeep(limit: Int)
    }

    /// What is wrong.
    public let kind: Kind
    /// Where.
    public let span: SourceSpan

    /// The mistake at its place.
    public init(_ kind: Kind, at span: SourceSpan) {
        self.kind = kind
        self.span = span
    }
}
