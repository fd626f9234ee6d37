import Graph
import TripleStore

/// All that a database holds, a line each, as it is kept in text beside the fixtures of earlier formats.
struct Listing {
    private(set) var lines: [String] = []

    /// The text that `lines` make.
    var text: String { lines.map { $0 + "\n" }.joined() }

    init(_ reader: StoreReader) throws {
        for entry in reader.vocabulary.types { lines.append("type \(entry.name) \(entry.count)") }
        for entry in reader.vocabulary.relations {
            lines.append("relation \(entry.name) \(entry.weightName) \(entry.count)")
        }
        let patterns = reader.vocabulary.patterns.map {
            "pattern \($0.key.head.rawValue) \($0.key.relation.rawValue) \($0.key.tail.rawValue) \($0.value)"
        }
        lines += patterns.sorted()
        lines.append("numbers \(reader.nodeLimit)")
        try addNodes(reader)
        try addEdges(reader)
        for alias in try reader.aliases { lines.append("alias \(alias.name) \(alias.node.rawValue)") }
        for name in try reader.splitNames {
            for row in try reader.split(named: name) ?? [] {
                lines.append(
                    "split \(name) \(row.user.rawValue) \(row.test.map { "\($0.rawValue)" } ?? "none")"
                        + " \(row.train.map(\.rawValue)) \(row.negatives.map(\.rawValue))")
            }
        }
    }

    private mutating func addNodes(_ reader: StoreReader) throws {
        var ids: [NodeID] = []
        for type in reader.vocabulary.types.indices { ids += try reader.nodes(ofType: TypeID(rawValue: UInt16(type))) }
        for node in try reader.nodes(ids.sorted()) {
            let label = node.label.map { " label \($0)" } ?? ""
            lines.append(
                "node \(node.id.rawValue) type \(node.type.rawValue) key \(node.key)\(label)"
                    + Self.text(of: node.properties))
        }
    }

    private mutating func addEdges(_ reader: StoreReader) throws {
        let nodes = (0..<reader.nodeLimit).map(NodeID.init)
        let adjacency = try reader.neighbours(of: nodes, via: .all, direction: .out)
        for run in adjacency.runs {
            let triples = adjacency.nodes[run.range].map { Triple(nodes[run.source], run.relation, $0) }
            let (weights, properties) = (try reader.weights(of: triples), try reader.properties(of: triples))
            for place in triples.indices {
                let (edge, weight) = (triples[place], weights[place].map { " weight \($0)" } ?? "")
                lines.append(
                    "edge \(edge.head.rawValue) \(edge.relation.rawValue) \(edge.tail.rawValue)\(weight)"
                        + Self.text(of: properties[place]))
            }
        }
    }

    private static func text(of properties: [Property]) -> String {
        properties.map { property in
            switch property.value {
            case .string(let text): " \(property.name) = \"\(text)\""
            case .integer(let number): " \(property.name) = \(number)"
            case .number(let number): " \(property.name) = number \(number)"
            case .truth(let truth): " \(property.name) = \(truth)"
            }
        }.joined()
    }
}
