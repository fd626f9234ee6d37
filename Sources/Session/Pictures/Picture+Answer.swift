import Graph

extension Picture {
    /// What an answer's rows show: their paths and edges, else their nodes with the stored edges between them, and what
    /// joins those that would stand alone.
    init(of answer: Answer, for format: Format, _ reading: Reading) throws {
        self.init(for: format)
        for node in try reading.viewer.nodes(answer.subjects) { add(node, isRoot: true) }
        let shown = answer.columns.indices.filter {
            answer.columns[$0].audience.contains(.json) && !Self.sums.contains(answer.columns[$0].name)
        }
        for row in answer.rows { for column in shown { add(row[column], named: "") } }
        guard edges.isEmpty, walks.isEmpty else { return }
        try join(reading)
        try addShared(reading)
    }

    /// The columns that sum up what others tell by paths.
    private static let sums: Set = ["plays", "carriers", "counterfactuals"]

    /// Adds what a cell holds; `name` is what the paths in it are called.
    private mutating func add(_ cell: Cell, named name: String) {
        switch cell {
        case .node(let node): add(node)
        case .edge(let edge): add(edge)
        case .path(let path): add(path, named: name)
        case .list(let cells): for cell in cells { add(cell, named: name) }
        case .record(let members):
            let name = members.first { $0.name == "share" }.map { Self.share($0.value) } ?? name
            for member in members { add(member.value, named: name) }
        case .null, .truth, .integer, .number, .text: break
        }
    }

    private static func share(_ cell: Cell) -> String {
        if case .number(let share) = cell, abs(share) <= 1 { "\(Int((100 * share).rounded())) %" } else { "" }
    }

    /// Where the nodes of the graph are drawn.
    private var stored: [NodeID: Int] {
        Dictionary(uniqueKeysWithValues: nodes.enumerated().filter { $1.isStored }.map { ($1.id, $0) })
    }

    /// Adds the stored edges between the nodes.
    private mutating func join(_ reading: Reading) throws {
        let places = stored
        let ids = nodes.filter(\.isStored).map(\.id)
        try add(Self.triples(of: ids, reading) { places[$0] != nil }, between: places, reading)
    }

    /// The edges that lead from `ids` to nodes that are wanted, in the order of `ids`.
    private static func triples(
        of ids: [NodeID], _ reading: Reading, where isWanted: (NodeID) -> Bool
    ) throws -> [Triple] {
        try reading.reader.neighbours(of: ids, via: .all, direction: .out).triples(from: ids, where: isWanted)
    }

    private mutating func add(_ triples: [Triple], between places: [NodeID: Int], _ reading: Reading) throws {
        for (triple, edge) in zip(triples, try reading.viewer.edges(triples)) {
            add(edge, from: places[triple.head], to: places[triple.tail])
        }
    }

    /// How many nodes may be added to join others.
    private static let sharedLimit = 24

    /// Adds the nodes that most of the lonely ones lead to, at least two each.
    private mutating func addShared(_ reading: Reading) throws {
        let lonely = alone.map { nodes[$0] }.filter(\.isStored).map(\.id)
        guard lonely.count > 1 else { return }
        var places = stored
        let triples = try Self.triples(of: lonely, reading) { [places] in places[$0] == nil }
        let counts = triples.reduce(into: [:]) { $0[$1.tail, default: 0] += 1 }.filter { $0.value > 1 }
        let shared = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.sharedLimit).map(\.key)
        for node in try reading.viewer.nodes(shared) where hasRoom { places[node.id] = add(node) }
        try add(triples.filter { places[$0.tail] != nil }, between: places, reading)
    }
}

extension Picture {
    /// The types of a graph, joined by its relations.
    init(schema vocabulary: Vocabulary) {
        self.init()
        for (pattern, count) in vocabulary.patterns.sorted(by: { $0.key < $1.key }) {
            let ends = [pattern.head, pattern.tail].map { NodeView.type(vocabulary[$0].name) }
            add(
                EdgeView(
                    relation: vocabulary[pattern.relation].name, head: ends[0], tail: ends[1],
                    properties: [Property("count", .integer(Int64(count)))]))
        }
    }
}
