import Graph
import LMDB

// The lists of a type's nodes, and of a relation's heads and tails.
extension StoreCheck {
    /// Every list is the one that records and edges make.
    func checkMembers() throws(GraphError) {
        var lists = EdgeCensus(relationCount: vocabulary.relations.count).ends
        var (wrongTypes, listed): (Set<TypeID>, [TypeID: Int]) = ([], [:])
        var examples: [TypeID: NodeID] = [:]
        try walkMembers { list, nodes throws(LMDBError) in
            switch EdgeKey.member(list) {
            case .nodes(let type) where type.rawValue < vocabulary.types.count:
                listed[type] = nodes.count
                for node in nodes.lazy.map(NodeID.init(rawValue:))
                where !types.contains(node) || types[node] != type {
                    wrongTypes.insert(type)
                    examples[type] = examples[type] ?? node
                }
            case .ends(let relation, let areTails) where relation.rawValue < vocabulary.relations.count:
                for node in nodes { lists[EdgeCensus.place(relation, areTails: areTails)].add(node) }
            default: findings.note(outOfOrder: .members)
            }
        }
        for number in vocabulary.types.indices {
            let type = TypeID(rawValue: UInt16(number))
            guard wrongTypes.contains(type) || listed[type, default: 0] != typeCounts[number] else { continue }
            if examples[type] == nil { examples[type] = try example { () throws(GraphError) in try missing(of: type) } }
            findings.note(.members(type, example: examples[type]))
        }
        try compareEnds(lists)
    }

    private func walkMembers(
        _ visit: (_ list: UInt64, _ nodes: [UInt32]) throws(LMDBError) -> Void
    ) throws(GraphError) {
        var (nodes, pages): ([UInt32], [Int]) = ([], [])
        var probe = try cursor(in: .members)
        try walk(.members) { cursor throws(LMDBError) in
            let list = try cursor.key64()
            nodes.removeAll(keepingCapacity: true)
            pages.removeAll(keepingCapacity: true)
            try cursor.appendDuplicates(to: &nodes, pages: &pages)
            if try !isInOrder(nodes, pages, at: list, &probe) { findings.note(outOfOrder: .members) }
            try visit(list, nodes)
        }
    }

    private func compareEnds(_ lists: [EdgeCensus.Digest]) throws(GraphError) {
        for (number, entry) in vocabulary.relations.enumerated() {
            let relation = RelationID(rawValue: UInt16(number))
            for areTails in [false, true] {
                let place = EdgeCensus.place(relation, areTails: areTails)
                let stored = areTails ? entry.tails : entry.heads
                guard lists[place] != edges.ends[place] || stored != edges.ends[place].count else { continue }
                let example = try example { () throws(GraphError) in try difference(relation, areTails: areTails) }
                findings.note(areTails ? .tails(relation, example: example) : .heads(relation, example: example))
            }
        }
    }

    /// A node that is looked for in what is damaged; nil where that cannot be read.
    private func example(_ find: () throws(GraphError) -> NodeID?) throws(GraphError) -> NodeID? {
        do { return try find() } catch {
            if error == .interrupted { throw error }
            return nil
        }
    }

    /// A node of the type that its list lacks.
    private func missing(of type: TypeID) throws(GraphError) -> NodeID? {
        let listed = Set(try reader.nodes(ofType: type))
        return types.first { $0 == type && !listed.contains($1) }
    }

    /// The first node that a relation's list of heads or tails lacks or has too much; nil where only its count is wrong.
    private func difference(_ relation: RelationID, areTails: Bool) throws(GraphError) -> NodeID? {
        let list = try areTails ? reader.tails(of: relation) : reader.heads(of: relation)
        var place = 0
        var found: NodeID?
        try walk(.adjacency) { cursor throws(LMDBError) in
            let key = try cursor.key64()
            guard found == nil, EdgeKey.relation(of: key) == relation, EdgeKey.isInverse(key) == areTails else {
                return
            }
            let node = EdgeKey.node(of: key)
            guard place < list.count, list[place] == node else {
                found = place < list.count ? min(node, list[place]) : node
                return
            }
            place += 1
        }
        return found ?? (place < list.count ? list[place] : nil)
    }
}
