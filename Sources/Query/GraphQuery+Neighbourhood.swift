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
            try follow(edges, from: walk.frontier, hop: hop)
            walk.widen(by: workspace.adjacency)
        }
        return walk.neighbourhood(hops: hops, limit: limit)
    }

    /// How many nodes' nearest distance from `start` lies in `hops`; nothing is kept of each.
    public func neighbourCount(
        of start: NodeID, hops: ClosedRange<Int> = 1...1, by edges: EdgeChoice = EdgeChoice()
    ) throws(GraphError) -> Int {
        var met = exchange(&workspace.set, with: NodeSet())
        defer { workspace.set = met }
        met.clear(limit: reader.nodeLimit)
        met.insert(start)
        var (first, nearer) = (0, 1)
        for hop in 1..<max(hops.upperBound, 1) {
            let frontier = Array(met.members[first...])
            first = met.members.count
            try follow(edges, from: frontier, hop: hop)
            met.insert(workspace.adjacency.nodes)
            if hop < hops.lowerBound { nearer = met.members.count }
        }
        guard hops.upperBound >= 1 else { return 0 }
        let listed = met.members.count
        try follow(edges, from: Array(met.members[first...]), hop: hops.upperBound)
        return listed - nearer + met.count(workspace.adjacency.nodes)
    }
}

/// A breadth-first walk that remembers, for each node met, its hop and the relations of the last step.
private struct Widening {
    private(set) var table: NodeTable
    private var nodes: [NodeID]
    /// Where each hop's nodes begin.
    private var levels = [0]
    /// The relations that lead to each node, as bits.
    private var relations: [UInt64]
    private let words: Int

    init(from start: NodeID, in reader: some GraphReader, table: NodeTable) {
        self.table = table
        self.table.clear(limit: reader.nodeLimit)
        self.table[start] = 0
        nodes = [start]
        words = (reader.vocabulary.relations.count + 63) / 64
        relations = Array(repeating: 0, count: words)
    }

    /// The nodes of the last hop.
    var frontier: [NodeID] { Array(nodes[levels[levels.count - 1]...]) }

    /// Goes one hop on, to the neighbours of the frontier.
    mutating func widen(by adjacency: Adjacency) {
        let first = nodes.count
        for run in adjacency.runs {
            let (word, bit) = (Int(run.relation.rawValue) / 64, UInt64(1) << UInt64(run.relation.rawValue % 64))
            for node in adjacency.nodes[run.range] { note(node, word: word, bit: bit, since: first) }
        }
        levels.append(first)
    }

    /// Adds a node that is new, or a relation to one that is of this very level.
    private mutating func note(_ node: NodeID, word: Int, bit: UInt64, since first: Int) {
        if let place = table[node] {
            if Int(place) >= first { relations[Int(place) * words + word] |= bit }
            return
        }
        table[node] = UInt32(nodes.count)
        for other in 0..<words { relations.append(other == word ? bit : 0) }
        nodes.append(node)
    }

    func neighbourhood(hops: ClosedRange<Int>, limit: Int?) -> Neighbourhood {
        let reached = max(hops.lowerBound, 1)..<max(levels.count, hops.lowerBound, 1)
        let total = reached.isEmpty ? 0 : nodes.count - levels[reached.lowerBound]
        let room = min(limit ?? total, total)
        var names = RelationNames()
        var members: [Neighbourhood.Member] = []
        members.reserveCapacity(room)
        for hop in reached where members.count < room {
            let level = levels[hop]..<(hop + 1 < levels.count ? levels[hop + 1] : nodes.count)
            // A node and its place in one number, which sorts faster than places by their nodes.
            let order = level.map { UInt64(nodes[$0].rawValue) << 32 | UInt64($0) }.sorted()
            for entry in order.prefix(room - members.count) {
                let place = Int(entry & 0xFFFF_FFFF)
                let via = names.list(relations[place * words..<(place + 1) * words])
                members.append(Neighbourhood.Member(node: nodes[place], hop: hop, via: via))
            }
        }
        return Neighbourhood(members: members, left: total - room)
    }
}

/// The lists of relations that bits stand for, each made once.
private struct RelationNames {
    private var lists: [ArraySlice<UInt64>: [RelationID]] = [:]
    private var last: (bits: ArraySlice<UInt64>, list: [RelationID]) = ([], [])

    mutating func list(_ bits: ArraySlice<UInt64>) -> [RelationID] {
        if bits == last.bits { return last.list }
        let list = lists[bits] ?? Self.relations(of: bits)
        (lists[bits], last) = (list, (bits, list))
        return list
    }

    private static func relations(of bits: ArraySlice<UInt64>) -> [RelationID] {
        bits.enumerated().flatMap { word, bits in
            (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { RelationID(rawValue: UInt16(word * 64 + $0)) }
        }
    }
}
