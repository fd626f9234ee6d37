import Graph

extension GraphQuery {
    /// All shortest paths between two nodes, by node numbers, at most `limit`; none where they are further than `hops`.
    ///
    /// Two searches meet in the middle, the one with the smaller frontier first.
    public func shortestPaths(
        from start: NodeID, to goal: NodeID, by edges: EdgeChoice = EdgeChoice(), hops: Int = 4, limit: Int = 10
    ) throws(GraphError) -> PathList {
        guard start != goal else { return PathList(paths: [Path(at: start)], isCapped: false) }
        var ahead = Search(from: start, table: exchange(&workspace.near, with: NodeTable()), limit: reader.nodeLimit)
        var behind = Search(from: goal, table: exchange(&workspace.far, with: NodeTable()), limit: reader.nodeLimit)
        defer { (workspace.near, workspace.far) = (ahead.table, behind.table) }
        while ahead.depth + behind.depth < hops, !ahead.frontier.isEmpty, !behind.frontier.isEmpty {
            try cancellation.check()
            if ahead.frontier.count <= behind.frontier.count {
                try ahead.advance(by: edges, in: reader, adjacency: &workspace.adjacency)
            } else {
                try behind.advance(by: edges.reversed, in: reader, adjacency: &workspace.adjacency)
            }
            let meeting = ahead.meeting(behind)
            guard meeting.isEmpty else {
                try measure(back: meeting, ahead, into: &behind, by: edges)
                return try paths(from: start, by: edges, distances: behind.table, limit: limit)
            }
        }
        return PathList(paths: [], isCapped: false)
    }

    /// For each source, its shortest paths to `goal`; sources further than `hops` have none.
    ///
    /// One search back from `goal`; at most `limit` paths a source.
    public func shortestPaths(
        fromEach sources: [NodeID], to goal: NodeID, by edges: EdgeChoice = EdgeChoice(), hops: Int = 4,
        limit: Int = 1
    ) throws(GraphError) -> [PathList] {
        var behind = Search(from: goal, table: exchange(&workspace.far, with: NodeTable()), limit: reader.nodeLimit)
        defer { workspace.far = behind.table }
        while behind.depth < hops, !behind.frontier.isEmpty, sources.contains(where: { behind.table[$0] == nil }) {
            try cancellation.check()
            try behind.advance(by: edges.reversed, in: reader, adjacency: &workspace.adjacency)
        }
        var lists: [PathList] = []
        for source in sources {
            lists.append(try paths(from: source, by: edges, distances: behind.table, limit: limit))
        }
        return lists
    }

    /// Writes the distances to the goal of all nodes on a shortest path, from where the searches met back to the start.
    private func measure(
        back meeting: [NodeID], _ ahead: Search, into behind: inout Search, by edges: EdgeChoice
    ) throws(GraphError) {
        var front = meeting
        for step in 0..<ahead.depth {
            let distance = UInt32(behind.depth + step + 1)
            try reader.neighbours(
                of: front, via: edges.relations, direction: edges.reversed.direction, into: &workspace.adjacency)
            front = []
            for node in workspace.adjacency.nodes where ahead.table[node] == UInt32(ahead.depth - step - 1) {
                guard behind.table[node] == nil else { continue }
                behind.table[node] = distance
                front.append(node)
            }
        }
    }

    /// The paths down `distances` from `start`, in order of node numbers, one more than `limit` looked for.
    private func paths(
        from start: NodeID, by edges: EdgeChoice, distances: NodeTable, limit: Int
    ) throws(GraphError) -> PathList {
        guard distances[start] != nil else { return PathList(paths: [], isCapped: false) }
        var found: [Path] = []
        var known: [NodeID: [Path.Hop]] = [:]
        var stack = [Path(at: start)]
        while let path = stack.popLast(), found.count <= limit {
            guard let distance = distances[path.end], distance > 0 else {
                found.append(path)
                continue
            }
            try cancellation.check()
            if known[path.end] == nil {
                known[path.end] = try hops(from: path.end, by: edges) { distances[$0] == distance - 1 }
            }
            stack += (known[path.end] ?? []).reversed().map { path.appending($0.step, to: $0.node) }
        }
        return PathList(paths: Array(found.prefix(limit)), isCapped: found.count > limit)
    }
}

/// One side of a breadth-first search: the distance of each node that it has met.
private struct Search {
    var table: NodeTable
    private(set) var frontier: [NodeID]
    private(set) var depth = 0

    init(from start: NodeID, table: NodeTable, limit: Int) {
        self.table = table
        self.table.clear(limit: limit)
        self.table[start] = 0
        frontier = [start]
    }

    mutating func advance(
        by edges: EdgeChoice, in reader: some GraphReader, adjacency: inout Adjacency
    ) throws(GraphError) {
        try reader.neighbours(of: frontier, via: edges.relations, direction: edges.direction, into: &adjacency)
        depth += 1
        frontier.removeAll(keepingCapacity: true)
        for node in adjacency.nodes where table[node] == nil {
            table[node] = UInt32(depth)
            frontier.append(node)
        }
    }

    /// The nodes of either frontier that both sides have met.
    func meeting(_ other: Search) -> [NodeID] {
        frontier.filter { other.table[$0] == UInt32(other.depth) }
    }
}
