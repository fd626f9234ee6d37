import Arrow
import Graph

extension SparkReader {
    /// How many nodes of a frontier one statement asks about.
    private static let portion = 1 << 17

    public func neighbours(
        of frontier: [NodeID], via relations: RelationSet, direction: Direction, into adjacency: inout Adjacency
    ) throws(GraphError) {
        var rows = EdgeRows(frontier: frontier)
        if frontier.count <= EdgeCache.mostAsked {
            try fetch(frontier, relations, direction)
            for node in Set(frontier) {
                for edge in edges[node] {
                    rows.append(source: node, step: edge.step, node: edge.node, weight: edge.weight)
                }
            }
        } else {
            for start in stride(from: 0, to: frontier.count, by: Self.portion) {
                let asked = Array(frontier[start..<min(start + Self.portion, frontier.count)])
                try read(asked, relations, direction) { source, edge in
                    rows.append(source: source, step: edge.step, node: edge.node, weight: edge.weight)
                }
            }
        }
        try rows.sort(cancellation)
        rows.fill(&adjacency)
        lastEdges = rows
    }

    /// Has the edges of these nodes kept, and of some that may be asked about next.
    private func fetch(
        _ frontier: [NodeID], _ relations: RelationSet, _ direction: Direction
    ) throws(GraphError) {
        if !edges.serves(relations, direction) { edges = EdgeCache(relations, direction) }
        let missing = edges.missing(of: frontier)
        guard !missing.isEmpty else { return }
        let ahead = edges.next()
        let light = EdgeCache.light(ahead, degrees: try degrees(of: ahead))
        var found = Dictionary(uniqueKeysWithValues: Set(missing + light).map { ($0, [EdgeCache.Edge]()) })
        try read(found.keys.sorted(), relations, direction) { source, edge in found[source]?.append(edge) }
        edges.keep(found)
    }

    private func read(
        _ frontier: [NodeID], _ relations: RelationSet, _ direction: Direction,
        _ body: (_ source: NodeID, EdgeCache.Edge) -> Void
    ) throws(GraphError) {
        guard let statement = Self.statement(frontier, relations, direction, tables) else { return }
        let limit = vocabulary.relations.count
        try run(statement.text, with: statement.rows) { batch throws(RemoteError) in
            let sources = try batch.nodeIDs("source", below: nodeLimit)
            let nodes = try batch.nodeIDs("node", below: nodeLimit)
            let steps = try reading { () throws(ArrowError) in try batch.int16s("step") }
            let weights = try reading { () throws(ArrowError) in try batch.optionalFloats("weight") }
            for place in 0..<batch.rowCount {
                let step = steps[place]
                guard (step < 0 ? Int(~step) : Int(step)) < limit else {
                    throw .contradiction("an edge of a relation that has no name")
                }
                body(sources[place], .init(step: step, node: nodes[place], weight: weights[place] ?? .nan))
            }
        }
    }

    /// The statement that asks for a frontier's edges; nil where there can be none.
    static func statement(
        _ frontier: [NodeID], _ relations: RelationSet, _ direction: Direction, _ tables: SparkTables
    ) -> SparkStatement? {
        guard !frontier.isEmpty else { return nil }
        var condition = ""
        if case .only(let numbers) = relations {
            guard !numbers.isEmpty else { return nil }
            condition = " AND relation IN (\(SQLText.list(numbers.map(\.rawValue))))"
        }
        let (along, against) = (Selection("head", in: frontier), Selection("tail", in: frontier))
        let out = """
            SELECT head AS source, relation AS step, tail AS node, weight FROM \(tables[.out]) \
            WHERE \(along.condition)\(condition)
            """
        let into = """
            SELECT tail AS source, CAST(-1 - relation AS SMALLINT) AS step, head AS node, weight \
            FROM \(tables[.into]) WHERE \(against.condition)\(condition)
            """
        let text =
            switch direction {
            case .out: out
            case .in: into
            case .both: out + " UNION ALL " + into
            }
        return SparkStatement(text, with: along.rows)
    }

    public func weights(of triples: [Triple]) throws(GraphError) -> [Float?] {
        var weights = triples.map { lastEdges.weight(of: $0) }
        let missing = triples.indices.filter { weights[$0] == nil }
        if !missing.isEmpty {
            // Few are asked for beside those of a frontier: all edges of their heads by their relations.
            let asked = missing.map { triples[$0] }
            let heads = Set(asked.map(\.head)).sorted()
            _ = try neighbours(of: heads, via: .of(asked.map(\.relation)), direction: .out)
            for place in missing { weights[place] = lastEdges.weight(of: triples[place]) }
        }
        return weights.map { $0.flatMap { $0.isNaN ? nil : $0 } }
    }

    public func properties(of triples: [Triple]) throws(GraphError) -> [[Property]] {
        guard !triples.isEmpty, vocabulary.properties.contains(where: { $0.edges > 0 }) else {
            return Array(repeating: [], count: triples.count)
        }
        var found: [Triple: [Property]] = [:]
        let heads = Set(triples.map(\.head)).sorted()
        let wanted = Set(triples)
        for start in stride(from: 0, to: heads.count, by: Self.portion) {
            let selection = Selection("head", in: Array(heads[start..<min(start + Self.portion, heads.count)]))
            let relations = SQLText.list(Set(triples.map(\.relation.rawValue)).sorted())
            let text = """
                SELECT head, relation, tail, \(PropertyColumns.selected) FROM \(tables[.out]) \
                WHERE \(selection.condition) AND relation IN (\(relations)) AND kinds IS NOT NULL
                """
            try run(text, with: selection.rows) { batch throws(RemoteError) in
                let edges = try batch.triples(below: nodeLimit)
                let properties = try PropertyColumns(batch)
                for (place, edge) in edges.enumerated() where wanted.contains(edge) {
                    found[edge] = try properties[place]
                }
            }
        }
        return triples.map { found[$0] ?? [] }
    }

    public func heads(of relation: RelationID) throws(GraphError) -> [NodeID] {
        try numbers("SELECT DISTINCT head AS id FROM \(tables[.out]) WHERE relation = \(relation.rawValue)").sorted()
    }

    public func tails(of relation: RelationID) throws(GraphError) -> [NodeID] {
        try numbers("SELECT DISTINCT tail AS id FROM \(tables[.into]) WHERE relation = \(relation.rawValue)").sorted()
    }
}

extension RecordBatch {
    /// The edges that the columns `head`, `relation` and `tail` say.
    func triples(below limit: Int) throws(RemoteError) -> [Triple] {
        let (heads, tails) = (try nodeIDs("head", below: limit), try nodeIDs("tail", below: limit))
        let relations = try reading { () throws(ArrowError) in try int16s("relation") }
        guard relations.allSatisfy({ $0 >= 0 }) else { throw .contradiction("a relation's number below zero") }
        return heads.indices.map { Triple(heads[$0], RelationID(rawValue: UInt16(relations[$0])), tails[$0]) }
    }
}
