import Grammar
import Graph
import Query

extension Session {
    /// `paths NODE to NODE …`: paths between two nodes, the shortest unless said otherwise.
    func paths(_ statement: Paths, _ reading: Reading) throws -> Answer {
        let refinement = try Refinement(statement.tail, in: .paths(statement.choice), reading.binder)
        let limit = refinement.limit ?? 10
        // What is filtered or put in order is looked for up to a cap, then cut.
        let request = try self.request(statement, limit: refinement.wantsAll ? max(limit, 1_000) : limit, reading)
        let found = try self.found(statement.choice, request, reading)
        let rows = Rows(paths: found.paths, costs: found.costs)
        let chosen = try refinement.places(in: rows, reading)
        let places = chosen.kept.prefix(limit)
        var answer = Answer(columns: [.init("length"), .init("path")], listing: nil)
        answer.rows = try places.map {
            [.integer(found.paths[$0].length), .path(try reading.viewer.path(found.paths[$0]))]
        }
        if !found.costs.isEmpty {
            answer.columns.insert(.init("cost"), at: 0)
            for (row, place) in places.enumerated() { answer.rows[row].insert(.number(found.costs[place]), at: 0) }
        }
        if found.paths.isEmpty, !found.isCapped { answer.notes.append(.noPath(request.hops)) }
        let left = chosen.left + chosen.kept.count - places.count
        if left > 0 { answer.notes.append(.more(left, ofRow: nil)) }
        if found.isCapped { answer.notes.append(.morePaths(than: request.limit)) }
        return answer
    }

    private func request(_ statement: Paths, limit: Int, _ reading: Reading) throws -> PathRequest {
        let hops = statement.hops ?? 1...4
        if hops.upperBound > Self.pathHops {
            throw SessionError(
                .badValue("hops", found: String(hops.upperBound), expected: "1 to \(Self.pathHops)"))
        }
        return PathRequest(
            from: try reading.binder.node(statement.from), to: try reading.binder.node(statement.to),
            by: try reading.binder.edges(via: statement.via, way: statement.way), hops: hops,
            avoiding: Set(try statement.avoiding.flatMap { try reading.binder.nodes($0) }), limit: limit)
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
