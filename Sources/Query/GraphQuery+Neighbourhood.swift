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
        var walk = Widening(from: start, exchange(&workspace.set, with: NodeSet()), limit: reader.nodeLimit)
        defer { workspace.set = walk.met }
        for hop in 1...max(hops.upperBound, 1) where hop <= hops.upperBound {
            try follow(edges, from: walk.frontier, hop: hop)
            try walk.widen(by: workspace.adjacency, cancellation)
            if hop >= hops.lowerBound { walk.answer(hop: hop, limit: limit ?? .max) }
            try cancellation.check()
        }
        return Neighbourhood(members: walk.members, left: walk.left)
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
        // The frontier of the last hop is the largest: in order, so that the store's index is read forwards.
        try follow(edges, from: met.members[first...].sorted(), hop: hops.upperBound)
        return listed - nearer + met.count(workspace.adjacency.nodes)
    }
}

/// A breadth-first walk that knows, of each node of its last hop, the relations that lead there.
private struct Widening {
    private(set) var met: NodeSet
    /// The nodes of the last hop, ascending.
    private(set) var frontier: [NodeID]
    private(set) var members: [Neighbourhood.Member] = []
    private(set) var left = 0
    /// The edges of the last hop to new nodes, as numbers: the node, then the relation. They sort faster than a type of
    /// our own, and a hub's list is a sorted run already.
    private var arrivals: [UInt64] = []
    /// Where the arrivals at each node of the frontier end.
    private var ends: [Int] = []
    private var lists: [[RelationID]] = []

    /// How many arrivals are sorted between two looks at the cancellation.
    private static let portion = 1 << 18

    init(from start: NodeID, _ set: NodeSet, limit: Int) {
        met = set
        met.clear(limit: limit)
        met.insert(start)
        frontier = [start]
    }

    /// Goes one hop on, to the neighbours of the frontier.
    mutating func widen(by adjacency: Adjacency, _ cancellation: Cancellation) throws(GraphError) {
        arrivals.removeAll(keepingCapacity: true)
        for run in adjacency.runs {
            for node in adjacency.nodes[run.range] where !met.contains(node) {
                arrivals.append(UInt64(node.rawValue) << 16 | UInt64(run.relation.rawValue))
            }
        }
        // Parts that are sorted already are merged fast, and between them the work can be interrupted.
        for start in stride(from: 0, to: arrivals.count, by: Self.portion) where arrivals.count > Self.portion {
            try cancellation.check()
            arrivals[start..<min(start + Self.portion, arrivals.count)].sort()
        }
        try cancellation.check()
        arrivals.sort()
        frontier.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for (place, arrival) in arrivals.enumerated() {
            if place + 1 < arrivals.count, arrivals[place + 1] >> 16 == arrival >> 16 { continue }
            ends.append(place + 1)
            frontier.append(NodeID(rawValue: UInt32(truncatingIfNeeded: arrival >> 16)))
        }
        met.insert(frontier)
    }

    /// Adds the frontier to the members, of which there may be `limit`.
    mutating func answer(hop: Int, limit: Int) {
        let count = min(frontier.count, limit - members.count)
        left += frontier.count - count
        members.reserveCapacity(members.count + count)
        var start = 0
        for place in 0..<count {
            let via = relations(start..<ends[place])
            members.append(Neighbourhood.Member(node: frontier[place], hop: hop, via: via))
            start = ends[place]
        }
    }

    /// The relations of some arrivals; the list of a single one is made once for all nodes.
    private mutating func relations(_ range: Range<Int>) -> [RelationID] {
        let (first, last) = (arrivals[range.lowerBound] & 0xFFFF, arrivals[range.upperBound - 1] & 0xFFFF)
        if first == last {
            while lists.count <= first { lists.append([RelationID(rawValue: UInt16(lists.count))]) }
            return lists[Int(first)]
        }
        var relations: [RelationID] = []
        for arrival in arrivals[range] {
            let relation = RelationID(rawValue: UInt16(truncatingIfNeeded: arrival))
            if relations.last != relation { relations.append(relation) }
        }
        return relations
    }
}
