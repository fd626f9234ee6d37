import Grammar
import Graph
import Query

extension Session {
    /// `paths NODE to NODE …`: paths between two nodes, the shortest unless said otherwise.
    func paths(_ statement: Paths, _ reading: Reading) throws -> Answer {
        let refinement = try Refinement(statement.tail, in: .paths(statement.choice), reading.binder)
        let limit = statement.counts ? Refinement.pathLimit : refinement.limit ?? 10
        var request = try self.request(statement, limit: limit, reading)
        if case .cheapest(let name) = statement.choice { _ = try reading.binder.edgeField(name) }
        try reading.bound()
        let search = try refinement.paths(wanted: limit, reading) { limit in
            request.limit = limit
            return try self.found(statement.choice, request, reading)
        }
        let (found, places) = (search.found, search.places.prefix(limit))
        if statement.counts {
            var answer = Answer(columns: [.init("count")])
            answer.subjects = [request.start, request.goal]
            answer.rows = [[.integer(search.places.count)]]
            if found.isCapped { answer.notes.append(.pathsLookedAt(found.paths.count)) }
            return answer
        }
        let hasCosts = !found.costs.isEmpty
        var answer = Answer(columns: (hasCosts ? [.init("cost")] : []) + [.init("length"), .init("path")])
        answer.subjects = [request.start, request.goal]
        let views = try reading.inPortions(places.map { found.paths[$0] }, reading.viewer.paths)
        answer.rows = zip(places, views).map { place, path in
            (hasCosts ? [.number(found.costs[place])] : []) + [.integer(found.paths[place].length), .path(path)]
        }
        if found.paths.isEmpty, !found.isCapped { answer.notes.append(.noPath(request.hops)) }
        let left = search.places.count - places.count
        if left > 0 { answer.notes.append(.more(left, ofRow: nil)) }
        if found.isCapped {
            answer.notes.append(refinement.wantsAll ? .pathsLookedAt(request.limit) : .morePaths(than: limit))
        }
        return answer
    }

    private func request(_ statement: Paths, limit: Int, _ reading: Reading) throws -> PathRequest {
        let hops = statement.hops ?? 1...4
        if hops.upperBound > Self.pathHops {
            throw SessionError(
                .badValue("hops", found: String(hops.upperBound), expected: "1 to \(Self.pathHops)"))
        }
        let ends = try [statement.from, statement.to].map { try reading.binder.node($0) }
        let avoided = try statement.avoiding.flatMap { reference in
            let nodes = try reading.binder.nodes(reference)
            guard !ends.contains(where: nodes.contains) else {
                throw SessionError(.endAvoided(reference.text), at: reference.span)
            }
            return nodes
        }
        return PathRequest(
            from: ends[0], to: ends[1], by: try reading.binder.edges(via: statement.via, way: statement.way),
            hops: hops, avoiding: Set(avoided), limit: limit)
    }

    private static let pathHops = 16

    private func found(_ choice: Paths.Choice?, _ request: PathRequest, _ reading: Reading) throws -> PathList {
        switch choice {
        case .shortest, nil: try reading.query.shortestPaths(request)
        case .all: try reading.query.allPaths(request)
        case .cheapest(let name): try reading.query.cheapestPaths(request, by: reading.binder.edgeField(name))
        }
    }
}
