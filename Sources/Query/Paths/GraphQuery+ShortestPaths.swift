import Graph

extension GraphQuery {
    /// The paths of the least length in the request's range at which there is one without a repeated node.
    ///
    /// A node reaches itself in no step. Two searches meet in the middle, the one with the smaller frontier first;
    /// only paths longer than the shortest are looked for as `allPaths` does.
    public func shortestPaths(_ request: PathRequest) throws(GraphError) -> PathList {
        guard request.start != request.goal else { return PathList([Path(at: request.start)], limit: 1) }
        var ahead = Search(from: request.start, exchange(&workspace.near, with: NodeTable()), reader, request)
        var behind = Search(from: request.goal, exchange(&workspace.far, with: NodeTable()), reader, request)
        let isMet: Bool
        do {
            defer { (workspace.near, workspace.far) = (ahead.table, behind.table) }
            isMet = try meet(&ahead, &behind, request)
            if isMet, ahead.depth + behind.depth >= request.hops.lowerBound {
                return try descend(from: request.start, by: request.edges, behind.table, limit: request.limit)
            }
        }
        guard isMet else { return PathList([], limit: 0) }
        return try simplePaths(request, leastOnly: true)
    }

    /// For each source, its shortest paths to `goal`; sources further than `hops` have none.
    ///
    /// One search back from `goal`; at most `limit` paths a source.
    public func shortestPaths(
        fromEach sources: [NodeID], to goal: NodeID, by edges: EdgeChoice = EdgeChoice(), hops: Int = 4,
        limit: Int = 1
    ) throws(GraphError) -> [PathList] {
        let request = PathRequest(from: goal, to: goal, by: edges)
        var behind = Search(from: goal, exchange(&workspace.far, with: NodeTable()), reader, request)
        defer { workspace.far = behind.table }
        while behind.depth < hops, !behind.frontier.isEmpty, sources.contains(where: { behind.table[$0] == nil }) {
            try behind.advance(self, by: edges.reversed)
        }
        var lists: [PathList] = []
        for source in sources {
            lists.append(try descend(from: source, by: edges, behind.table, limit: limit))
        }
        return lists
    }

    /// Widens both searches until they meet; then `behind` has the distance of every node on a shortest path.
    private func meet(
        _ ahead: inout Search, _ behind: inout Search, _ request: PathRequest
    ) throws(GraphError) -> Bool {
        while ahead.depth + behind.depth < request.hops.upperBound {
            if ahead.frontier.isEmpty || behind.frontier.isEmpty { return false }
            let meeting: [NodeID]
            if ahead.frontier.count <= behind.frontier.count {
                try ahead.advance(self, by: request.edges)
                meeting = ahead.meeting(behind)
            } else {
                try behind.advance(self, by: request.edges.reversed)
                meeting = behind.meeting(ahead)
            }
            if meeting.isEmpty { continue }
            try measure(back: meeting, ahead, into: &behind, by: request.edges)
            return true
        }
        return false
    }

    /// Writes the distances to the goal of all nodes on a shortest path, from where the searches met back to the start.
    private func measure(
        back meeting: [NodeID], _ ahead: Search, into behind: inout Search, by edges: EdgeChoice
    ) throws(GraphError) {
        var front = meeting
        for step in 0..<ahead.depth {
            let distance = UInt32(behind.depth + step + 1)
            try follow(edges.reversed, from: front, hop: behind.depth + step + 1)
            front = []
            for node in workspace.adjacency.nodes where ahead.table[node] == UInt32(ahead.depth - step - 1) {
                guard behind.table[node] == nil else { continue }
                behind.table[node] = distance
                front.append(node)
            }
        }
    }

    /// The paths down `distances` from `start`.
    private func descend(
        from start: NodeID, by edges: EdgeChoice, _ distances: NodeTable, limit: Int
    ) throws(GraphError) -> PathList {
        guard let distance = distances[start] else { return PathList([], limit: limit) }
        var search = Lengthening(self, by: edges, limit: limit)
        try search.find(from: start, length: Int(distance)) { distances[$0] == UInt32($1) }
        return PathList(search.found, limit: limit)
    }
}

/// One side of a breadth-first search: the distance of each node that it has met.
private struct Search {
    private(set) var frontier: [NodeID]
    private(set) var depth = 0
    var table: NodeTable

    init(from start: NodeID, _ table: NodeTable, _ reader: some GraphReader, _ request: PathRequest) {
        self.table = table
        self.table.clear(limit: reader.nodeLimit)
        for node in request.avoiding { self.table[node] = .max }
        self.table[start] = 0
        frontier = [start]
    }

    mutating func advance(_ query: GraphQuery<some GraphReader>, by edges: EdgeChoice) throws(GraphError) {
        depth += 1
        try query.follow(edges, from: frontier, hop: depth)
        frontier.removeAll(keepingCapacity: true)
        table.add(query.workspace.adjacency.nodes, UInt32(depth), listing: &frontier)
    }

    /// The nodes just met that the other side has met as well.
    func meeting(_ other: Search) -> [NodeID] {
        frontier.filter { other.table[$0] == UInt32(other.depth) }
    }
}
