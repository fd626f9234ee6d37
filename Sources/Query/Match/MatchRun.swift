import Graph

/// The sizes in which a match goes ahead.
enum MatchBatch {
    /// About how many rows a step hands to the next at once.
    static let size = 4_096
    /// For how many rows neighbour lists are read with one question.
    static let reading = 256
}

/// A plan at work: every step lengthens a batch of rows and hands it on, so that few rows are held at a time.
struct MatchRun<Reader: GraphReader> {
    /// What a step has done so far.
    struct Tally {
        var rows = 0
        var cost = Cost()
        var admitted = 0
        var filterCost = Cost()
    }

    let pattern: MatchPattern
    let plan: MatchPlan
    let reader: Reader
    let cancellation: Cancellation
    var lists: NeighbourLists
    var adjacency = Adjacency()
    /// The nodes that steps without an edge list, by step.
    private var starts: [Int: [NodeID]] = [:]
    private(set) var tallies: [Tally]
    private(set) var projection: Projection<Reader>
    /// Whether a trail that is cut could have gone on.
    var isCapped = false
    /// How many rows a step hands on at once: few at first where the first rows may do.
    private(set) var batch: Int

    init(_ pattern: MatchPattern, _ wanted: MatchReturn, _ query: GraphQuery<Reader>) {
        self.pattern = pattern
        reader = query.reader
        cancellation = query.cancellation
        plan = MatchPlan(pattern, asking: wanted.columns, reader.vocabulary)
        lists = NeighbourLists(
            plan.choices, tables: plan.choices.map { _ in query.workspace.takeTable(limit: query.reader.nodeLimit) })
        batch = wanted.limitOfFirst.map { max(min($0, MatchBatch.size), 1) } ?? MatchBatch.size
        tallies = plan.steps.map { _ in Tally() }
        projection = Projection(wanted, reader, query.cancellation)
    }

    /// Has what was gathered freed elsewhere, so that nobody waits for it who has given up.
    mutating func leaveGathered() {
        let gathered = projection.takeGathered()
        Task.detached { withExtendedLifetime(gathered) {} }
    }

    /// Whether nothing more is wanted.
    var isDone: Bool { projection.isFull }

    /// Hands `rows` to a step, or, after the last, to the answer.
    mutating func advance(_ step: Int, _ rows: Bindings) throws(GraphError) {
        guard !isDone else { return }
        try cancellation.check()
        guard step < plan.steps.count else { return try projection.take(rows) }
        switch plan.steps[step].work {
        case .start(let node, let start): try list(node, from: start, step, rows)
        case .expand(let node, _): try expand(node, step, rows)
        case .check: try check(plan.steps[step].sides[0], step, rows)
        case .trails: try follow(plan.steps[step].sides[0], step, rows)
        case .count, .top: return
        }
    }

    /// Hands what a step has found to the next, without the rows that its conditions do not admit.
    mutating func pass(_ found: Bindings, from step: Int) throws(GraphError) {
        guard found.count > 0 else { return }
        tallies[step].rows += found.count
        let before = reader.cost
        var admitted = found
        for condition in plan.steps[step].conditions where admitted.count > 0 {
            let places = try places(of: condition, in: admitted)
            if places.count < admitted.count { admitted = admitted.rows(at: places) }
        }
        tallies[step].filterCost += reader.cost - before
        tallies[step].admitted += admitted.count
        if admitted.count > 0 { try advance(step + 1, admitted) }
    }

    /// The places of the rows that a condition admits.
    private func places(of condition: Compact<Condition>, in rows: Bindings) throws(GraphError) -> [Int] {
        if case .comparison(.column(0), .unequal, .column(1)) = condition.subject,
            let last = condition.columns.last, last < rows.nodes.count
        {
            let (left, right) = (rows.nodes[condition.columns[0]], rows.nodes[last])
            return left.indices.filter { left[$0] != right[$0] }
        }
        return try Evaluator(reader, cancellation: cancellation).places(
            where: condition.subject, in: rows.rows(of: condition))
    }

    /// Does `work` and notes what it costs as the step's.
    mutating func counted<Answer>(
        _ step: Int, _ work: (inout MatchRun) throws(GraphError) -> Answer
    ) throws(GraphError) -> Answer {
        let before = reader.cost
        defer { tallies[step].cost += reader.cost - before }
        return try work(&self)
    }
}

// Listing
extension MatchRun {
    /// Puts each node of a list beside each row.
    private mutating func list(
        _ node: Int, from start: MatchStart, _ step: Int, _ rows: Bindings
    ) throws(GraphError) {
        if starts[step] == nil {
            starts[step] = try counted(step) { run throws(GraphError) in
                try run.reader.nodes(from: start, run.pattern.nodes[node])
            }
        }
        let nodes = starts[step] ?? []
        var growth = Growth(node: node, step: step)
        for row in 0..<rows.count {
            for node in nodes {
                guard !isDone else { return }
                growth.append(row: row, node)
                if growth.count >= batch { try flush(&growth, rows) }
            }
        }
        try flush(&growth, rows)
    }

    /// Hands on what has grown out of `rows`, a batch at a time, as long as more is wanted.
    mutating func flush(_ growth: inout Growth, _ rows: Bindings) throws(GraphError) {
        var start = 0
        while start < growth.count, !isDone {
            let end = min(start + batch, growth.count)
            try pass(bindings(of: growth, start..<end, rows), from: growth.step)
            start = end
            batch = min(2 * batch, MatchBatch.size)
        }
        growth.removeAll()
    }

    /// Some of the rows that have grown out of `rows`.
    private func bindings(of growth: Growth, _ part: Range<Int>, _ rows: Bindings) -> Bindings {
        var found = rows.rows(at: growth.places[part])
        if let node = growth.node { found.nodes[node] = Array(growth.nodes[part]) }
        for (place, side) in plan.steps[growth.step].sides.enumerated() where plan.isKept[side.edge] {
            if pattern.edges[side.edge].repetition == nil {
                found.edges[side.edge] = Array(growth.edges[place][part])
            } else {
                found.trails[side.edge] = Array(growth.trails[part])
            }
        }
        return found
    }
}

/// Rows that a step is making, each from a row that it was handed.
struct Growth {
    let step: Int
    /// The node variable that is bound; nil where the step binds none.
    let node: Int?
    /// From which row each comes.
    private(set) var places: [Int] = []
    private(set) var nodes: [NodeID] = []
    /// The stored edges, for each of the step's sides.
    private(set) var edges: [[Triple]]
    private(set) var trails: [Path] = []

    init(node: Int?, step: Int, sides: Int = 0) {
        self.node = node
        self.step = step
        edges = Array(repeating: [], count: sides)
    }

    /// How many rows there are.
    var count: Int { places.count }

    mutating func append(row: Int, _ node: NodeID?, _ triples: [Triple] = [], trail: Path? = nil) {
        places.append(row)
        if let node { nodes.append(node) }
        for side in triples.indices { edges[side].append(triples[side]) }
        if let trail { trails.append(trail) }
    }

    mutating func removeAll() {
        places.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        for side in edges.indices { edges[side].removeAll(keepingCapacity: true) }
        trails.removeAll(keepingCapacity: true)
    }
}

extension GraphReader {
    /// All nodes that a variable starts from, ascending.
    func nodes(from start: MatchStart, _ variable: MatchPattern.Node) throws(GraphError) -> [NodeID] {
        switch start {
        case .candidates: return variable.candidates ?? []
        case .type(let type): return try nodes(ofType: type)
        case .ends(let choice): return try ends(of: choice)
        case .all:
            var all: [NodeID] = []
            for type in vocabulary.types.indices { all += try nodes(ofType: TypeID(rawValue: UInt16(type))) }
            return all.sorted()
        }
    }

    /// All nodes that an edge of `choice` can be followed from, ascending.
    private func ends(of choice: EdgeChoice) throws(GraphError) -> [NodeID] {
        var lists: [[NodeID]] = []
        for number in vocabulary.relations.indices {
            let relation = RelationID(rawValue: UInt16(number))
            guard choice.relations.contains(relation) else { continue }
            if choice.direction != .in { lists.append(try heads(of: relation)) }
            if choice.direction != .out { lists.append(try tails(of: relation)) }
        }
        return lists.count == 1 ? lists[0] : Set(lists.joined()).sorted()
    }
}
