import Grammar
import Graph
import Query

extension Session {
    /// `traverse NODE path …`: the nodes, trails or number of nodes that the walk reaches.
    func traverse(_ statement: Traverse, _ reading: Reading) throws -> Answer {
        let pattern = try reading.binder.pattern(statement.path)
        switch statement.answer ?? .nodes {
        case .nodes: return try reached(statement, pattern, reading)
        case .count: return try counted(statement, pattern, reading)
        case .paths: return try trails(statement, pattern, reading)
        }
    }

    private func reached(_ statement: Traverse, _ pattern: PathPattern, _ reading: Reading) throws -> Answer {
        let refinement = try Refinement(statement.tail, in: .reached, reading.binder)
        var groups = try Groups(["hop", "node", "type", "degree"], of: statement.node, reading)
        for start in groups.starts {
            let all = try reading.query.traverse(from: start, by: pattern).members
            let places = try refinement.places(of: all.count, in: Rows(reached: all), reading)
            let members = places.kept.map { all[$0] }
            let rows = try reading.inPortions(members) { try cells(of: $0, reading) }
            groups.append(rows, nodes: members.map(\.node), of: start)
            groups.note(left: places.left, of: start)
        }
        return groups.answer
    }

    private func cells(of members: [Reached.Member], _ reading: Reading) throws -> [[Cell]] {
        let nodes = members.map(\.node)
        let degrees = try reading.reader.degrees(of: nodes)
        let views = try reading.viewer.nodes(nodes)
        return zip(members, zip(views, degrees)).map { member, view in
            [.integer(member.hop), .node(view.0), .text(view.0.type), .integer(view.1)]
        }
    }

    private func counted(_ statement: Traverse, _ pattern: PathPattern, _ reading: Reading) throws -> Answer {
        let refinement = try Refinement(statement.tail, in: .reached, reading.binder)
        var groups = try Groups(["count"], of: statement.node, reading)
        for start in groups.starts {
            let all = try reading.query.traverse(from: start, by: pattern).members
            let count = try refinement.places(of: all.count, in: Rows(reached: all), reading).kept.count
            groups.append([[.integer(count)]], nodes: nil, of: start)
        }
        return groups.answer
    }

    private func trails(_ statement: Traverse, _ pattern: PathPattern, _ reading: Reading) throws -> Answer {
        let refinement = try Refinement(statement.tail, in: .paths(nil), reading.binder)
        var groups = try Groups(["length", "path"], of: statement.node, reading)
        for start in groups.starts {
            let wanted = refinement.limit ?? Self.trailLimit
            let search = try refinement.paths(wanted: wanted, reading) { limit in
                try reading.query.trails(from: start, by: pattern, limit: limit, hops: Self.trailHops)
            }
            let paths = search.places.prefix(wanted).map { search.found.paths[$0] }
            let views = try reading.inPortions(paths, reading.viewer.paths)
            let rows = zip(paths, views).map { [Cell.integer($0.length), .path($1)] }
            groups.append(rows, nodes: paths.map(\.end), of: start)
            groups.note(left: search.places.count - paths.count, of: start)
            if search.found.isCapped {
                groups.answer.notes.append(
                    refinement.wantsAll
                        ? .pathsLookedAt(search.found.paths.count) : .trailsCapped(limit: wanted, hops: Self.trailHops))
            }
        }
        return groups.answer
    }

    private static let trailLimit = 1_000
    private static let trailHops = 6
}

extension Scope {
    /// What `where` and `order by` of `traverse` speak about.
    static let reached = Scope(
        columns: [Column(name: "node", kind: .node), Column(name: "hop", kind: .value)], subjects: [0])
    /// What those of paths speak about: a path, the node where it ends, and what it costs where that was asked for.
    static func paths(_ choice: Paths.Choice?) -> Scope {
        let columns = [Column(name: "path", kind: .path), Column(name: "node", kind: .node)]
        guard case .cheapest = choice else { return Scope(columns: columns, subjects: [0, 1]) }
        return Scope(columns: columns + [Column(name: "cost", kind: .value)], subjects: [0, 1])
    }
}

extension Rows {
    fileprivate init(reached members: [Reached.Member]) {
        self.init([members.map { .node($0.node) }, members.map { .integer(Int64($0.hop)) }])
    }

    /// Paths as rows of `Scope.paths`.
    init(paths: [Path], costs: [Double] = []) {
        self.init([
            paths.map(Datum.path), paths.map { .node($0.end) },
            paths.indices.map { costs.indices.contains($0) ? .number(costs[$0]) : .null },
        ])
    }
}
