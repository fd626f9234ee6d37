import Grammar
import Graph
import Query

extension Session {
    /// `neighbours NODE …`: the distinct nodes around each node of that name.
    func neighbours(_ statement: Neighbours, _ reading: Reading) throws -> Answer {
        try refuse(statement.tail)
        let edges = try reading.binder.edges(via: statement.via, way: statement.way)
        let hops = statement.hops ?? 1...1
        try refuse(hops: hops)
        var groups = try Groups(["hop", "node", "type", "via", "degree"], of: statement.node, reading)
        for start in groups.starts {
            let found = try reading.query.neighbourhood(of: start, hops: hops, by: edges, limit: statement.tail.limit)
            let nodes = found.members.map(\.node)
            let degrees = try reading.reader.degrees(of: nodes)
            let views = try reading.viewer.nodes(nodes)
            let rows = found.members.indices.map { place -> [Cell] in
                let via = found.members[place].via.map { Cell.text(reading.viewer.relation($0)) }
                return [
                    .integer(found.members[place].hop), .node(views[place]), .text(views[place].type), .list(via),
                    .integer(degrees[place]),
                ]
            }
            groups.append(rows, nodes: nodes, of: start)
            groups.note(left: found.left, of: start)
        }
        return groups.answer
    }

    /// `traverse NODE path …`: the nodes, trails or number of nodes that the walk reaches.
    func traverse(_ statement: Traverse, _ reading: Reading) throws -> Answer {
        try refuse(statement.tail)
        let pattern = try reading.binder.pattern(statement.path)
        switch statement.answer ?? .nodes {
        case .nodes: return try reached(statement, pattern, reading)
        case .count:
            var groups = try Groups(["count"], of: statement.node, reading)
            for start in groups.starts {
                let count = try reading.query.traverse(from: start, by: pattern).members.count
                groups.append([[.integer(count)]], nodes: nil, of: start)
            }
            return groups.answer
        case .paths: return try trails(statement, pattern, reading)
        }
    }

    private func reached(_ statement: Traverse, _ pattern: PathPattern, _ reading: Reading) throws -> Answer {
        var groups = try Groups(["hop", "node", "type", "degree"], of: statement.node, reading)
        for start in groups.starts {
            let all = try reading.query.traverse(from: start, by: pattern).members
            let members = statement.tail.limit.map { all.prefix($0) } ?? all[...]
            let nodes = members.map(\.node)
            let degrees = try reading.reader.degrees(of: nodes)
            let views = try reading.viewer.nodes(nodes)
            let rows = zip(members, zip(views, degrees)).map { member, view -> [Cell] in
                [.integer(member.hop), .node(view.0), .text(view.0.type), .integer(view.1)]
            }
            groups.append(rows, nodes: nodes, of: start)
            groups.note(left: all.count - members.count, of: start)
        }
        return groups.answer
    }

    private func trails(_ statement: Traverse, _ pattern: PathPattern, _ reading: Reading) throws -> Answer {
        var groups = try Groups(["length", "path"], of: statement.node, reading)
        for start in groups.starts {
            let limit = statement.tail.limit ?? 1_000
            let found = try reading.query.trails(from: start, by: pattern, limit: limit, hops: 6)
            let rows = try found.paths.map { [Cell.integer($0.length), .path(try reading.viewer.path($0))] }
            groups.append(rows, nodes: found.paths.map(\.end), of: start)
            if found.isCapped { groups.answer.notes.append(.trailsCapped(limit: limit, hops: 6)) }
        }
        return groups.answer
    }

    /// `paths NODE to NODE …`: the shortest paths between two nodes.
    func paths(_ statement: Paths, _ reading: Reading) throws -> Answer {
        try refuse(statement.tail)
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
            PathRequest(from: start, to: goal, by: edges, hops: hops, limit: limit))
        var answer = Answer(columns: [.init("length"), .init("path")])
        answer.rows = try found.paths.map { [.integer($0.length), .path(try reading.viewer.path($0))] }
        if found.paths.isEmpty, !found.isCapped { answer.notes.append(.noPath(hops: hops.upperBound)) }
        if found.isCapped { answer.notes.append(.morePaths(than: limit)) }
        return answer
    }

    /// What of the clauses at the end is still to come.
    private func refuse(_ tail: Tail) throws {
        if tail.condition != nil { throw SessionError(.notYet("`where`")) }
        if let order = tail.order { throw SessionError(.notYet("`order by`"), at: order.value.span) }
    }

    private func refuse(hops: Hops) throws {
        if hops.upperBound > 16 {
            throw SessionError(.badValue("hops", found: String(hops.upperBound), expected: "1 to 16"))
        }
    }
}
