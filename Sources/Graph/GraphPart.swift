/// Some nodes of a graph, by the numbers that they have there, and all edges among them.
///
/// Its types and relations are the whole graph's, counted anew; given splits, which rank among the whole, it has none.
public struct GraphPart<Whole: NamedGraph>: NamedGraph {
    public let vocabulary: Vocabulary
    private let whole: Whole
    private let members: Set<NodeID>

    /// How many nodes are read at once.
    static var portion: Int { 1 << 14 }

    /// The part of `whole` that has these nodes, each of which is read once to count them.
    public init(
        _ members: Set<NodeID>, of whole: Whole, cancellation: Cancellation = Cancellation()
    ) throws(GraphError) {
        (self.members, self.whole) = (members, whole)
        var census = PartCensus(whole.vocabulary)
        let ids = members.sorted()
        for start in stride(from: 0, to: ids.count, by: Self.portion) {
            try cancellation.check()
            let portion = Array(ids[start..<min(start + Self.portion, ids.count)])
            census.count(try whole.nodes(portion))
        }
        var adjacency = Adjacency()
        for start in stride(from: 0, to: ids.count, by: Self.portion) {
            try cancellation.check()
            let portion = Array(ids[start..<min(start + Self.portion, ids.count)])
            try whole.neighbours(of: portion, via: .all, direction: .out, into: &adjacency)
            let edges = adjacency.triples(from: portion, where: members.contains)
            census.count(edges, try whole.properties(of: edges))
        }
        vocabulary = census.vocabulary
    }

    public var nodeLimit: Int { whole.nodeLimit }
    public var cost: Cost { whole.cost }

    public func nodes(_ ids: [NodeID]) throws(GraphError) -> [Node] {
        if let stranger = ids.first(where: { !members.contains($0) }) { throw .noSuchNode(stranger) }
        return try whole.nodes(ids)
    }

    public func node(type: TypeID, key: String) throws(GraphError) -> NodeID? {
        try whole.node(type: type, key: key).flatMap { members.contains($0) ? $0 : nil }
    }

    public func nodes(labelled label: String, type: TypeID?) throws(GraphError) -> [NodeID] {
        try whole.nodes(labelled: label, type: type).filter(members.contains)
    }

    public func nodes(labelPrefix prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> [NodeID] {
        var asked = limit
        while true {
            let found = try whole.nodes(labelPrefix: prefix, type: type, limit: asked)
            let here = found.filter(members.contains)
            if here.count >= limit || found.count < asked { return Array(here.prefix(limit)) }
            asked *= 4
        }
    }

    public func nodes(ofType type: TypeID) throws(GraphError) -> [NodeID] {
        try whole.nodes(ofType: type).filter(members.contains)
    }

    public func heads(of relation: RelationID) throws(GraphError) -> [NodeID] {
        try ends(try whole.heads(of: relation), of: relation, .out)
    }

    public func tails(of relation: RelationID) throws(GraphError) -> [NodeID] {
        try ends(try whole.tails(of: relation), of: relation, .in)
    }

    private func ends(
        _ nodes: [NodeID], of relation: RelationID, _ direction: Direction
    ) throws(GraphError) -> [NodeID] {
        let here = nodes.filter(members.contains)
        let runs = try neighbours(of: here, via: .only([relation]), direction: direction).runs
        return Set(runs.map { here[$0.source] }).sorted()
    }

    public func neighbours(
        of frontier: [NodeID], via relations: RelationSet, direction: Direction, into adjacency: inout Adjacency
    ) throws(GraphError) {
        var all = Adjacency()
        try whole.neighbours(of: frontier, via: relations, direction: direction, into: &all)
        adjacency.removeAll()
        for run in all.runs where members.contains(frontier[run.source]) {
            adjacency.append(source: run.source, relation: run.relation, isInverse: run.isInverse) { nodes in
                nodes += all.nodes[run.range].lazy.filter(members.contains)
            }
        }
    }

    public func degrees(of ids: [NodeID]) throws(GraphError) -> [Int] {
        var degrees = [Int](repeating: 0, count: ids.count)
        for run in try neighbours(of: ids).runs { degrees[run.source] += run.range.count }
        return degrees
    }

    public func weights(of triples: [Triple]) throws(GraphError) -> [Float?] {
        zip(triples, try whole.weights(of: triples)).map { contains($0.0) ? $0.1 : nil }
    }

    public func properties(of triples: [Triple]) throws(GraphError) -> [[Property]] {
        zip(triples, try whole.properties(of: triples)).map { contains($0.0) ? $0.1 : [] }
    }

    private func contains(_ edge: Triple) -> Bool { members.contains(edge.head) && members.contains(edge.tail) }

    public func labels(startingWith prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> Beginnings {
        let found = try nodes(labelPrefix: prefix, type: type, limit: .max >> 8)
        var names: [String] = []
        var last: String?
        for label in try nodes(found).compactMap(\.label) where foldedLabel(label) != last {
            last = foldedLabel(label)
            names.append(label)
        }
        return Beginnings(names: Array(names.prefix(limit)), isCut: names.count > limit)
    }

    public func keys(startingWith prefix: String, type: TypeID, limit: Int) throws(GraphError) -> Beginnings {
        let keys = try nodes(nodes(ofType: type)).map(\.key).filter { $0.utf8.starts(with: prefix.utf8) }
        let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Beginnings(names: Array(sorted.prefix(limit)), isCut: sorted.count > limit)
    }

    public func alias(named name: String) throws(GraphError) -> NodeID? {
        try whole.alias(named: name).flatMap { members.contains($0) ? $0 : nil }
    }

    public var aliases: [(name: String, node: NodeID)] {
        get throws(GraphError) { try whole.aliases.filter { members.contains($0.node) } }
    }

    public var splitNames: [String] { [] }

    public func split(named name: String) throws(GraphError) -> [SplitRow]? { nil }
}

/// The counts of a part.
private struct PartCensus {
    private(set) var vocabulary: Vocabulary
    private var types: [NodeID: TypeID] = [:]
    private var properties: [String: Vocabulary.PropertyEntry] = [:]
    private var heads: [Set<NodeID>], tails: [Set<NodeID>]

    /// The names of a whole, none of them counted yet.
    init(_ whole: Vocabulary) {
        vocabulary = whole
        (vocabulary.patterns, vocabulary.properties) = ([:], [])
        for place in vocabulary.types.indices { vocabulary.types[place].count = 0 }
        for place in vocabulary.relations.indices {
            vocabulary.relations[place].count = 0
            (vocabulary.relations[place].heads, vocabulary.relations[place].tails) = (0, 0)
        }
        heads = vocabulary.relations.map { _ in [] }
        tails = heads
    }

    mutating func count(_ nodes: [Node]) {
        for node in nodes {
            vocabulary.types[Int(node.type.rawValue)].count += 1
            types[node.id] = node.type
            for property in node.properties {
                properties[property.name, default: .init(name: property.name)].nodes += 1
            }
        }
        vocabulary.properties = properties.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    mutating func count(_ edges: [Triple], _ found: [[Property]]) {
        for (edge, own) in zip(edges, found) {
            let relation = Int(edge.relation.rawValue)
            vocabulary.relations[relation].count += 1
            if heads[relation].insert(edge.head).inserted { vocabulary.relations[relation].heads += 1 }
            if tails[relation].insert(edge.tail).inserted { vocabulary.relations[relation].tails += 1 }
            if let head = types[edge.head], let tail = types[edge.tail] {
                vocabulary.patterns[.init(head: head, relation: edge.relation, tail: tail), default: 0] += 1
            }
            for property in own { properties[property.name, default: .init(name: property.name)].edges += 1 }
        }
        vocabulary.properties = properties.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
