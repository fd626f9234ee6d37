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
    /// A node that is a song.
    case song
    /// A node that is a listener.
    case listener
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
    /// A model to compare with: its name, or a kind that is trained on the spot.
    case rival
    /// The name of a setting of the shell.
    case setting
    /// The name of a setting after `with`.
    case detail(SettingOwner)
    /// The value of a setting; of the shell's where it has no owner.
    case settingValue(String, of: SettingOwner?)
    /// The kind of a file.
    case kind
    /// The kind of a model.
    case modelKind
    /// What `help` has a page of.
    case topic
    /// Any other name.
    case name
    case integer
    case number
    case text
    /// A file's name, in quotes.
    case file
    /// A split's name, in quotes.
    case split
    /// The label of a node of this type, or of any, in quotes.
    case label(type: String?)
    /// A format that a whole graph can be written in.
    case exportFormat(String)
    case value
    /// A field of what `scope` speaks about, or of what `path` leads to from there.
    case field(of: FieldScope, after: [String])
    /// What such a field is compared with.
    case operand(of: FieldScope, field: [String])
    /// A word that is a value: `true`.
    case literal(String)
    /// `=`, `<`, `~` …
    case comparison
    case end

    /// The expectation in words that a syntax error lists.
    public var description: String {
        switch self {
        case .verb: "a statement"
        case .keyword(let word), .symbol(let word), .exportFormat(let word): "`\(word)`"
        case .node, .song, .listener: "a node"
        case .relation: "a relation"
        case .type: "a type"
        case .key: "a key"
        case .rowOrAlias: "a row's number or an alias"
        case .parameter: "a parameter"
        case .model, .rival: "a model"
        case .setting, .detail: "a setting"
        case .kind, .modelKind: "a kind"
        case .topic, .name: "a name"
        case .integer: "a whole number"
        case .number: "a number"
        case .text, .split, .label: "a text in quotes"
        case .file: "a file in quotes"
        case .field(of: _, after: let path) where !path.isEmpty: "a name"
        case .value, .literal, .field, .operand, .settingValue: "a value"
        case .comparison: "a comparison"
        case .end: "the end of the statement"
        }
    }
}
