import Graph
import LMDB

/// What a check found wrong with a database.
public enum StoreFinding: Equatable, Sendable {
    /// So many nodes are not found by their type and key.
    case keys(Int)
    /// So many nodes are not found by their label.
    case labels(Int)
    /// A type's count, as stored and as counted.
    case typeCount(TypeID, stored: Int, counted: Int)
    /// So many edges are there one way alone.
    case oneWayEdges(Int)
    /// So many edges end at a node that is not there.
    case danglingEdges(Int)
    /// A relation's list of heads, or their count, is not the one that its edges make.
    case heads(RelationID)
    /// A relation's list of tails, or their count, is not the one that its edges make.
    case tails(RelationID)
    /// So many edges have properties and are not there.
    case strayProperties(Int)
    /// The counts of nodes and edges that have each property are not those of the graph.
    case propertyCounts
    /// The counts of relations or of patterns are not those of the edges.
    case edgeCounts
}

extension StoreReader {
    /// Reads the whole graph and says what contradicts itself; nothing where all is well.
    public func findings() throws(GraphError) -> [StoreFinding] {
        var properties = PropertyTally()
        return try nodeFindings(&properties) + edgeFindings() + propertyFindings(&properties)
    }

    private func nodeFindings(_ properties: inout PropertyTally) throws(GraphError) -> [StoreFinding] {
        var findings: [StoreFinding] = []
        var (keys, labels) = (0, 0)
        for (number, entry) in vocabulary.types.enumerated() {
            let type = TypeID(rawValue: UInt16(number))
            let nodes = try self.nodes(self.nodes(ofType: type))
            for (place, node) in nodes.enumerated() {
                if place & 0xFFF == 0xFFF { try store.cancellation.check() }
                properties.count(node.properties, nodes: 1)
                let found = try self.node(type: type, key: node.key)
                if node.type != type || found != node.id { keys += 1 }
                if let label = node.label, try !self.nodes(labelled: label, type: type).contains(node.id) {
                    labels += 1
                }
            }
            if entry.count != nodes.count {
                findings.append(.typeCount(type, stored: entry.count, counted: nodes.count))
            }
        }
        if keys > 0 { findings.append(.keys(keys)) }
        if labels > 0 { findings.append(.labels(labels)) }
        return findings
    }

    /// How many nodes' edges are looked at between two looks at the cancellation.
    private static var portionOfCheck: Int { 1 << 13 }

    private func edgeFindings() throws(GraphError) -> [StoreFinding] {
        let types = try reading { () throws(LMDBError) in try TypeTable(self) }
        var edges = EdgeCensus()
        var adjacency = Adjacency()
        for start in stride(from: 0, to: nodeLimit, by: Self.portionOfCheck) {
            let frontier = (start..<min(start + Self.portionOfCheck, nodeLimit)).map(NodeID.init)
            try store.cancellation.check()
            try neighbours(of: frontier, via: .all, direction: .both, into: &adjacency)
            edges.count(adjacency, frontier, types)
        }
        var findings = edges.findings
        for (number, entry) in vocabulary.relations.enumerated() {
            let relation = RelationID(rawValue: UInt16(number))
            let (heads, tails) = (try heads(of: relation), try tails(of: relation))
            if heads != edges.heads[relation, default: []] || entry.heads != heads.count {
                findings.append(.heads(relation))
            }
            if tails != edges.tails[relation, default: []] || entry.tails != tails.count {
                findings.append(.tails(relation))
            }
        }
        let byRelation = Dictionary(edges.tally.counts.map { ($0.key.relation, $0.value) }, uniquingKeysWith: +)
        let isCounted = vocabulary.relations.enumerated().allSatisfy { number, entry in
            entry.count == byRelation[RelationID(rawValue: UInt16(number)), default: 0]
        }
        if !isCounted || edges.tally.counts != vocabulary.patterns { findings.append(.edgeCounts) }
        return findings
    }

    private func propertyFindings(_ tally: inout PropertyTally) throws(GraphError) -> [StoreFinding] {
        var stray = 0
        var cursor = try reading { () throws(LMDBError) in try snapshot.cursor(in: databases.edges) }
        var more = try reading { () throws(LMDBError) in try cursor.moveToFirst() }
        while more {
            try store.cancellation.check()
            more = try reading { () throws(LMDBError) in
                let (edge, properties) = try cursor.read { key, value throws(LMDBError) in
                    var position = RecordPosition()
                    return (try EdgeKey.triple(ofProperties: key), try value.properties(&position))
                }
                tally.count(properties, edges: 1)
                if try !contains(edge) { stray += 1 }
                return try cursor.moveToNext()
            }
        }
        var findings: [StoreFinding] = stray > 0 ? [.strayProperties(stray)] : []
        if tally.entries != vocabulary.properties { findings.append(.propertyCounts) }
        return findings
    }
}
