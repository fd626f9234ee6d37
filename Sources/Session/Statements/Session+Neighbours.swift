import Grammar
import Graph
import Query

extension Session {
    /// `neighbours NODE …`: the distinct nodes around each node of that name.
    func neighbours(_ statement: Neighbours, _ reading: Reading) throws -> Answer {
        let edges = try reading.binder.edges(via: statement.via, way: statement.way)
        let hops = statement.hops ?? 1...1
        if hops.upperBound > 16 {
            throw SessionError(.badValue("hops", found: String(hops.upperBound), expected: "1 to 16"))
        }
        let refinement = try Refinement(statement.tail, in: .neighbours(hops), reading.binder)
        if statement.counts { return try counted(statement, hops, edges, refinement, reading) }
        var groups = try Groups(["hop", "node", "type", "via", "degree"], of: statement.node, reading)
        for start in groups.starts {
            let found = try reading.query.neighbourhood(
                of: start, hops: hops, by: edges, limit: refinement.wantsAll ? nil : refinement.limit)
            var (members, left) = (found.members, found.left)
            if refinement.wantsAll {
                let places = try refinement.places(
                    of: members.count, in: rows(of: members, around: start, hops, edges, reading), reading)
                (members, left) = (places.kept.map { members[$0] }, places.left)
            }
            groups.append(try cells(of: members, reading), nodes: members.map(\.node), of: start)
            groups.note(left: left, of: start)
        }
        return groups.answer
    }

    /// `… return count`: their number, of which nothing but that is kept where no condition is asked.
    private func counted(
        _ statement: Neighbours, _ hops: Hops, _ edges: EdgeChoice, _ refinement: Refinement, _ reading: Reading
    ) throws -> Answer {
        var groups = try Groups(["count"], of: statement.node, reading)
        for start in groups.starts {
            let count: Int
            if refinement.wantsAll {
                let members = try reading.query.neighbourhood(of: start, hops: hops, by: edges).members
                let rows = try rows(of: members, around: start, hops, edges, reading)
                count = try refinement.places(of: members.count, in: rows, reading).kept.count
            } else {
                count = try reading.query.neighbourCount(of: start, hops: hops, by: edges)
            }
            groups.append([[.integer(count)]], nodes: nil, of: start)
        }
        return groups.answer
    }

    private func cells(of members: [Neighbourhood.Member], _ reading: Reading) throws -> [[Cell]] {
        try reading.inPortions(members) { members in
            let nodes = members.map(\.node)
            let degrees = try reading.reader.degrees(of: nodes)
            let views = try reading.viewer.nodes(nodes)
            return members.indices.map { place in
                let via = members[place].via.map { Cell.text(reading.viewer.relation($0)) }
                return [
                    .integer(members[place].hop), .node(views[place]), .text(views[place].type), .list(via),
                    .integer(degrees[place]),
                ]
            }
        }
    }

    /// The members as rows of `Scope.neighbours`.
    private func rows(
        of members: [Neighbourhood.Member], around start: NodeID, _ hops: Hops, _ edges: EdgeChoice, _ reading: Reading
    ) throws -> Rows {
        var columns = [
            members.map { Datum.node($0.node) }, members.map { .integer(Int64($0.hop)) },
            members.map { member in Datum(values: member.via.map { .text(reading.viewer.relation($0)) }) },
        ]
        guard hops == 1...1 else { return Rows(columns) }
        let adjacency = try reading.reader.neighbours(of: [start], via: edges.relations, direction: edges.direction)
        var triples: [NodeID: [Datum]] = [:]
        for run in adjacency.runs {
            for node in adjacency.nodes[run.range] {
                let triple =
                    run.isInverse ? Triple(node, run.relation, start) : Triple(start, run.relation, node)
                triples[node, default: []].append(.edge(triple))
            }
        }
        columns.append(members.map { Datum(values: triples[$0.node] ?? []) })
        return Rows(columns)
    }
}

extension Scope {
    /// What `where` and `order by` of `neighbours` speak about; of a single hop also its edges.
    static func neighbours(_ hops: Hops) -> Scope {
        let columns = [
            Column(name: "node", kind: .node), Column(name: "hop", kind: .value), Column(name: "via", kind: .value),
        ]
        guard hops == 1...1 else { return Scope(columns: columns, subjects: [0]) }
        return Scope(columns: columns + [Column(name: "edge", kind: .edge)], subjects: [0, 3])
    }
}
