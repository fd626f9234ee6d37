import Grammar
import Graph
import Query

extension Session {
    /// `paths NODE to NODE …`: the shortest paths between two nodes.
    func paths(_ statement: Paths, _ reading: Reading) throws -> Answer {
        switch statement.choice {
        case .all: throw SessionError(.notYet("`paths … all`"))
        case .cheapest(let word): throw SessionError(.notYet("`paths … cheapest by`"), at: word.span)
        case .shortest, nil: break
        }
        if let first = statement.avoiding.first { throw SessionError(.notYet("`avoiding`"), at: first.span) }
        let hops = statement.hops ?? 1...4
        if hops.lowerBound > 1 { throw SessionError(.notYet("a least number of hops for paths")) }
        let (start, goal) = (try reading.binder.node(statement.from), try reading.binder.node(statement.to))
        let edges = try reading.binder.edges(via: statement.via, way: statement.way)
        let limit = statement.tail.limit ?? 10
        let found = try reading.query.shortestPaths(
            from: start, to: goal, by: edges, hops: hops.upperBound, limit: limit)
        var answer = Answer(columns: [.init("length"), .init("path")])
        answer.rows = try found.paths.map { [.integer($0.length), .path(try reading.viewer.path($0))] }
        if found.paths.isEmpty, !found.isCapped { answer.notes.append(.noPath(hops: hops.upperBound)) }
        if found.isCapped { answer.notes.append(.morePaths(than: limit)) }
        return answer
    }
}
