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
    /// Breadth first over pairs of node and state, so each edge is seen once a state.
    public func traverse(from start: NodeID, by pattern: PathPattern) throws(QueryError) -> Reached {
        let machine = try PathMachine(pattern)
        var walk = MachineWalk(from: start, machine: machine)
        while walk.hasMore {
            do {
                try cancellation.check()
                try walk.step(in: reader, adjacency: &workspace.adjacency)
            } catch { throw .graph(error) }
        }
        return Reached(members: walk.members)
    }
}

/// A set-at-a-time run of a machine over the graph.
private struct MachineWalk {
    private let machine: PathMachine
    /// The nodes met in each state, and those answered.
    private var seen: [Set<NodeID>]
    private var answered: Set<NodeID> = []
    private var frontiers: [[NodeID]]
    private var hop = 0
    private(set) var members: [Reached.Member] = []

    init(from start: NodeID, machine: PathMachine) {
        self.machine = machine
        seen = Array(repeating: [], count: machine.moves.count)
        frontiers = Array(repeating: [], count: machine.moves.count)
        seen[0] = [start]
        frontiers[0] = [start]
        if machine.accepts[0] { answer([start]) }
    }

    var hasMore: Bool { frontiers.contains { !$0.isEmpty } }

    /// Moves every state's frontier one edge on.
    mutating func step(in reader: some GraphReader, adjacency: inout Adjacency) throws(GraphError) {
        var next: [[NodeID]] = Array(repeating: [], count: frontiers.count)
        hop += 1
        for (state, frontier) in frontiers.enumerated() where !frontier.isEmpty {
            for move in machine.moves[state] {
                try reader.neighbours(
                    of: frontier, via: move.edges.relations, direction: move.edges.direction, into: &adjacency)
                for node in adjacency.nodes where seen[move.target].insert(node).inserted {
                    next[move.target].append(node)
                }
            }
        }
        frontiers = next
        answer(frontiers.indices.filter { machine.accepts[$0] }.flatMap { next[$0] })
    }

    private mutating func answer(_ nodes: [NodeID]) {
        let fresh = nodes.filter { answered.insert($0).inserted }
        members += fresh.sorted().map { Reached.Member(node: $0, hop: hop) }
    }
}
