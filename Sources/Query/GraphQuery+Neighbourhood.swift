import Graph

/// The distinct nodes around one node, each at its nearest hop.
public struct Neighbourhood: Sendable, Equatable {
    /// A node and how it was reached.
    public struct Member: Sendable, Equatable {
        /// The node.
        public let node: NodeID
        /// In how many steps; 1 is next door.
        public let hop: Int
        /// By which relations the last step can be made, ascending.
        public let via: [RelationID]
    }

    /// Its members, by hop, then node number.
    public let members: [Member]
    /// How many more there are than the limit let through.
    public let left: Int
}

extension GraphQuery {
    /// The nodes whose nearest distance from `start` lies in `hops`, at most `limit` of them.
    ///
    /// `start` itself is never among them.
    public func neighbourhood(
        of start: NodeID, hops: ClosedRange<Int> = 1...1, by edges: EdgeChoice = EdgeChoice(), limit: Int? = nil
    ) throws(GraphError) -> Neighbourhood {
        var walk = Widening(from: start, in: reader, table: exchange(&workspace.near, with: NodeTable()))
        defer { workspace.near = walk.table }
        for hop in 1...max(hops.upperBound, 1) where hop <= hops.upperBound {
            try cancellation.check()
            try walk.widen(by: edges, hop: hop, in: reader, adjacency: &workspace.adjacency)
        }
        return walk.neighbourhood(hops: hops, limit: limit)
    }
}

/// A breadth-first walk that remembers, for each node met, its hop and the relations of the last step.
private struct Widening {
    var table: NodeTable
    private var nodes: [NodeID]
    private var levels: [Range<Int>]
    private var relations: [UInt64] = []
    private let words: Int

    init(from start: NodeID, in reader: some GraphReader, table: NodeTable) {
        self.table = table
        self.table.clear(limit: reader.nodeLimit)
        self.table[start] = 0
        nodes = [start]
        levels = [0..<1]
        words = (reader.vocabulary.relations.count + 63) / 64
        relations = Array(repeating: 0, count: words)
    }

    mutating func widen(
        by edges: EdgeChoice, hop: Int, in reader: some GraphReader, adjacency: inout Adjacency
    ) throws(GraphError) {
        let frontier = Array(nodes[levels[hop - 1]])
        let first = nodes.count
        try reader.neighbours(of: frontier, via: edges.relations, direction: edges.direction, into: &adjacency)
        for run in adjacency.runs {
            let (word, bit) = (Int(run.relation.rawValue) / 64, UInt64(1) << UInt64(run.relation.rawValue % 64))
            for node in adjacency.nodes[run.range] { note(node, word: word, bit: bit, since: first) }
        }
        levels.append(first..<nodes.count)
    }

    /// Adds a node that is new, or a relation to one that is of this very level.
    private mutating func note(_ node: NodeID, word: Int, bit: UInt64, since first: Int) {
        if let place = table[node] {
            if Int(place) >= first { relations[Int(place) * words + word] |= bit }
            return
        }
        table[node] = UInt32(nodes.count)
        relations.append(contentsOf: repeatElement(0, count: words))
        relations[nodes.count * words + word] |= bit
        nodes.append(node)
    }

    func neighbourhood(hops: ClosedRange<Int>, limit: Int?) -> Neighbourhood {
        var members: [Neighbourhood.Member] = []
        var left = 0
        for hop in max(hops.lowerBound, 1)...max(hops.upperBound, 1) where hop <= hops.upperBound {
            let places = levels[hop].sorted { nodes[$0] < nodes[$1] }
            let room = limit.map { max($0 - members.count, 0) } ?? places.count
            left += max(places.count - room, 0)
            members += places.prefix(room).map { Neighbourhood.Member(node: nodes[$0], hop: hop, via: via($0)) }
        }
        return Neighbourhood(members: members, left: left)
    }

    private func via(_ place: Int) -> [RelationID] {
        (0..<words * 64).lazy
            .filter { relations[place * words + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }
            .map { RelationID(rawValue: UInt16($0)) }
    }
}
