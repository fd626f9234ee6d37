/// A graph that people talk about: what `GraphReader` answers, and the names and given splits beside it.
public protocol NamedGraph: GraphReader {
    /// The first `limit` labels, of nodes of `type` unless nil, whose folded form begins with the folded `prefix`, in
    /// the order of their folded forms; of labels of one folded form, one.
    func labels(startingWith prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> Beginnings

    /// The first `limit` keys of nodes of `type` that begin with `prefix`, byte for byte, in the order of their bytes.
    func keys(startingWith prefix: String, type: TypeID, limit: Int) throws(GraphError) -> Beginnings

    /// The node that an alias stands for.
    func alias(named name: String) throws(GraphError) -> NodeID?

    /// All aliases, in the order of their names' bytes.
    var aliases: [(name: String, node: NodeID)] { get throws(GraphError) }

    /// The names of all splits, in the order of Unicode scalars.
    var splitNames: [String] { get throws(GraphError) }

    /// The rows of a split in the order of its file; nil where there is no such split.
    func split(named name: String) throws(GraphError) -> [SplitRow]?
}

/// The first of the names that begin with a text.
public struct Beginnings: Equatable, Sendable {
    /// The names, each once.
    public var names: [String]
    /// Whether there are more than were asked for.
    public var isCut: Bool

    /// These names.
    public init(names: [String] = [], isCut: Bool = false) {
        self.names = names
        self.isCut = isCut
    }
}
