import Arrow
import Graph

extension SparkTables {
    /// What makes the tables that rows are sent to.
    package var passing: [String] {
        [
            make(
                .newNodes,
                """
                id BIGINT, type SMALLINT, key STRING, label STRING, folded STRING, names ARRAY<STRING>, \
                texts ARRAY<STRING>, kinds STRING
                """),
            make(
                .newEdges,
                """
                head BIGINT, relation SMALLINT, tail BIGINT, weight FLOAT, names ARRAY<STRING>, texts ARRAY<STRING>, \
                kinds STRING
                """),
            make(.vocabulary, "kind STRING, name STRING, number BIGINT, head BIGINT, tail BIGINT, count BIGINT"),
            make(.aliases, "name STRING, node BIGINT"),
            make(
                .splits,
                """
                name STRING, place BIGINT, user BIGINT, train ARRAY<BIGINT>, test BIGINT, negatives ARRAY<BIGINT>
                """),
        ]
    }

    private func make(_ table: Table, _ columns: String) -> String {
        "CREATE TABLE \(self[table]) (\(columns)) USING parquet"
    }

    /// What puts the rows sent in the order in which they are looked up.
    package func arranging(nodes: Int, edges: Int) -> [String] {
        let degrees = """
            SELECT id, count(*) AS degree FROM (SELECT head AS id FROM \(self[.newEdges]) \
            UNION ALL SELECT tail AS id FROM \(self[.newEdges])) GROUP BY id
            """
        let edge = "head, relation, tail, weight, \(PropertyColumns.made)"
        return [
            arrange(
                .nodes, by: ["id"], rows: nodes,
                """
                SELECT n.id AS id, type, key, label, \(PropertyColumns.made), coalesce(degree, 0) AS degree \
                FROM \(self[.newNodes]) n LEFT JOIN (\(degrees)) d ON n.id = d.id
                """),
            arrange(.keys, by: ["key", "type"], rows: nodes, "SELECT key, type, id FROM \(self[.newNodes])"),
            """
            CREATE TABLE \(self[.labels]) USING parquet AS SELECT * FROM (SELECT \
            /*+ REPARTITION_BY_RANGE(\(Self.buckets(rows: nodes)), folded) */ folded, type, id, label \
            FROM \(self[.newNodes]) WHERE folded IS NOT NULL) SORT BY folded, id
            """,
            arrange(.out, by: ["head", "relation", "tail"], rows: edges, "SELECT \(edge) FROM \(self[.newEdges])"),
            arrange(
                .into, by: ["tail", "relation", "head"], rows: edges,
                "SELECT tail, relation, head, weight FROM \(self[.newEdges])"),
        ]
    }

    /// A table of `rows`, those of one first column in one file, sorted there.
    private func arrange(_ table: Table, by columns: [String], rows count: Int, _ rows: String) -> String {
        let buckets = Self.buckets(rows: count)
        return """
            CREATE TABLE \(self[table]) USING parquet CLUSTERED BY (\(columns[0])) \
            SORTED BY (\(columns.joined(separator: ", "))) INTO \(buckets) BUCKETS \
            AS SELECT /*+ REPARTITION(\(buckets), \(columns[0])) */ * FROM (\(rows))
            """
    }

    /// What shows a graph to people: nodes and triples with names in place of numbers.
    package var views: [String] {
        let types = "(SELECT number, name FROM \(self[.vocabulary]) WHERE kind = 'type')"
        let relations = "(SELECT number, name FROM \(self[.vocabulary]) WHERE kind = 'relation')"
        return [
            """
            CREATE OR REPLACE VIEW \(Self.qualified(schema, "nodes")) AS SELECT id, t.name AS type, key, label, \
            properties FROM \(self[.nodes]) n JOIN \(types) t ON n.type = t.number
            """,
            """
            CREATE OR REPLACE VIEW \(Self.qualified(schema, "triples")) AS SELECT head, r.name AS relation, tail, \
            weight, properties FROM \(self[.out]) o JOIN \(relations) r ON o.relation = r.number
            """,
        ]
    }
}

extension SparkDelivery {
    /// Puts what was sent in order, once as much is there as was sent.
    package func arrange(_ tables: SparkTables, _ count: (nodes: Int, edges: Int)) throws(RemoteError) {
        for (table, wanted) in [(SparkTables.Table.newNodes, count.nodes), (.newEdges, count.edges)] {
            let found = try rowCount(of: tables[table])
            guard found == wanted else { throw .contradiction("\(found) rows arrived of \(wanted)") }
        }
        for statement in tables.arranging(nodes: count.nodes, edges: count.edges) {
            try stopIfAsked()
            try engine.run(statement)
        }
    }

    private func rowCount(of table: String) throws(RemoteError) -> Int {
        var count = 0
        try engine.run(SparkStatement("SELECT count(*) AS count FROM \(table)")) { batch throws(RemoteError) in
            for part in try reading({ () throws(ArrowError) in try batch.integers("count") }) { count += part }
        }
        return count
    }
}
