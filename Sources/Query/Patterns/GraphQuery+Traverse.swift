import Graph

/// What a walk by a pattern reaches.
public struct Reached: Sendable, Equatable {
    /// A node and the fewest steps to it.
    public struct Member: Sendable, Equatable {
        /// The node.
        public let node: NodeID
        /// In how many steps.
        public let hop: Int
    }

    /// The nodes, by steps, then node number.
    public let members: [Member]
}

extension GraphQuery {
    /// The nodes that `pattern` leads to from `start`, `start` among them where it allows no step at all.
    ///
    /// Breadth first over pairs of node and state, so each edge is seen once a state; a condition is asked of a whole
    /// frontier at once.
    public func traverse(from start: NodeID, by pattern: PathPattern) throws(QueryError) -> Reached {
        let machine = try PathMachine(pattern)
        workspace.makeSets(machine.moves.count + 1)
        var walk = MachineWalk(self, machine, sets: exchange(&workspace.sets, with: []))
        defer { workspace.sets = walk.sets }
        do throws(GraphError) {
            try walk.begin(at: start)
            while walk.hasMore { try walk.step() }
        } catch { throw .graph(error) }
        return Reached(members: walk.members)
    }
}

/// A set-at-a-time run of a machine over the graph.
private struct MachineWalk<Reader: GraphReader> {
    private let query: GraphQuery<Reader>
    private let machine: PathMachine
    /// The nodes met in each state, then those answered.
    private(set) var sets: [NodeSet]
    /// Where in each state's nodes the frontier begins.
    private var first: [Int]
    private var hop = 0
    private(set) var members: [Reached.Member] = []

    init(_ query: GraphQuery<Reader>, _ machine: PathMachine, sets: [NodeSet]) {
        (self.query, self.machine, self.sets) = (query, machine, sets)
        let count = machine.moves.count
        first = Array(repeating: 0, count: count)
        for state in 0...count { self.sets[state].clear(limit: query.reader.nodeLimit) }
    }

    var hasMore: Bool { first.indices.contains { first[$0] < sets[$0].members.count } }

    /// Stands at `start`, before any edge.
    mutating func begin(at start: NodeID) throws(GraphError) {
        for arrival in machine.starts
        where try !query.places(where: arrival.condition, of: [start], edges: nil).isEmpty {
            sets[arrival.state].insert(start)
        }
        try answer(since: first)
    }

    /// Moves every state's frontier one edge on.
    mutating func step() throws(GraphError) {
        hop += 1
        let frontiers = first.indices.map { Array(sets[$0].members[first[$0]...]) }
        for state in first.indices { first[state] = sets[state].members.count }
        for (state, frontier) in frontiers.enumerated() where !frontier.isEmpty {
            for move in machine.moves[state] {
                try query.follow(move.edges, from: frontier, hop: hop)
                try arrive(by: move, from: frontier)
            }
        }
        try answer(since: first)
    }

    /// Enters the states that `move` leads to with the neighbours just read.
    private mutating func arrive(by move: PathMachine.Move, from frontier: [NodeID]) throws(GraphError) {
        let isFree = move.departure == .always && move.arrivals.allSatisfy { $0.condition == .always }
        if isFree {
            for arrival in move.arrivals { sets[arrival.state].insert(query.workspace.adjacency.nodes) }
            return
        }
        var steps = Steps(query.workspace.adjacency, from: frontier)
        steps.keep(try query.places(where: move.departure, of: steps.sources, edges: steps.edges))
        for arrival in move.arrivals {
            var steps = steps
            steps.keep(steps.nodes.indices.filter { !sets[arrival.state].contains(steps.nodes[$0]) })
            for place in try query.places(where: arrival.condition, of: steps.nodes, edges: steps.edges) {
                sets[arrival.state].insert(steps.nodes[place])
            }
        }
    }

    /// Takes note of the nodes at which a walk may end, among those that have come since.
    private mutating func answer(since first: [Int]) throws(GraphError) {
        let answered = machine.moves.count
        let before = sets[answered].members.count
        for (state, condition) in machine.ends.enumerated() {
            guard let condition, first[state] < sets[state].members.count else { continue }
            let nodes = Array(sets[state].members[first[state]...])
            for place in try query.places(where: condition, of: nodes, edges: nil) {
                sets[answered].insert(nodes[place])
            }
        }
        members += sets[answered].members[before...].sorted().map { Reached.Member(node: $0, hop: hop) }
    }
}

/// Single steps from a frontier, as columns.
private struct Steps {
    private(set) var sources: [NodeID] = []
    private(set) var nodes: [NodeID] = []
    private(set) var edges: [Triple] = []

    init(_ adjacency: Adjacency, from frontier: [NodeID]) {
        nodes = adjacency.nodes
        sources.reserveCapacity(nodes.count)
        edges.reserveCapacity(nodes.count)
        for run in adjacency.runs {
            let source = frontier[run.source]
            for node in adjacency.nodes[run.range] {
                sources.append(source)
                let (head, tail) = run.isInverse ? (node, source) : (source, node)
                edges.append(Triple(head, run.relation, tail))
            }
        }
    }

    /// Keeps the steps at these places alone.
    mutating func keep(_ places: [Int]) {
        guard places.count < nodes.count else { return }
        sources = places.map { sources[$0] }
        nodes = places.map { nodes[$0] }
        edges = places.map { edges[$0] }
    }
}
