/// A graph of any kind, so that what is built on one need not be built anew for each.
public struct AnyGraph: NamedGraph {
    /// The graph itself.
    public let base: any NamedGraph

    /// Any graph that `base` is.
    public init(_ base: any NamedGraph) { self.base = base }

    public var vocabulary: Vocabulary { base.vocabulary }
    public var nodeLimit: Int { base.nodeLimit }
    public var cost: Cost { base.cost }

    public func nodes(_ ids: [NodeID]) throws(GraphError) -> [Node] { try base.nodes(ids) }

    public func node(type: TypeID, key: String) throws(GraphError) -> NodeID? { try base.node(type: type, key: key) }

    public func nodes(labelled label: String, type: TypeID?) throws(GraphError) -> [NodeID] {
        try base.nodes(labelled: label, type: type)
    }

    public func nodes(labelPrefix prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> [NodeID] {
        try base.nodes(labelPrefix: prefix, type: type, limit: limit)
    }

    public func nodes(ofType type: TypeID) throws(GraphError) -> [NodeID] { try base.nodes(ofType: type) }

    public func heads(of relation: RelationID) throws(GraphError) -> [NodeID] { try base.heads(of: relation) }

    public func tails(of relation: RelationID) throws(GraphError) -> [NodeID] { try base.tails(of: relation) }

    public func neighbours(
        of frontier: [NodeID], via relations: RelationSet, direction: Direction, into adjacency: inout Adjacency
    ) throws(GraphError) {
        try base.neighbours(of: frontier, via: relations, direction: direction, into: &adjacency)
    }

    public func degrees(of ids: [NodeID]) throws(GraphError) -> [Int] { try base.degrees(of: ids) }

    public func weights(of triples: [Triple]) throws(GraphError) -> [Float?] { try base.weights(of: triples) }

    public func properties(of triples: [Triple]) throws(GraphError) -> [[Property]] {
        try base.properties(of: triples)
    }

    public func labels(startingWith prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> Beginnings {
        try base.labels(startingWith: prefix, type: type, limit: limit)
    }

    public func keys(startingWith prefix: String, type: TypeID, limit: Int) throws(GraphError) -> Beginnings {
        try base.keys(startingWith: prefix, type: type, limit: limit)
    }

    public func alias(named name: String) throws(GraphError) -> NodeID? { try base.alias(named: name) }

    public var aliases: [(name: String, node: NodeID)] { get throws(GraphError) { try base.aliases } }

    public var splitNames: [String] { get throws(GraphError) { try base.splitNames } }

    public func split(named name: String) throws(GraphError) -> [SplitRow]? { try base.split(named: name) }
}
