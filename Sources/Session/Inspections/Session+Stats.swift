import Graph

extension Session {
    /// `stats`: how much there is, and how degrees and weights are spread.
    func stats(_ reading: Reading) throws -> Answer {
        var answer = Answer(columns: [
            .init("kind"), .init("name"), .init("count"), .init("spread", for: .table), .init("spread", for: .json),
            .init("least", for: .csv), .init("median", for: .csv), .init("most", for: .csv),
        ])
        let vocabulary = reading.vocabulary
        let types = try zip(vocabulary.typeIDs, vocabulary.types).map { id, type in
            (type.name, type.count, try spread { try Spread(degreesOf: id, in: reading.reader) })
        }
        let relations = try zip(vocabulary.relationIDs, vocabulary.relations).map { id, relation in
            (relation.name, relation.count, try spread { try Spread(weightsOf: id, in: reading.reader) })
        }
        answer.rows = types.map { Self.row("nodes", $0, $1, $2) } + relations.map { Self.row("edges", $0, $1, $2) }
        for property in vocabulary.properties {
            for (kind, count) in [("properties of nodes", property.nodes), ("properties of edges", property.edges)]
            where count > 0 { answer.rows.append(Self.row(kind, property.name, count, nil)) }
        }
        if answer.rows.isEmpty { answer.notes.append(.emptyGraph) }
        if (types + relations).contains(where: { $0.2?.isSampled == true }) { answer.notes.append(.spreadsSampled) }
        return answer
    }

    /// A spread, unless the work is interrupted.
    private func spread(_ body: () throws -> Spread?) throws -> Spread? {
        try cancellation.check()
        return try body()
    }

    private static func row(_ kind: String, _ name: String, _ count: Int, _ spread: Spread?) -> [Cell] {
        let histogram = spread?.histogram
        return [
            .text(kind), .text(name), .integer(count), .text(spread?.text ?? ""),
            spread.map { $0.histogram.cell(of: $0.measure) } ?? .null,
        ] + [histogram?.least, histogram?.median, histogram?.most].map { $0.map(Cell.integer) ?? .null }
    }
}
