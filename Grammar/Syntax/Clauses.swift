/// The clauses that end most reads: `where … order by … limit …`.
public struct Tail: Hashable, Sendable {
    public var condition: Expression?
    public var order: Order?
    public var limit: Int?

    /// No condition, order or limit.
    public init() {}

    /// `order by VALUE [asc|desc]`.
    public struct Order: Hashable, Sendable {
        public let value: Value
        public let isDescending: Bool

        /// The order by `value`.
        public init(by value: Value, isDescending: Bool) {
            self.value = value
            self.isDescending = isDescending
        }
    }
}

/// `in`, `out` or `both`.
public enum Way: String, Hashable, Sendable, CaseIterable { case `in`, out, both }

/// `hops N` or `hops N..M`, as written; nil where left out.
public typealias Hops = ClosedRange<Int>

/// `neighbours NODE {hops|via|dir} tail`; `hops 2` is `1...2`.
public struct Neighbours: Hashable, Sendable {
    public var node: NodeReference
    public var hops: Hops?
    public var via: [Word] = []
    public var way: Way?
    /// Whether their number alone is answered.
    public var counts = false
    public var tail = Tail()

    /// The neighbours of `node`.
    public init(of node: NodeReference) { self.node = node }
}

/// `traverse NODE path [return …] tail`.
public struct Traverse: Hashable, Sendable {
    /// What is answered.
    public enum Answer: String, Hashable, Sendable, CaseIterable { case nodes, paths, count }

    public var node: NodeReference
    public var path: PathExpression
    public var answer: Answer?
    public var tail = Tail()

    /// The walk from `node` by `path`.
    public init(from node: NodeReference, by path: PathExpression) {
        self.node = node
        self.path = path
    }
}

/// A walk by relations: `sungBy/^sungBy`, `(onAlbum|sungBy){1,3}`.
public indirect enum PathExpression: Hashable, Sendable {
    case alternatives([PathExpression])
    case sequence([PathExpression])
    case step(Step)

    /// One relation or group, its way, how often, and a condition on the node reached.
    public struct Step: Hashable, Sendable {
        /// What is followed.
        public enum Subject: Hashable, Sendable {
            case relation(Word)
            /// `!REL`: any relation but this.
            case anyBut(Word)
            case group(PathExpression)
        }

        public var subject: Subject
        /// `^` is `in`, `~` is `both`.
        public var way: Way = .out
        public var quantifier: Quantifier?
        public var condition: Expression?

        /// One step forward by `subject`.
        public init(_ subject: Subject) { self.subject = subject }
    }
}

/// `?`, `*`, `+`, `{n}`, `{n,}`, `{n,m}`; `maximum` nil is without end.
public struct Quantifier: Hashable, Sendable {
    public let minimum: Int
    public let maximum: Int?

    /// From `minimum` to `maximum` times.
    public init(minimum: Int, maximum: Int?) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// `paths NODE to NODE …`.
public struct Paths: Hashable, Sendable {
    /// Which paths are wanted.
    public enum Choice: Hashable, Sendable {
        case shortest
        case all
        case cheapest(by: Word)
    }

    public var from: NodeReference
    public var to: NodeReference
    public var hops: Hops?
    public var via: [Word] = []
    public var way: Way?
    public var choice: Choice?
    public var avoiding: [NodeReference] = []
    /// Whether their number alone is answered.
    public var counts = false
    public var tail = Tail()

    /// The paths between two nodes.
    public init(from: NodeReference, to: NodeReference) {
        self.from = from
        self.to = to
    }
}

/// `match pattern, … where … return …`.
public struct Match: Hashable, Sendable {
    /// `(song:song {year: 1985})`.
    public struct NodePattern: Hashable, Sendable {
        public var variable: Word?
        public var type: Word?
        public var properties: [Assignment] = []

        /// Any node.
        public init() {}
    }

    /// `-[e:sungBy|singerOf]->{1,2}`.
    public struct EdgePattern: Hashable, Sendable {
        public var variable: Word?
        public var relations: [Word] = []
        public var way: Way = .both
        public var quantifier: Quantifier?

        /// Any edge.
        public init() {}
    }

    /// A chain of nodes and the edges between them: one node more than edges.
    public struct Pattern: Hashable, Sendable {
        public var nodes: [NodePattern]
        public var edges: [EdgePattern]

        /// The chain of these.
        public init(nodes: [NodePattern], edges: [EdgePattern]) {
            self.nodes = nodes
            self.edges = edges
        }
    }

    /// `value as NAME`.
    public struct Item: Hashable, Sendable {
        public let value: Value
        public let name: Word?

        /// The value under a name.
        public init(_ value: Value, as name: Word?) {
            self.value = value
            self.name = name
        }
    }

    public var patterns: [Pattern]
    public var items: [Item]
    public var tail = Tail()

    /// The patterns and what is returned of them; the condition is in `tail`.
    public init(_ patterns: [Pattern], returning items: [Item]) {
        self.patterns = patterns
        self.items = items
    }
}
