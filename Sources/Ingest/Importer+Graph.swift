import Graph
import TripleStore

extension Importer {
    /// How many nodes are copied at once.
    private static let portion = 1 << 16

    /// Copies a graph that is kept elsewhere, at `place`: nodes in the order of their numbers, edges with weights and
    /// properties, aliases and splits.
    public func copy(_ graph: some NamedGraph, from place: String) throws(IngestError) -> Report {
        let before = Census(writer)
        var report = Report()
        let vocabulary = graph.vocabulary
        let total =
            vocabulary.types.reduce(0) { $0 + $1.count } + vocabulary.relations.reduce(0) { $0 + $1.count }
        func tell(_ done: Int) throws(IngestError) {
            progress(
                Progress(
                    step: .reading(path: place), count: done, share: total > 0 ? Double(done) / Double(total) : nil))
            if cancellation.isRaised { throw .interrupted }
        }
        var ids: [NodeID] = []
        for type in vocabulary.typeIDs { ids += try asked { () throws(GraphError) in try graph.nodes(ofType: type) } }
        ids.sort()
        var numbers = CopiedNumbers(limit: graph.nodeLimit)
        for portion in Self.portions(of: ids) {
            try tell(report.rows)
            try copyNodes(portion, of: graph, into: &numbers)
            report.rows += portion.count
        }
        report.rows += try copyEdges(from: ids, of: graph, numbers) { done throws(IngestError) in
            try tell(report.rows + done)
        }
        try copyNames(of: graph, numbers)
        Census(writer).report(since: before, into: &report)
        return report
    }

    private func copyNodes(
        _ ids: [NodeID], of graph: some NamedGraph, into numbers: inout CopiedNumbers
    ) throws(IngestError) {
        let nodes = try asked { () throws(GraphError) in try graph.nodes(ids) }
        var types: [TypeID: TypeID] = [:]
        var new: [NewNode] = []
        for node in nodes {
            if types[node.type] == nil { types[node.type] = try type(graph.vocabulary[node.type].name) }
            new.append(
                NewNode(type: types[node.type]!, key: node.key, label: node.label, properties: node.properties))
        }
        let made = try stored { () throws(StoreError) in try writer.add(new) }
        for (id, number) in zip(ids, made) { numbers[id] = number }
    }

    private func copyEdges(
        from ids: [NodeID], of graph: some NamedGraph, _ numbers: CopiedNumbers,
        tell: (Int) throws(IngestError) -> Void
    ) throws(IngestError) -> Int {
        var relations: [RelationID] = []
        for entry in graph.vocabulary.relations { relations.append(try relation(entry.name)) }
        let count = graph.vocabulary.relations.reduce(0) { $0 + $1.count }
        var (taken, failure): (Int, IngestError?) = (0, nil)
        var properties: [(triple: Triple, properties: [Property])] = []
        // The store takes edges one by one: what the other graph cannot answer ends that, and is told after it.
        do {
            try load(count: count) { add throws(StoreError) in
                do throws(IngestError) {
                    for portion in Self.portions(of: ids) {
                        try tell(taken)
                        let edges = try asked { () throws(GraphError) in try CopiedEdges(graph, from: portion) }
                        for (place, edge) in edges.triples.enumerated() {
                            let copy = Triple(
                                try numbers.number(of: edge.head), relations[Int(edge.relation.rawValue)],
                                try numbers.number(of: edge.tail))
                            try stored { () throws(StoreError) in try add(copy, edges.weights[place] ?? .nan) }
                            let own = edges.properties[place]
                            if !own.isEmpty { properties.append((copy, own)) }
                        }
                        taken += edges.triples.count
                    }
                } catch {
                    failure = error
                    throw .interrupted
                }
            }
            try stored { () throws(StoreError) in try writer.set(properties) }
        } catch { throw failure ?? error }
        return taken
    }

    private func copyNames(of graph: some NamedGraph, _ numbers: CopiedNumbers) throws(IngestError) {
        for alias in try asked({ () throws(GraphError) in try graph.aliases }) {
            guard let node = numbers[alias.node] else { continue }
            try stored { () throws(StoreError) in try writer.setAlias(alias.name, to: node) }
        }
        for name in try asked({ () throws(GraphError) in try graph.splitNames }) {
            let rows = try asked { () throws(GraphError) in try graph.split(named: name) } ?? []
            let copies = try rows.map { row throws(IngestError) in try numbers.row(row) }
            try stored { () throws(StoreError) in try writer.putSplit(name: name, rows: copies) }
        }
    }

    private static func portions(of ids: [NodeID]) -> some Sequence<[NodeID]> {
        stride(from: 0, to: ids.count, by: portion).lazy.map { Array(ids[$0..<min($0 + portion, ids.count)]) }
    }

    private func asked<Result>(_ work: () throws(GraphError) -> Result) throws(IngestError) -> Result {
        do { return try work() } catch { throw error == .interrupted ? .interrupted : .graph(error) }
    }
}

/// The edges that lead from some nodes, with all that is said of them.
private struct CopiedEdges {
    let triples: [Triple]
    let weights: [Float?]
    let properties: [[Property]]

    init(_ graph: some NamedGraph, from heads: [NodeID]) throws(GraphError) {
        triples = try graph.neighbours(of: heads, direction: .out).triples(from: heads)
        weights = try graph.weights(of: triples)
        properties = try graph.properties(of: triples)
    }
}

/// What numbers the nodes of another graph have here.
private struct CopiedNumbers {
    private var numbers: [UInt32]
    private static let unknown = UInt32.max

    init(limit: Int) { numbers = Array(repeating: Self.unknown, count: limit) }

    subscript(id: NodeID) -> NodeID? {
        get {
            let number = id.index < numbers.count ? numbers[id.index] : Self.unknown
            return number == Self.unknown ? nil : NodeID(rawValue: number)
        }
        set { numbers[id.index] = newValue?.rawValue ?? Self.unknown }
    }

    /// The number of a node that must be there.
    func number(of id: NodeID) throws(IngestError) -> NodeID {
        guard let number = self[id] else {
            throw .graph(.corrupt("an edge of node \(id.rawValue), which is not there"))
        }
        return number
    }

    func row(_ row: SplitRow) throws(IngestError) -> SplitRow {
        SplitRow(
            user: try number(of: row.user), train: try row.train.map(number(of:)),
            test: try row.test.map(number(of:)), negatives: try row.negatives.map(number(of:)))
    }
}
