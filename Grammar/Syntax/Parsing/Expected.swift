/// What the grammar has room for at a place: the words of a syntax error, and what the prompt completes.
public enum Expected: Hashable, Sendable {
    /// A word that starts a statement.
    case verb(String)
    /// A word of the statement at hand.
    case keyword(String)
    /// A sign.
    case symbol(String)
    /// A node: a label in quotes, a type, `@` or `$`.
    case node
    case relation
    case type
    /// The key of a node of this type.
    case key(type: String)
    /// `3` or `me` after `@`.
    case rowOrAlias
    /// The name of a parameter, after `$` or with it.
    case parameter
    /// The name of a model.
    case model
    /// The name of a setting.
    case setting
    /// The kind of a file or of a model.
    case kind
    /// Any other name.
    case name
    case integer
    case number
    case text
    /// A file's name, in quotes.
    case file
    case value
    /// A word that is a value: `true`.
    case literal(String)
    /// `=`, `<`, `~` …
    case comparison
    case end

    /// The expectation in words that a syntax error lists.
    public var description: String {
        switch self {
        case .verb: "a statement"
        case .keyword(let word), .symbol(let word): "`\(word)`"
        case .node: "a node"
        case .relation: "a relation"
        case .type: "a type"
        case .key: "a key"
        case .rowOrAlias: "a row's number or an alias"
        case .parameter: "a parameter"
        case .model: "a model"
        case .setting: "a setting"
        case .kind: "a kind"
        case .name: "a name"
        case .integer: "a whole number"
        case .number: "a number"
        case .text: "a text in quotes"
        case .file: "a file in quotes"
        case .value, .literal: "a value"
        case .comparison: "a comparison"
        case .end: "the end of the statement"
        }
    }
}
