/// How a person names a node.
public struct NodeReference: Hashable, Sendable {
    /// The ways of naming.
    public enum Form: Hashable, Sendable {
        /// `"One More Night"`: a label.
        case label(String)
        /// `song:SOABC`, `song:"Easy Lover"`, `user 42`: a type and a key; a quoted key is a label first.
        case typed(type: Word, key: Word, isQuoted: Bool)
        /// `@3`: a row of the last list.
        case row(Int)
        /// `@me`: a name kept in the database.
        case alias(String)
        /// `$x`: a parameter.
        case parameter(String)
    }

    /// What narrows several hits down to one.
    public indirect enum Filter: Hashable, Sendable {
        /// `[year = 1985]`.
        case expression(Expression)
        /// `[sungBy "Phil Collins"]`.
        case edge(relation: Word, NodeReference)
    }

    /// How the node is named.
    public let form: Form
    /// What stands in brackets after the name.
    public let filter: Filter?
    /// Where the name stands.
    public let span: SourceSpan

    /// A reference of these parts.
    public init(_ form: Form, filter: Filter? = nil, at span: SourceSpan) {
        self.form = form
        self.filter = filter
        self.span = span
    }

    /// Whether the references agree, wherever they stand.
    public static func == (left: NodeReference, right: NodeReference) -> Bool {
        left.form == right.form && left.filter == right.filter
    }

    /// Hashes all but the place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(form)
        hasher.combine(filter)
    }
}
