extension Session {
    /// The statements, what each is for, and an example, for a manual page.
    package static var statements: [(verb: String, purpose: String, example: String)] {
        topics.map { ($0.verb, $0.purpose, $0.examples[0]) }
    }

    /// The formats of rows, and what a person gets by each.
    package static var formatMeanings: [(name: String, meaning: String)] {
        Format.allCases.map { ($0.rawValue, $0.words) }
    }

    /// The stable codes of errors, and what has happened.
    package static var errorMeanings: [(name: String, meaning: String)] {
        Message.Code.allCases.map { ($0.rawValue, $0.meaning) }
    }
}
