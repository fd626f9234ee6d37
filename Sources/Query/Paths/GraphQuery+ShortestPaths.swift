import Graph

extension GraphQuery {
    /// The paths of the least length in the request's range at which there is one without a repeated node.
    ///
    /// A node reaches itself in no step. Two searches meet in the middle, the one with the smaller frontier first;
    /// only paths longer than the shortest are looked for as `allPaths` does.
    public func shortestPaths(_ request: PathRequest) throws(GraphError) -> PathList {
        guard request.start != request.goal else { return PathList([Path(at: request.start)], limit: 1) }
        workspace.makeSets(3)
        var sets = exchange(&workspace.sets, with: [])
        let (limit, edges) = (reader.nodeLimit, request.edges)
        var ahead = Side(from: request.start, avoiding: request.avoiding, by: edges, sets[0], limit: limit)
        var behind = Side(from: request.goal, avoiding: request.avoiding, by: edges.reversed, sets[1], limit: limit)
        sets[2].clear(limit: limit)
        defer {
            workspace.spare += ahead.readings + behind.readings
            workspace.sets = [ahead.met, behind.met] + sets[2...]
        }
        guard let meeting = try meet(&ahead, &behind, hops: request.hops.upperBound) else {
            return PathList([], limit: 0)
        }
        guard ahead.depth + behind.depth >= request.hops.lowerBound else {
            return try simplePaths(request, leastOnly: true)
        }
        var onward: [NodeID: [Path.Hop]] = [:]
        ahead.eachEdge(to: meeting, marks: &sets[2]) { onward[$0, default: []].append($1) }
        behind.eachEdge(to: meeting, marks: &sets[2]) { onward[$1.node, default: []].append($1.back(to: $0)) }
        var search = Lengthening(limit: request.limit, cancellation)
        try search.find(from: request.start, length: ahead.depth + behind.depth) { node, _ in
            onward[node]?.sorted() ?? []
        }
        return search.list
    }

    /// Lets both sides go on until they meet, at most `hops` steps together; answers the nodes where they do.
    private func meet(_ ahead: inout Side, _ behind: inout Side, hops: Int) throws(GraphError) -> [NodeID]? {
        while ahead.depth + behind.depth < hops, !ahead.frontier.isEmpty, !behind.frontier.isEmpty {
            let meeting: [NodeID]
            if ahead.frontier.count <= behind.frontier.count {
                try ahead.advance(self)
                meeting = ahead.frontier.filter(behind.met.contains)
            } else {
                try behind.advance(self)
                meeting = behind.frontier.filter(ahead.met.contains)
            }
            if !meeting.isEmpty { return meeting }
        }
        return nil
    }

    /// For each source, its shortest paths to `goal`; sources further than `hops` have none.
    ///
    /// One search back from `goal`; at most `limit` paths a source.
    public func shortestPaths(
        fromEach sources: [NodeID], to goal: NodeID, by edges: EdgeChoice = EdgeChoice(), hops: Int = 4,
        limit: Int = 1
    ) throws(GraphError) -> [PathList] {
        var distances = exchange(&workspace.near, with: NodeTable())
        defer { workspace.near = distances }
        distances.clear(limit: reader.nodeLimit)
        distances[goal] = 0
        var (frontier, depth) = ([goal], 0)
        while depth < hops, !frontier.isEmpty, sources.contains(where: { distances[$0] == nil }) {
            depth += 1
            try follow(edges.reversed, from: frontier, hop: depth)
            frontier.removeAll(keepingCapacity: true)
            distances.add(workspace.adjacency.nodes, UInt32(depth), listing: &frontier)
        }
        var lists: [PathList] = []
        for source in sources {
            var search = Lengthening(limit: limit, cancellation)
            if let distance = distances[source] {
                try search.find(from: source, length: Int(distance)) { node, left throws(GraphError) in
                    try self.hops(from: node, by: edges, at: Int(distance) - left + 1) {
                        distances[$0] == UInt32(left - 1)
                    }
                }
            }
            lists.append(search.list)
        }
        return lists
    }
}
