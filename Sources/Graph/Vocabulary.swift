/// The names of a graph's types and relations, and how often each occurs.
public struct Vocabulary: Sendable, Equatable {
    /// A node type.
    public struct TypeEntry: Sendable, Equatable {
        /// Its name, as first written.
        public let name: String
        /// How many nodes have it.
        public var count: Int

        /// A type of this name and count.
        public init(name: String, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// A relation.
    public struct RelationEntry: Sendable, Equatable {
        /// Its name, as first written.
        public let name: String
        /// What its edges' weight is called: `count` for `played`, else `weight`.
        public let weightName: String
        /// How many edges have it.
        public var count: Int
        /// How many different nodes such edges start from.
        public var heads = 0
        /// How many different nodes such edges end at.
        public var tails = 0

        /// A relation of this name, weight name and count, with no edge's ends counted yet.
        public init(name: String, weightName: String = "weight", count: Int) {
            self.name = name
            self.weightName = weightName
            self.count = count
        }
    }

    /// The name of properties.
    public struct PropertyEntry: Sendable, Equatable {
        /// The name, as written.
        public let name: String
        /// How many nodes have such a property.
        public var nodes: Int
        /// How many edges have one.
        public var edges: Int

        /// A name of properties with its counts.
        public init(name: String, nodes: Int = 0, edges: Int = 0) {
            self.name = name
            self.nodes = nodes
            self.edges = edges
        }
    }

    /// Edges counted by the types at their ends.
    public struct Pattern: Sendable, Hashable, Comparable {
        /// The type of the heads.
        public let head: TypeID
        /// The relation.
        public let relation: RelationID
        /// The type of the tails.
        public let tail: TypeID

        /// The pattern of these parts.
        public init(head: TypeID, relation: RelationID, tail: TypeID) {
            self.head = head
            self.relation = relation
            self.tail = tail
        }

        /// Order of relation, then head, then tail.
        public static func < (left: Pattern, right: Pattern) -> Bool {
            (left.relation, left.head, left.tail) < (right.relation, right.head, right.tail)
        }
    }

    /// The types; a `TypeID` is an index into it.
    public var types: [TypeEntry] = []
    /// The relations; a `RelationID` is an index into it.
    public var relations: [RelationEntry] = []
    /// How many edges join each pair of types by each relation; zero counts are left out.
    public var patterns: [Pattern: Int] = [:]
    /// The names of properties that a node or an edge has, in the order of the names; weights are not among them.
    public var properties: [PropertyEntry] = []

    /// A vocabulary without a word.
    public init() {}

    /// The numbers of all types, ascending.
    public var typeIDs: [TypeID] { types.indices.map { TypeID(rawValue: UInt16($0)) } }

    /// The numbers of all relations, ascending.
    public var relationIDs: [RelationID] { relations.indices.map { RelationID(rawValue: UInt16($0)) } }

    /// The type called `name`, in any case of letters.
    public func type(named name: String) -> TypeID? {
        Self.index(of: name, in: types.lazy.map(\.name)).map { TypeID(rawValue: UInt16($0)) }
    }

    /// The relation called `name`, in any case of letters.
    public func relation(named name: String) -> RelationID? {
        Self.index(of: name, in: relations.lazy.map(\.name)).map { RelationID(rawValue: UInt16($0)) }
    }

    /// The entry of a type.
    public subscript(type: TypeID) -> TypeEntry { types[Int(type.rawValue)] }

    /// The entry of a relation.
    public subscript(relation: RelationID) -> RelationEntry { relations[Int(relation.rawValue)] }

    /// The relations that carry knowledge about songs: the engine hops over these alone unless told otherwise.
    public var knowledge: [RelationID] {
        Self.knowledgeNames.compactMap(relation(named:)).sorted()
    }

    /// The names of the relations from listeners to songs: what is foretold, so that models never hop over it.
    public static let listeningNames = ["played", "liked", "skipped", "banned"]

    /// The names of `knowledge`.
    public static let knowledgeNames = ["sungBy", "singerOf", "onAlbum", "releasedIn", "taggedWith", "similarTo"]

    /// The property of a play that says when it was: a number, or a text that sorts by time as ISO 8601 does.
    public static let timeName = "time"

    /// What the weight of a relation's edges is called: a play has a count.
    public static func weightName(of relation: String) -> String {
        relation.lowercased() == "played" ? "count" : "weight"
    }

    /// The largest count of plays: beyond it single-precision weights skip whole numbers.
    public static let countLimit = 1 << 24

    private static func index(of name: String, in names: some Collection<String>) -> Int? {
        if let exact = names.firstIndex(of: name) { return names.distance(from: names.startIndex, to: exact) }
        let folded = name.lowercased()
        return names.enumerated().first { $0.element.lowercased() == folded }?.offset
    }
}
