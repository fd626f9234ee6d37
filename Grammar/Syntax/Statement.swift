/// One statement of the language.
public enum Statement: Hashable, Sendable {
    /// Asks the graph, with how and where the answer is to be written.
    case read(Read, Destination)
    /// Trains or lists models, with how and where the answer is to be written.
    case model(ModelStatement, Destination)
    /// Changes the graph.
    case write(Write)
    /// Talks with the recommender.
    case session(SessionStatement)
    /// Speaks to the shell itself.
    case meta(Meta)
}

extension Statement {
    /// Whether it changes what the database keeps: the graph, an alias or a model.
    public var isChange: Bool {
        switch self {
        case .write, .meta(.alias), .model(.train, _), .model(.use, _), .model(.drop, _): true
        case .read, .session, .model(.models, _), .model(.inspectModel, _), .model(.inspectNode, _): false
        case .meta(.set), .meta(.letParameter), .meta(.source), .meta(.help), .meta(.quit): false
        }
    }
}

/// How and where a statement's rows are written.
public struct Destination: Hashable, Sendable {
    /// The format's name, where one is given.
    public var format: Word?
    /// The file after `into`, where one is given.
    public var file: Word?
    /// Whether the file is added to rather than replaced.
    public var appends = false

    /// The session's own format, on standard output.
    public init() {}
}

/// What asks the graph.
public enum Read: Hashable, Sendable {
    case neighbours(Neighbours)
    case traverse(Traverse)
    case paths(Paths)
    case match(Match)
    case explain(Explain)
    case recommend(Recommend)
    case similar(Similar)
    case evaluate(Evaluate)
    case describe(NodeReference)
    case find(text: Word, type: Word?, limit: Int?)
    case stats
    case schema
    indirect case plan(Read)
    case check
}

/// What trains and keeps models.
public enum ModelStatement: Hashable, Sendable {
    case train(Train)
    case models
    case use(Word)
    case inspectModel(Word)
    case inspectNode(NodeReference)
    case drop(Word)
}

/// What changes the graph.
public enum Write: Hashable, Sendable {
    case importFile(Word, kind: Word?, with: [Assignment])
    case exportFile(Word, format: Word?, with: [Assignment])
    case addEdge(head: NodeReference, relation: Word, tail: NodeReference, with: [Assignment])
    case addNode(NodeReference, label: Word?, with: [Assignment])
    case removeNode(NodeReference)
    /// `tail` nil is `*`: every edge of the relation.
    case removeEdges(head: NodeReference, relation: Word, tail: NodeReference?)
    case backup(Word)
    case begin
    case commit
    case rollback
}

/// What talks with the recommender.
public enum SessionStatement: Hashable, Sendable {
    /// `listener` nil is `new`.
    case start(listener: NodeReference?)
    case end(Ending?)
    case feedback(Feedback, Target)
    case more
    case undo

    /// How a session ends.
    public enum Ending: String, Hashable, Sendable { case commit, discard }
    /// What is felt about a song.
    public enum Feedback: String, Hashable, Sendable { case like, skip, ban }
    /// A row of the last list, or a song.
    public enum Target: Hashable, Sendable {
        case rank(Int, SourceSpan)
        case node(NodeReference)

        /// Whether the targets agree, wherever they stand.
        public static func == (left: Target, right: Target) -> Bool {
            switch (left, right) {
            case (.rank(let left, _), .rank(let right, _)): left == right
            case (.node(let left), .node(let right)): left == right
            default: false
            }
        }

        /// Hashes all but the place.
        public func hash(into hasher: inout Hasher) {
            switch self {
            case .rank(let rank, _): hasher.combine(rank)
            case .node(let node): hasher.combine(node)
            }
        }
    }
}

/// What speaks to the shell.
public enum Meta: Hashable, Sendable {
    case set(name: Word?, value: Value?)
    case letParameter(Word, Value)
    case alias(Word, NodeReference)
    case source(Word)
    /// A word that help is wanted of, and what of it: `help errors unknown_node`.
    case help(Word?, of: Word?)
    case quit
}

/// `NAME = value` after `with`.
public struct Assignment: Hashable, Sendable {
    /// The name before the sign.
    public let name: Word
    /// The value after it.
    public let value: Value

    /// The assignment of `value` to `name`.
    public init(name: Word, value: Value) {
        self.name = name
        self.value = value
    }
}
