import Graph
import TestSupport
import Testing
import TripleStore

/// The graph in plain sets and dictionaries: what the store must agree with.
struct Model {
    struct Key: Hashable {
        let type: TypeID
        let key: String
    }

    var types: [String] = []
    var relations: [String] = []
    var nodes: [NodeID: Node] = [:]
    var ids: [Key: NodeID] = [:]
    var edges: Set<Triple> = []
    var weights: [Triple: Float] = [:]
    var properties: [Triple: [Property]] = [:]
    var aliases: [String: NodeID] = [:]
    var nodeLimit = 0

    mutating func add(_ new: NewNode) -> (id: NodeID, isNew: Bool) {
        let key = Key(type: new.type, key: new.key)
        let known = ids[key]
        let id = known ?? NodeID(nodeLimit)
        if known == nil { nodeLimit += 1 }
        let old = nodes[id]
        let label = new.label ?? (known == nil ? new.defaultLabel : old?.label)
        ids[key] = id
        nodes[id] = Node(
            id: id, type: new.type, key: new.key, label: label?.isEmpty == true ? nil : label,
            properties: Self.merge(new.properties, into: old?.properties ?? []))
        return (id, known == nil)
    }

    mutating func add(_ triple: Triple, weight: Float?) -> Bool {
        if let weight, !weight.isNaN { weights[triple] = weight }
        return edges.insert(triple).inserted
    }

    /// Sets properties of an edge; false where it is not there.
    mutating func set(_ new: [Property], of triple: Triple) -> Bool {
        guard edges.contains(triple) else { return false }
        let merged = Self.merge(new, into: properties[triple] ?? [])
        properties[triple] = merged.isEmpty ? nil : merged
        return true
    }

    private static func merge(_ new: [Property], into old: [Property]) -> [Property] {
        var properties = Dictionary(uniqueKeysWithValues: old.map { ($0.name, $0.value) })
        for property in new { properties[property.name] = property.value }
        return properties.sorted { $0.key < $1.key }.map { Property($0.key, $0.value) }
    }

    mutating func remove(_ triple: Triple) -> Bool {
        (weights[triple], properties[triple]) = (nil, nil)
        return edges.remove(triple) != nil
    }

    mutating func remove(node: NodeID) -> Int {
        let touching = edges.filter { $0.head == node || $0.tail == node }
        for edge in touching { _ = remove(edge) }
        if let old = nodes.removeValue(forKey: node) { ids[Key(type: old.type, key: old.key)] = nil }
        aliases = aliases.filter { $0.value != node }
        return touching.count
    }
}

extension Model {
    /// Records an issue wherever `reader` answers otherwise.
    func check(_ reader: some GraphReader) throws {
        try checkNodes(reader)
        try checkEdges(reader)
        try checkVocabulary(reader)
    }

    private func checkNodes(_ reader: some GraphReader) throws {
        #expect(reader.nodeLimit == nodeLimit)
        let known = nodes.keys.sorted()
        #expect(try reader.nodes(known) == known.map { nodes[$0]! })
        for id in (0..<nodeLimit).map(NodeID.init) where nodes[id] == nil {
            #expect(throws: GraphError.noSuchNode(id)) { try reader.node(id) }
        }
        for (key, id) in ids { #expect(try reader.node(type: key.type, key: key.key) == id) }
        let labels = Dictionary(grouping: nodes.values.filter { $0.label != nil }) { foldedLabel($0.label!) }
        for (label, named) in labels {
            for type in someTypes {
                let expected = named.filter { type == nil || $0.type == type }.map(\.id).sorted()
                #expect(try reader.nodes(labelled: label, type: type) == expected)
            }
        }
        for type in someTypes { try checkPrefixes(reader, type) }
    }

    /// No type, and the first few.
    private var someTypes: [TypeID?] { [nil] + types.indices.prefix(3).map { TypeID(rawValue: UInt16($0)) } }

    private func checkPrefixes(_ reader: some GraphReader, _ type: TypeID?) throws {
        let inOrder = nodes.values.filter { $0.label != nil && (type == nil || $0.type == type) }
            .map { (Array(foldedLabel($0.label!).utf8), $0.id) }
            .sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0.lexicographicallyPrecedes($1.0) }
        for prefix in ["", "l", "L1", "é"] {
            let folded = Array(foldedLabel(prefix).utf8)
            let expected = inOrder.filter { $0.0.starts(with: folded) }.map(\.1).prefix(5)
            #expect(try reader.nodes(labelPrefix: prefix, type: type, limit: 5) == Array(expected))
        }
    }

    private func checkEdges(_ reader: some GraphReader) throws {
        let frontier = (0..<nodeLimit).map(NodeID.init)
        var seen: Set<Triple> = []
        let adjacency = try reader.neighbours(of: frontier)
        for run in adjacency.runs {
            let list = adjacency.nodes[run.range]
            #expect(!list.isEmpty && zip(list, list.dropFirst()).allSatisfy { $0 < $1 })
            for other in list {
                let node = frontier[run.source]
                let edge = run.isInverse ? Triple(other, run.relation, node) : Triple(node, run.relation, other)
                #expect(edges.contains(edge))
                if !run.isInverse { seen.insert(edge) }
            }
        }
        #expect(seen == edges)
        #expect(adjacency.nodes.count == 2 * edges.count)
        #expect(
            try reader.degrees(of: frontier)
                == frontier.map { node in edges.count { $0.head == node } + edges.count { $0.tail == node } })
        let all = frontier.flatMap { head in
            relations.indices.flatMap { relation in
                frontier.map { Triple(head, RelationID(rawValue: UInt16(relation)), $0) }
            }
        }
        #expect(try reader.weights(of: all) == all.map { weights[$0] })
        #expect(try reader.properties(of: all) == all.map { properties[$0] ?? [] })
    }

    private func checkVocabulary(_ reader: some GraphReader) throws {
        let vocabulary = reader.vocabulary
        #expect(vocabulary.types.map(\.name) == types)
        #expect(vocabulary.relations.map(\.name) == relations)
        for (number, entry) in vocabulary.types.enumerated() {
            let type = TypeID(rawValue: UInt16(number))
            let members = nodes.values.filter { $0.type == type }.map(\.id).sorted()
            #expect(entry.count == members.count)
            #expect(try reader.nodes(ofType: type) == members)
        }
        for (number, entry) in vocabulary.relations.enumerated() {
            let relation = RelationID(rawValue: UInt16(number))
            let its = edges.filter { $0.relation == relation }
            let (heads, tails) = (Set(its.map(\.head)).sorted(), Set(its.map(\.tail)).sorted())
            #expect([entry.count, entry.heads, entry.tails] == [its.count, heads.count, tails.count])
            #expect(try reader.heads(of: relation) == heads)
            #expect(try reader.tails(of: relation) == tails)
        }
        let patterns = edges.map {
            Vocabulary.Pattern(head: nodes[$0.head]!.type, relation: $0.relation, tail: nodes[$0.tail]!.type)
        }
        #expect(vocabulary.patterns == Dictionary(patterns.map { ($0, 1) }, uniquingKeysWith: +))
        let (ofNodes, ofEdges) = (nodes.values.flatMap(\.properties), properties.values.flatMap(\.self))
        #expect(
            vocabulary.properties
                == Set((ofNodes + ofEdges).map(\.name)).sorted().map { name in
                    .init(
                        name: name, nodes: ofNodes.count { $0.name == name },
                        edges: ofEdges.count { $0.name == name })
                })
    }
}
