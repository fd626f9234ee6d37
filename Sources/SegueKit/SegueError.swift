import Session

/// Why a statement failed, or a database could not be opened: the one error of this module.
public struct SegueError: Error, Sendable, Equatable {
    /// The stable names of errors; `help errors` in the shell says more of each.
    public enum Code: String, Sendable, CaseIterable {
        /// The text is not of the language.
        case syntax
        /// No statement starts with this word.
        case unknownVerb = "unknown_verb"
        /// Nothing in the graph is called so.
        case unknownNode = "unknown_node"
        /// No edge of the graph has this relation.
        case unknownRelation = "unknown_relation"
        /// No node of the graph has this type.
        case unknownType = "unknown_type"
        /// Several nodes are called so, and one is wanted.
        case ambiguous
        /// A value, name or row does not fit here.
        case badValue = "bad_value"
        /// There is no model, or none of this name.
        case noModel = "no_model"
        /// The model does not know what it is asked about, or its data has changed.
        case staleModel = "stale_model"
        /// The database is open for reading only.
        case readOnly = "read_only"
        /// Another process writes to the database.
        case locked
        /// The database has grown to its largest size.
        case mapFull = "map_full"
        /// A file of the database contradicts itself.
        case corrupt
        /// A file cannot be read or written.
        case io
        /// ``Cancellation`` stopped the statement; nothing is changed.
        case interrupted
        /// A fault of segue's own.
        case `internal`
    }

    /// What kind of error it is.
    public let code: Code
    /// What happened, in one line.
    public let message: String
    /// A way on, in one line.
    public let help: String?
    /// What may have been meant instead.
    public let suggestions: [String]
    /// Further lines: of an ambiguous name, the nodes that are called so.
    public let details: [String]
    /// The script that the error is in; nil of a query.
    public let file: String?
    /// The line in the statement's or the script's text, from 1; nil where no text was read.
    public let line: Int?
    /// The column in characters, from 1; nil where no text was read.
    public let column: Int?

    init(_ failure: Failure) {
        code = Code(rawValue: failure.code) ?? .internal
        (message, help) = (failure.cause, failure.help)
        (suggestions, details) = (failure.suggestions, failure.details)
        (file, line, column) = (failure.file, failure.line, failure.column)
    }
}

extension SegueError: CustomStringConvertible {
    /// `unknown_node: nothing is called "Easy Luver"; did you mean "Easy Lover"?`
    public var description: String {
        let further =
            suggestions.isEmpty
            ? help.map { "; \($0)" } ?? "" : "; did you mean \(suggestions.joined(separator: " or "))?"
        return "\(code.rawValue): \(message)\(further)"
    }
}
