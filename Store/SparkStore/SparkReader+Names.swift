import Arrow
import Graph

extension SparkReader {
    public func alias(named name: String) throws(GraphError) -> NodeID? {
        try numbers("SELECT node AS id FROM \(tables[.aliases]) WHERE name = \(SQLText.literal(name))").first
    }

    public var aliases: [(name: String, node: NodeID)] {
        get throws(GraphError) {
            var aliases: [(name: String, node: NodeID)] = []
            try run("SELECT name, node FROM \(tables[.aliases])") { batch throws(RemoteError) in
                let names = try reading { () throws(ArrowError) in try batch.texts("name") }
                aliases += zip(names, try batch.nodeIDs("node", below: nodeLimit)).map { ($0, $1) }
            }
            return aliases.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
    }

    public var splitNames: [String] {
        get throws(GraphError) {
            var names: [String] = []
            try run("SELECT DISTINCT name FROM \(tables[.splits])") { batch throws(RemoteError) in
                names += try reading { () throws(ArrowError) in try batch.texts("name") }
            }
            return names.sorted()
        }
    }

    public func split(named name: String) throws(GraphError) -> [SplitRow]? {
        var rows: [(place: Int64, row: SplitRow)] = []
        let text = """
            SELECT place, user, train, test, negatives FROM \(tables[.splits]) WHERE name = \(SQLText.literal(name))
            """
        try run(text) { batch throws(RemoteError) in
            let users = try batch.nodeIDs("user", below: nodeLimit)
            let (places, train, tests, negatives) = try reading { () throws(ArrowError) in
                (
                    try batch.int64s("place"), try batch.lists("train", of: Int64.self),
                    try batch.optionalInt64s("test"), try batch.lists("negatives", of: Int64.self)
                )
            }
            for (place, user) in users.enumerated() {
                let row = SplitRow(
                    user: user, train: try nodeIDs(train[place]),
                    test: try nodeIDs(tests[place].map { [$0] } ?? []).first,
                    negatives: try nodeIDs(negatives[place]))
                rows.append((places[place], row))
            }
        }
        return rows.isEmpty ? nil : rows.sorted { $0.place < $1.place }.map(\.row)
    }

    private func nodeIDs(_ numbers: [Int64]) throws(RemoteError) -> [NodeID] {
        try numbers.map { number throws(RemoteError) in
            guard number >= 0, number < Int64(nodeLimit) else { throw .contradiction("a node's number in a split") }
            return NodeID(rawValue: UInt32(number))
        }
    }
}
