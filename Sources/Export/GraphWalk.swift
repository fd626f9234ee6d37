import Graph

/// All nodes and edges of a graph in the order of their numbers, read in batches.
struct GraphWalk<Reader: GraphReader> {
    /// How many nodes are read at once.
    private static var batchSize: Int { 4096 }

    private let reader: Reader
    private let cancellation: Cancellation

    init(_ reader: Reader, _ cancellation: Cancellation) {
        self.reader = reader
        self.cancellation = cancellation
    }

    /// Calls `body` with each node.
    func eachNode(_ body: (ExportedNode) throws(ExportError) -> Void) throws(ExportError) {
        try eachBatch { batch throws(ExportError) in
            for node in try reading({ () throws(GraphError) in try reader.nodes(batch) }) {
                try body(ExportedNode(name: name(of: node), label: node.label, properties: node.properties))
            }
        }
    }

    /// Calls `body` with each edge.
    func eachEdge(_ body: (ExportedEdge) throws(ExportError) -> Void) throws(ExportError) {
        var adjacency = Adjacency()
        try eachBatch { batch throws(ExportError) in
            try reading { () throws(GraphError) in
                try reader.neighbours(of: batch, via: .all, direction: .out, into: &adjacency)
            }
            let triples = triples(of: batch, adjacency)
            let names = try names(of: triples)
            let weights = try reading { () throws(GraphError) in try reader.weights(of: triples) }
            let properties = try reading { () throws(GraphError) in try reader.properties(of: triples) }
            for (place, triple) in triples.enumerated() {
                let relation = reader.vocabulary[triple.relation]
                try body(
                    ExportedEdge(
                        head: names[triple.head]!, relation: relation.name, tail: names[triple.tail]!,
                        weight: weights[place].map { (relation.weightName, $0) }, properties: properties[place]))
            }
        }
    }

    private func eachBatch(_ body: ([NodeID]) throws(ExportError) -> Void) throws(ExportError) {
        var ids: [NodeID] = []
        for type in reader.vocabulary.typeIDs {
            ids += try reading { () throws(GraphError) in try reader.nodes(ofType: type) }
        }
        ids.sort()
        for start in stride(from: 0, to: ids.count, by: Self.batchSize) {
            if cancellation.isRaised { throw .interrupted }
            try body(Array(ids[start..<min(start + Self.batchSize, ids.count)]))
        }
    }

    /// The edges of the runs, those of one head in the order of their relations' names.
    private func triples(of batch: [NodeID], _ adjacency: Adjacency) -> [Triple] {
        let runs = adjacency.runs.sorted { left, right in
            if left.source != right.source { return left.source < right.source }
            let names = (reader.vocabulary[left.relation].name, reader.vocabulary[right.relation].name)
            return names.0.utf8.lexicographicallyPrecedes(names.1.utf8)
        }
        return runs.flatMap { run in
            adjacency.nodes[run.range].map { Triple(batch[run.source], run.relation, $0) }
        }
    }

    private func names(of triples: [Triple]) throws(ExportError) -> [NodeID: NodeName] {
        let ids = Set(triples.flatMap { [$0.head, $0.tail] }).sorted()
        let nodes = try reading { () throws(GraphError) in try reader.nodes(ids) }
        return Dictionary(uniqueKeysWithValues: nodes.map { ($0.id, name(of: $0)) })
    }

    private func name(of node: Node) -> NodeName {
        NodeName(type: reader.vocabulary[node.type].name, key: node.key)
    }

    private func reading<Result>(_ work: () throws(GraphError) -> Result) throws(ExportError) -> Result {
        do { return try work() } catch { throw error == .interrupted ? .interrupted : .graph(error) }
    }
}

/// The names and kinds of all properties of a graph, in order.
struct PropertyColumns {
    /// A property's name and kind.
    struct Column: Hashable, Comparable {
        let name: String
        let kind: PropertyValue.Kind

        init(_ property: Property) { (name, kind) = (property.name, property.value.kind) }

        static func < (left: Column, right: Column) -> Bool {
            (left.name, left.kind.rawValue) < (right.name, right.kind.rawValue)
        }
    }

    /// Those of nodes.
    private(set) var nodes: [Column] = []
    /// Those of edges.
    private(set) var edges: [Column] = []
    /// What edges' weights are called.
    private(set) var weights: [String] = []

    /// No column.
    init() {}

    /// Those of a few nodes and edges.
    init(nodes: [ExportedNode], edges: [ExportedEdge]) {
        self.nodes = Set(nodes.flatMap { $0.properties.map(Column.init) }).sorted()
        self.edges = Set(edges.flatMap { $0.properties.map(Column.init) }).sorted()
        weights = Set(edges.compactMap(\.weight?.name)).sorted()
    }

    /// Those of a graph, which is read once for them; `tell` hears how many nodes and edges have been.
    init(of graph: GraphWalk<some GraphReader>, tell: (Int) -> Void) throws(ExportError) {
        var (nodes, edges, weights): (Set<Column>, Set<Column>, Set<String>) = ([], [], [])
        var done = 0
        try graph.eachNode { node in
            nodes.formUnion(node.properties.map(Column.init))
            done += 1
            tell(done)
        }
        try graph.eachEdge { edge in
            done += 1
            tell(done)
            edges.formUnion(edge.properties.map(Column.init))
            if let weight = edge.weight { weights.insert(weight.name) }
        }
        (self.nodes, self.edges, self.weights) = (nodes.sorted(), edges.sorted(), weights.sorted())
    }
}
