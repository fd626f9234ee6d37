import Grammar

/// Why a statement failed, for a program that embeds the session: the words of the shell, each in its place.
package struct Failure: Error {
    /// The stable name of the error.
    package let code: String
    /// What happened.
    package let cause: String
    /// A way on.
    package let help: String?
    /// What may have been meant.
    package let suggestions: [String]
    /// Further lines: the hits of an ambiguous name.
    package let details: [String]
    /// The script, and the place in it from 1; nil where the error is of no text.
    package let file: String?
    package let line: Int?
    package let column: Int?

    init(_ message: Message, file: String?, at span: SourceSpan?) {
        (code, cause, help) = (message.code.rawValue, message.cause, message.help)
        (suggestions, details) = (message.suggestions, message.details)
        (self.file, line, column) = (file, span?.line, span?.column)
    }

    /// An error outside any statement.
    init(_ error: any Error) { self.init(Message(error), file: nil, at: nil) }

    private init(_ failure: Failure, file: String?, line: Int?, column: Int?) {
        (code, cause, help) = (failure.code, failure.cause, failure.help)
        (suggestions, details) = (failure.suggestions, failure.details)
        (self.file, self.line, self.column) = (file, line, column)
    }

    /// The same without a place, of a statement that has no text.
    var placeless: Failure { Failure(self, file: nil, line: nil, column: nil) }
}
