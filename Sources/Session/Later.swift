/// What the grammar has and this program has not yet: neither offered nor completed.
enum Later {
    /// Clauses and choices of statements that work otherwise.
    static let clauses: Set<String> = [
        "into", "append",
    ]
    /// Formats.
    static let formats: Set<String> = ["line", "tree", "tsv", "markdown", "dot", "graphml", "html"]

    /// The later words that a statement's syntax names, in order.
    static func words(in syntax: String) -> [String] {
        clauses.union(formats).filter { syntax.contains("\"\($0)\"") }.sorted()
    }
}
