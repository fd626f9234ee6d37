import Graph

extension GraphQuery {
    /// The paths without a repeated node, by length, then node numbers, then relations; a node reaches itself in no
    /// step.
    ///
    /// Length after length, so that a limit stops it early; a node is entered only where a walk of just as many steps
    /// as are left leads from it to the goal. At most 32 hops.
    public func allPaths(_ request: PathRequest) throws(GraphError) -> PathList {
        guard request.start != request.goal else { return PathList([Path(at: request.start)], limit: 1) }
        return try simplePaths(request, leastOnly: false)
    }

    /// The simple paths of all lengths, or of the least at which there is one.
    func simplePaths(_ request: PathRequest, leastOnly: Bool) throws(GraphError) -> PathList {
        var lengths = WalkLengths(to: request, exchange(&workspace.near, with: NodeTable()), reader)
        defer { workspace.near = lengths.table }
        var search = Lengthening(limit: request.limit, cancellation)
        for length in 1...max(min(request.hops.upperBound, WalkLengths.limit), 1) where request.hops.contains(length) {
            try lengths.measure(below: length, self)
            try search.find(from: request.start, length: length) { node, left throws(GraphError) in
                try hops(from: node, by: request.edges, at: length - left + 1) {
                    lengths.has(length: left - 1, from: $0)
                }
            }
            if search.isFull || leastOnly && !search.found.isEmpty { break }
        }
        return search.list
    }
}

/// How long the walks to a goal are, from each node around it: a bit for each length.
private struct WalkLengths {
    private(set) var table: NodeTable
    private let request: PathRequest
    private var frontier: [NodeID]
    /// The length of the walks last measured.
    private var length = 0

    /// One more than the greatest length that has a bit.
    static let limit = 32

    init(to request: PathRequest, _ table: NodeTable, _ reader: some GraphReader) {
        self.table = table
        self.request = request
        self.table.clear(limit: reader.nodeLimit)
        // Without a bit, and no bit is added: these nodes are neither entered nor walked from.
        for node in request.avoiding.union([request.start]) { self.table[node] = 0 }
        self.table[request.goal] = 1
        frontier = [request.goal]
    }

    /// Whether a walk of `length` steps leads from `node` to the goal.
    func has(length: Int, from node: NodeID) -> Bool { (table[node] ?? 0) >> UInt32(length) & 1 == 1 }

    /// Measures all walks shorter than `limit`.
    mutating func measure(below limit: Int, _ query: GraphQuery<some GraphReader>) throws(GraphError) {
        while length + 1 < limit {
            length += 1
            try query.follow(request.edges.reversed, from: frontier, hop: length)
            frontier.removeAll(keepingCapacity: true)
            for node in query.workspace.adjacency.nodes where node != request.goal { enter(node) }
        }
    }

    private mutating func enter(_ node: NodeID) {
        let bits = table[node]
        guard bits != 0, (bits ?? 0) >> UInt32(length) & 1 == 0 else { return }
        table[node] = (bits ?? 0) | 1 << UInt32(length)
        frontier.append(node)
    }
}
