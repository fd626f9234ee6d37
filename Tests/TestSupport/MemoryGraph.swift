import Graph

/// A graph in memory, built a node and an edge at a time: the `GraphReader` that tests read.
///
/// Answers are those of the store, made the plainest way; cost counts one seek a lookup and one visit a neighbour.
public final class MemoryGraph: GraphReader {
    /// A relation and the way it is followed: out before in, then by number.
    struct Arc: Hashable, Comparable {
        let isInverse: Bool
        let relation: RelationID

        static func < (left: Arc, right: Arc) -> Bool {
            left.isInverse == right.isInverse ? left.relation < right.relation : right.isInverse
        }
    }

    public private(set) var vocabulary = Vocabulary()
    public private(set) var cost = Cost()
    private var stored: [Node] = []
    private var byKey: [TypeID: [String: NodeID]] = [:]
    /// The neighbours of each node, ascending without repeats.
    private var arcs: [[Arc: [NodeID]]] = []
    private var weightOf: [Triple: Float?] = [:]
    private var propertiesOf: [Triple: [Property]] = [:]

    /// A graph without a node.
    public init() {}

    /// The node of this type and key, made where it is not there yet.
    @discardableResult
    public func node(_ type: String, _ key: String, label: String? = nil, properties: [Property] = []) -> NodeID {
        let type = self.type(type)
        if let known = byKey[type]?[key] { return known }
        let id = NodeID(stored.count)
        stored.append(Node(id: id, type: type, key: key, label: label, properties: properties))
        arcs.append([:])
        byKey[type, default: [:]][key] = id
        vocabulary.types[Int(type.rawValue)].count += 1
        for property in properties { count(property, onEdge: false) }
        return id
    }

    /// Adds the edge; one that is there already only takes the new weight.
    public func edge(
        _ head: NodeID, _ relation: String, _ tail: NodeID, weight: Float? = nil, properties: [Property] = []
    ) {
        let triple = Triple(head, self.relation(relation), tail)
        propertiesOf[triple] = properties.sorted { $0.name < $1.name }
        let isNew = weightOf.updateValue(weight, forKey: triple) == nil
        guard isNew else { return }
        insert(tail, at: Arc(isInverse: false, relation: triple.relation), of: head)
        insert(head, at: Arc(isInverse: true, relation: triple.relation), of: tail)
        let entry = Int(triple.relation.rawValue)
        vocabulary.relations[entry].count += 1
        if arcs[head.index][Arc(isInverse: false, relation: triple.relation)]?.count == 1 {
            vocabulary.relations[entry].heads += 1
        }
        if arcs[tail.index][Arc(isInverse: true, relation: triple.relation)]?.count == 1 {
            vocabulary.relations[entry].tails += 1
        }
        for property in properties { count(property, onEdge: true) }
        let pattern = Vocabulary.Pattern(
            head: stored[head.index].type, relation: triple.relation, tail: stored[tail.index].type)
        vocabulary.patterns[pattern, default: 0] += 1
    }

    /// The type of this name, made where it is not there yet.
    @discardableResult
    public func type(_ name: String) -> TypeID {
        if let known = vocabulary.type(named: name) { return known }
        vocabulary.types.append(.init(name: name, count: 0))
        return TypeID(rawValue: UInt16(vocabulary.types.count - 1))
    }

    /// The relation of this name, made where it is not there yet.
    @discardableResult
    public func relation(_ name: String) -> RelationID {
        if let known = vocabulary.relation(named: name) { return known }
        vocabulary.relations.append(.init(name: name, weightName: Vocabulary.weightName(of: name), count: 0))
        return RelationID(rawValue: UInt16(vocabulary.relations.count - 1))
    }

    private func count(_ property: Property, onEdge: Bool) {
        let place = vocabulary.properties.firstIndex { $0.name >= property.name } ?? vocabulary.properties.count
        if place == vocabulary.properties.count || vocabulary.properties[place].name != property.name {
            vocabulary.properties.insert(.init(name: property.name), at: place)
        }
        if onEdge { vocabulary.properties[place].edges += 1 } else { vocabulary.properties[place].nodes += 1 }
    }

    private func insert(_ node: NodeID, at arc: Arc, of source: NodeID) {
        var list = arcs[source.index][arc, default: []]
        list.insert(node, at: list.firstIndex { $0 >= node } ?? list.endIndex)
        arcs[source.index][arc] = list
    }
}

extension MemoryGraph {
    public var nodeLimit: Int { stored.count }

    public func nodes(_ ids: [NodeID]) throws(GraphError) -> [Node] {
        var found: [Node] = []
        for id in ids {
            cost.seeks += 1
            guard id.index < stored.count else { throw .noSuchNode(id) }
            found.append(stored[id.index])
        }
        return found
    }

    public func node(type: TypeID, key: String) throws(GraphError) -> NodeID? {
        cost.seeks += 1
        return byKey[type]?[key]
    }

    public func nodes(labelled label: String, type: TypeID?) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(label)
        return answer(named(type).filter { foldedLabel($0.name) == folded }.map(\.id))
    }

    public func nodes(labelPrefix prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(prefix)
        let hits = named(type).map { (label: foldedLabel($0.name), id: $0.id) }
            .filter { Array($0.label.utf8).starts(with: Array(folded.utf8)) }
            .sorted {
                $0.label == $1.label ? $0.id < $1.id : $0.label.utf8.lexicographicallyPrecedes($1.label.utf8)
            }
        return answer(hits.prefix(limit).map(\.id))
    }

    /// The nodes with a label, of `type` unless nil.
    private func named(_ type: TypeID?) -> [Node] {
        stored.filter { $0.label != nil && (type == nil || $0.type == type) }
    }

    public func nodes(ofType type: TypeID) throws(GraphError) -> [NodeID] {
        answer(stored.filter { $0.type == type }.map(\.id))
    }

    public func heads(of relation: RelationID) throws(GraphError) -> [NodeID] {
        let arc = Arc(isInverse: false, relation: relation)
        return answer(stored.map(\.id).filter { arcs[$0.index][arc] != nil })
    }

    public func tails(of relation: RelationID) throws(GraphError) -> [NodeID] {
        let arc = Arc(isInverse: true, relation: relation)
        return answer(stored.map(\.id).filter { arcs[$0.index][arc] != nil })
    }

    public func neighbours(
        of frontier: [NodeID], via relations: RelationSet, direction: Direction, into adjacency: inout Adjacency
    ) throws(GraphError) {
        adjacency.removeAll()
        for (source, id) in frontier.enumerated() {
            guard id.index < stored.count else { throw .noSuchNode(id) }
            cost.seeks += 1
            for (arc, list) in arcs[id.index].sorted(by: { $0.key < $1.key })
            where relations.contains(arc.relation) && direction.covers(isInverse: arc.isInverse) {
                adjacency.append(source: source, relation: arc.relation, isInverse: arc.isInverse) { $0 += list }
                cost.visits += list.count
            }
        }
    }

    public func degrees(of ids: [NodeID]) throws(GraphError) -> [Int] {
        try nodes(ids).map { node in arcs[node.id.index].values.reduce(0) { $0 + $1.count } }
    }

    public func weights(of triples: [Triple]) throws(GraphError) -> [Float?] {
        cost.seeks += triples.count
        return triples.map { weightOf[$0] ?? nil }
    }

    public func properties(of triples: [Triple]) throws(GraphError) -> [[Property]] {
        cost.seeks += triples.count
        return triples.map { propertiesOf[$0] ?? [] }
    }

    private func answer(_ ids: [NodeID]) -> [NodeID] {
        cost.seeks += 1
        cost.visits += ids.count
        return ids
    }
}

extension Direction {
    fileprivate func covers(isInverse: Bool) -> Bool {
        switch self {
        case .out: !isInverse
        case .in: isInverse
        case .both: true
        }
    }
}
