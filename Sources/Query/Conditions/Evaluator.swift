import Graph

/// Finds the values of terms, for many rows at once, so that the graph is asked once a term.
public struct Evaluator<Reader: GraphReader> {
    let reader: Reader
    public let cancellation: Cancellation

    /// How many rows are looked at between two looks at the cancellation.
    static var portion: Int { 1 << 14 }

    /// An evaluator that looks things up in `reader`.
    public init(_ reader: Reader, cancellation: Cancellation = Cancellation()) {
        self.reader = reader
        self.cancellation = cancellation
    }

    /// The value of `term` in each of `rows`.
    public func values(of term: Term, in rows: Rows) throws(GraphError) -> [Datum] {
        switch term {
        case .constant(let datum): return Array(repeating: datum, count: rows.count)
        case .column(let number): return rows.columns[number]
        case .field(let field, of: let term): return try values(of: field, in: try values(of: term, in: rows))
        case .call(let function, let term):
            return try named(try values(of: term, in: rows)).map { function.value(of: $0) }
        }
    }

    /// The value of `term` in each of `rows`, nodes by their names; it can be interrupted between portions of the rows.
    public func names(of term: Term, in rows: Rows) throws(GraphError) -> [Datum] {
        guard rows.count > Self.portion else { return try named(try values(of: term, in: rows)) }
        var names: [Datum] = []
        for start in stride(from: 0, to: rows.count, by: Self.portion) {
            try cancellation.check()
            let portion = rows.rows(at: Array(start..<min(start + Self.portion, rows.count)))
            names += try named(try values(of: term, in: portion))
        }
        return names
    }

    /// The values with every node by its name.
    public func named(_ data: [Datum]) throws(GraphError) -> [Datum] { try values(of: .name, in: data, others: true) }
}

// Fields
extension Evaluator {
    /// The field of every node, edge or path in `data`; of anything else null, or itself where `others` are kept.
    func values(of field: Field, in data: [Datum], others: Bool = false) throws(GraphError) -> [Datum] {
        var elements = Elements(data)
        if elements.isEmpty { return others ? data : data.map { _ in .null } }
        elements.found = try [
            nodeField(field, elements.nodes), edgeField(field, elements.edges),
            elements.paths.map { $0.value(of: field) },
        ]
        return data.map { elements.answer($0, keepingOthers: others) }
    }

    private func nodeField(_ field: Field, _ ids: [NodeID]) throws(GraphError) -> [Datum] {
        guard !ids.isEmpty else { return [] }
        switch field {
        case .degree: return try reader.degrees(of: ids).map { .integer(Int64($0)) }
        case .neighbours(let edges, let type): return try neighbours(of: ids, edges, type)
        default: return try reader.nodes(ids).map { value(of: field, $0) }
        }
    }

    private func value(of field: Field, _ node: Node) -> Datum {
        switch field {
        case .identity: .text("\(reader.vocabulary[node.type].name):\(node.key)")
        case .key: .text(node.key)
        case .name: .text(node.name)
        case .label: node.label.map(Datum.text) ?? .null
        case .type: .text(reader.vocabulary[node.type].name)
        case .property(let name): node.properties.first { $0.name == name }.map { Datum($0.value) } ?? .null
        default: .null
        }
    }

    private func neighbours(of ids: [NodeID], _ edges: EdgeChoice, _ type: TypeID?) throws(GraphError) -> [Datum] {
        let adjacency = try reader.neighbours(of: ids, via: edges.relations, direction: edges.direction)
        var kept = Array(repeating: true, count: adjacency.nodes.count)
        if let type { kept = try reader.nodes(adjacency.nodes).map { $0.type == type } }
        var lists: [[Datum]] = Array(repeating: [], count: ids.count)
        for run in adjacency.runs {
            lists[run.source] += run.range.lazy.filter { kept[$0] }.map { .node(adjacency.nodes[$0]) }
        }
        return lists.map(Datum.init(values:))
    }

    private func edgeField(_ field: Field, _ triples: [Triple]) throws(GraphError) -> [Datum] {
        guard !triples.isEmpty else { return [] }
        switch field {
        case .weight: return try reader.weights(of: triples).map(Datum.init(weight:))
        case .head: return triples.map { .node($0.head) }
        case .tail: return triples.map { .node($0.tail) }
        case .type: return triples.map { .text(reader.vocabulary[$0.relation].name) }
        case .property(let name):
            let weights = try reader.weights(of: triples)
            let properties = try reader.properties(of: triples)
            return triples.indices.map { place in
                if reader.vocabulary[triples[place].relation].weightName == name {
                    return Datum(weight: weights[place])
                }
                return properties[place].first { $0.name == name }.map { Datum($0.value) } ?? .null
            }
        default: return triples.map { _ in .null }
        }
    }
}

extension Datum {
    /// A weight by its shortest decimal form, a whole number where it is one.
    public init(weight: Float?) {
        guard let weight else {
            self = .null
            return
        }
        self =
            weight == weight.rounded() && abs(weight) < 1e15
            ? .integer(Int64(weight)) : .number(Double(weight.description) ?? Double(weight))
    }
}

extension Path {
    fileprivate func value(of field: Field) -> Datum {
        switch field {
        case .length: .integer(Int64(length))
        case .nodes: Datum(values: nodes.map(Datum.node))
        case .edges: Datum(values: triples.map(Datum.edge))
        default: .null
        }
    }
}

/// The distinct nodes, edges and paths among values, and what was found of each.
private struct Elements {
    /// Where an element's answer stands in `found`.
    private struct Place {
        let kind: Int
        let index: Int
    }

    private var places: [Datum: Place] = [:]
    private(set) var nodes: [NodeID] = []
    private(set) var edges: [Triple] = []
    private(set) var paths: [Path] = []
    /// What was found of the nodes, of the edges and of the paths.
    var found: [[Datum]] = []

    init(_ data: [Datum]) {
        for datum in data { add(datum) }
    }

    var isEmpty: Bool { places.isEmpty }

    private mutating func add(_ datum: Datum) {
        if case .list(let values) = datum {
            for value in values { add(value) }
            return
        }
        guard places[datum] == nil else { return }
        switch datum {
        case .node(let node):
            places[datum] = Place(kind: 0, index: nodes.count)
            nodes.append(node)
        case .edge(let edge):
            places[datum] = Place(kind: 1, index: edges.count)
            edges.append(edge)
        case .path(let path):
            places[datum] = Place(kind: 2, index: paths.count)
            paths.append(path)
        default: return
        }
    }

    func answer(_ datum: Datum, keepingOthers: Bool) -> Datum {
        if case .list(let values) = datum {
            return Datum(values: values.flatMap { answer($0, keepingOthers: keepingOthers).values })
        }
        guard let place = places[datum] else { return keepingOthers ? datum : .null }
        let value = found[place.kind][place.index]
        return value == .null && keepingOthers ? datum : value
    }
}
