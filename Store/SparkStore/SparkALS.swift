import Arrow
import Graph

/// Alternating least squares by Spark ML, on the plays of a graph that lies on Spark.
///
/// Spark's implicit ALS (Hu et al. 2008) minimises `Σ c_ui (p_ui - w_u·h_i)² + λ (Σ |I_u| |w_u|² + Σ |U_i| |h_i|²)` with
/// `c = 1 + α` where `p = 1`, and 1 elsewhere; one play counts as much as ten.
package struct SparkALS {
    /// How it is trained.
    package struct Settings: Sendable {
        package var factors: Int
        package var iterations: Int
        /// λ
        package var regularization: Double
        /// α
        package var confidence: Double
        package var seed: UInt64
        /// Whether a song that was played once alone counts as not played.
        package var repeatedOnly: Bool

        package init(
            factors: Int, iterations: Int, regularization: Double, confidence: Double, seed: UInt64,
            repeatedOnly: Bool
        ) {
            (self.factors, self.iterations, self.regularization) = (factors, iterations, regularization)
            (self.confidence, self.seed, self.repeatedOnly) = (confidence, seed, repeatedOnly)
        }
    }

    private let engine: any SparkEngine
    private let tables: SparkTables
    private let vocabulary: Vocabulary
    private let nodeLimit: Int

    /// Training on what a reader sees.
    package init(on reader: SparkReader) throws(RemoteError) {
        (engine, tables, vocabulary, nodeLimit) = (reader.engine, reader.tables, reader.vocabulary, reader.nodeLimit)
        // Spark's ALS takes numbers of 31 bits.
        guard nodeLimit <= Int(Int32.max) else { throw .tooMany("nodes for Spark's ALS", limit: Int(Int32.max)) }
    }

    /// Trains, without the pairs that are held out, keeps the model under `name`, and hands over each song's factors.
    package func train(
        _ settings: Settings, without held: [(user: NodeID, song: NodeID)], as name: String,
        _ body: (_ song: NodeID, _ factors: [Float]) throws(RemoteError) -> Void
    ) throws(RemoteError) {
        let pairs = RecordBatch([
            Column("user", .int64(held.map { Int64($0.user.rawValue) })),
            Column("song", .int64(held.map { Int64($0.song.rawValue) })),
        ])
        let model = try engine.fitALS(
            [
                "userCol": .text("user"), "itemCol": .text("song"), "ratingCol": .text("rating"),
                "implicitPrefs": .truth(true), "rank": .integer(settings.factors),
                "maxIter": .integer(settings.iterations), "regParam": .number(settings.regularization),
                "alpha": .number(settings.confidence), "seed": .long(Int64(bitPattern: settings.seed)),
                "numUserBlocks": .integer(blocks), "numItemBlocks": .integer(blocks),
            ], on: SparkStatement(positives(settings.repeatedOnly), with: [("held", .own(pairs))]))
        defer { engine.forget(model) }
        try engine.save(model, at: try path(of: name))
        let factors = SparkStatement(
            "SELECT id, features FROM learned", with: [("learned", .learned(model, member: "itemFactors", []))])
        try engine.run(factors) { batch throws(RemoteError) in
            let ids = try reading { () throws(ArrowError) in try batch.integers("id") }
            let rows = try reading { () throws(ArrowError) in try batch.lists("features", of: Float.self) }
            for (id, row) in zip(ids, rows) {
                guard id >= 0, id < nodeLimit, row.count == settings.factors else {
                    throw .contradiction("the factors of song \(id)")
                }
                try body(NodeID(id), row)
            }
        }
    }

    /// In how many blocks Spark keeps ratings: its own ten, and more where one would have over half a billion.
    private var blocks: Int {
        let pairs = ["played", "liked"].compactMap(vocabulary.relation(named:)).reduce(0) { $0 + vocabulary[$1].count }
        return max(10, pairs / 500_000_000)
    }

    /// The pairs of listener and song that are learned from, but for those of `held`.
    private func positives(_ repeatedOnly: Bool) -> String {
        let played = edges(["played"]) + (repeatedOnly ? " AND weight > 1" : "")
        return """
            SELECT CAST(head AS INT) AS user, CAST(tail AS INT) AS song, CAST(1 AS FLOAT) AS rating FROM \
            (\(played) UNION \(edges(["liked"]))) p \
            LEFT ANTI JOIN (\(edges(["skipped", "banned"]))) s ON p.head = s.head AND p.tail = s.tail \
            LEFT ANTI JOIN held h ON p.head = h.user AND p.tail = h.song
            """
    }

    /// The ends of the edges of relations, as far as the graph has those.
    private func edges(_ names: [String]) -> String {
        let relations = names.compactMap(vocabulary.relation(named:)).map(\.rawValue)
        let condition = relations.isEmpty ? "false" : "relation IN (\(SQLText.list(relations)))"
        return "SELECT head, tail FROM \(tables[.out]) WHERE \(condition)"
    }

    /// The folder of a model, beside the schema's tables.
    private func path(of name: String) throws(RemoteError) -> String {
        var location: String?
        let text = "DESCRIBE SCHEMA EXTENDED \(SparkTables.qualified(tables.schema))"
        try engine.run(SparkStatement(text)) { batch throws(RemoteError) in
            let (names, values) = try reading { () throws(ArrowError) in
                (try batch.texts("info_name"), try batch.optionalTexts("info_value"))
            }
            if let row = names.firstIndex(of: "Location") { location = values[row] }
        }
        guard let location else { throw .broken("the schema has no location") }
        return location + "/als_" + name
    }
}

extension SparkALS {
    /// The most songs of a listener's own that are looked past.
    private static let mostPlayed = 1_000

    /// Whether a table may be called `name`: none of a graph's own is.
    package static func isFree(_ name: String) -> Bool {
        let own = ["segue", "nodes", "triples"] + SparkTables.Table.allCases.map { $0.rawValue + "_" }
        return !own.contains { $0.hasSuffix("_") ? name.lowercased().hasPrefix($0) : name.lowercased() == $0 }
    }

    /// The best songs of every listener by a model, played ones left out, as one job of Spark's into a table of the
    /// schema: `user`, `rank`, `song`, `label`, `score`. Answers how many rows it has.
    package func recommendToAll(top: Int, by name: String, into table: String) throws(RemoteError) -> Int {
        let model = try engine.loadALS(at: try path(of: name))
        defer { engine.forget(model) }
        let own = edges(Vocabulary.listeningNames)
        let most = try number("SELECT coalesce(max(n), 0) AS n FROM (SELECT count(*) AS n FROM (\(own)) GROUP BY head)")
        let asked = top + min(most, Self.mostPlayed)
        let (target, fresh) = (
            SparkTables.qualified(tables.schema, table),
            SparkTables.qualified(tables.schema, "\(table)_\(SparkDelivery.newTag())")
        )
        let text = """
            CREATE TABLE \(fresh) USING parquet AS SELECT u.key AS user, rank, s.key AS song, s.label AS label, score FROM \
            (SELECT user, song, score, row_number() OVER (PARTITION BY user ORDER BY score DESC, song) AS rank FROM \
            (SELECT user, r.song AS song, r.rating AS score FROM \
            (SELECT user, explode(recommendations) AS r FROM learned)) c \
            LEFT ANTI JOIN (\(own)) p ON c.user = p.head AND c.song = p.tail) b \
            JOIN \(tables[.nodes]) u ON b.user = u.id JOIN \(tables[.nodes]) s ON b.song = s.id WHERE rank <= \(top)
            """
        let learned = SparkRows.learned(model, member: "recommendForAllUsers", [.integer(asked)])
        do {
            try engine.run(SparkStatement(text, with: [("learned", learned)])) { _ throws(RemoteError) in }
            let count = try number("SELECT count(*) AS n FROM \(fresh)")
            try engine.run("DROP TABLE IF EXISTS \(target)")
            try engine.run("ALTER TABLE \(fresh) RENAME TO \(target)")
            return count
        } catch {
            try? engine.run("DROP TABLE IF EXISTS \(fresh)")
            throw error
        }
    }

    private func number(_ text: String) throws(RemoteError) -> Int {
        var number = 0
        try engine.run(SparkStatement(text)) { batch throws(RemoteError) in
            for found in try reading({ () throws(ArrowError) in try batch.integers("n") }) { number = found }
        }
        return number
    }
}
