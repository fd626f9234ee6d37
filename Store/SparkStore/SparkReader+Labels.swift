import Arrow
import Graph

extension SparkReader {
    public func nodes(labelled label: String, type: TypeID?) throws(GraphError) -> [NodeID] {
        let folded = foldedLabel(label)
        guard !folded.isEmpty else { return [] }
        let text = "SELECT id FROM \(tables[.labels]) WHERE folded = \(SQLText.literal(folded))\(Self.condition(type))"
        return try numbers(text).sorted()
    }

    public func nodes(labelPrefix prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> [NodeID] {
        guard limit > 0 else { return [] }
        return try numbers(
            """
            SELECT id FROM \(tables[.labels]) WHERE \(Self.begins("folded", foldedLabel(prefix)))\(Self.condition(type)) \
            ORDER BY folded, id LIMIT \(min(limit, Int(Int32.max)))
            """)
    }

    public func labels(startingWith prefix: String, type: TypeID?, limit: Int) throws(GraphError) -> Beginnings {
        try names(
            """
            SELECT min_by(label, id) AS name FROM \(tables[.labels]) \
            WHERE \(Self.begins("folded", foldedLabel(prefix)))\(Self.condition(type)) \
            GROUP BY folded ORDER BY folded LIMIT \(limit + 1)
            """, limit: limit)
    }

    public func keys(startingWith prefix: String, type: TypeID, limit: Int) throws(GraphError) -> Beginnings {
        try names(
            """
            SELECT key AS name FROM \(tables[.keys]) WHERE \(Self.begins("key", prefix)) AND type = \(type.rawValue) \
            ORDER BY key LIMIT \(limit + 1)
            """, limit: limit)
    }

    private func names(_ text: String, limit: Int) throws(GraphError) -> Beginnings {
        var names: [String] = []
        try run(text) { batch throws(RemoteError) in
            names += try reading { () throws(ArrowError) in try batch.texts("name") }
        }
        return Beginnings(names: Array(names.prefix(limit)), isCut: names.count > limit)
    }

    private static func begins(_ column: String, _ prefix: String) -> String {
        prefix.isEmpty ? "true" : "startswith(\(column), \(SQLText.literal(prefix)))"
    }

    private static func condition(_ type: TypeID?) -> String { type.map { " AND type = \($0.rawValue)" } ?? "" }
}
