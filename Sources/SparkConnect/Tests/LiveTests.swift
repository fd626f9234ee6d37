import Foundation
import SparkConnect
import Synchronization
import Testing

/// Against the Spark server that the environment names; skipped where it names none.
@Suite(.enabled(if: LiveServer.address != nil), .serialized)
struct LiveTests {
    @Test func theServerTellsItsVersion() throws {
        #expect(try LiveServer.connect().version.contains("."))
    }

    @Test func aQueryGivesRowsOfEveryType() throws {
        let spark = try LiveServer.connect()
        let sql = """
            SELECT 1Y, 2S, 3, 4L, 5.5F, 6.5D, 7.77BD, true, 'eight', X'09', DATE'2020-01-02', TIMESTAMP'2020-01-02 03:04:05',
              array(1, 2), map('key', 'ten'), named_struct('a', 11), NULL
            """
        #expect(try spark.finds("eight", in: sql))
        #expect(try spark.finds("ten", in: sql))
    }

    @Test func aQueryWithoutRowsStillTellsItsColumns() throws {
        #expect(try LiveServer.connect().finds("strange_column", in: "SELECT 1 AS strange_column WHERE false"))
    }

    @Test func aCommandRunsOnce() throws {
        let spark = try LiveServer.connect()
        let table = "\(LiveServer.schema).once"
        try spark.run("CREATE SCHEMA IF NOT EXISTS \(LiveServer.schema)")
        try spark.run("DROP TABLE IF EXISTS \(table)")
        try spark.run("CREATE TABLE \(table) USING parquet AS SELECT 'first' AS word")
        try spark.run("INSERT INTO \(table) SELECT 'second'")
        try spark.run("INSERT INTO \(table) SELECT concat(word, '!') FROM \(table)")
        let all = "SELECT concat_ws(' ', sort_array(collect_list(word))) FROM \(table)"
        #expect(try spark.finds("first first! second second!", in: all))
        try spark.run("DROP TABLE \(table)")
    }

    @Test func aStatementNamesRowsThatAreSentAlong() throws {
        let spark = try LiveServer.connect()
        let one = try #require(try spark.batches("SELECT id, concat('row ', id) AS word FROM range(0, 3, 1, 1)").first)
        let two = try #require(try spark.batches("SELECT 2L AS id, 'other' AS mark").first)
        let sql = "SELECT concat(word, ' ', mark) FROM rows_of_ours JOIN marks USING (id)"
        let rows = [NamedRows("rows_of_ours", arrow: one), NamedRows("marks", arrow: two)]
        #expect(try spark.finds("row 2 other", in: sql, naming: rows))
        let table = "\(LiveServer.schema).sent"
        try spark.run("CREATE SCHEMA IF NOT EXISTS \(LiveServer.schema)")
        try spark.run("DROP TABLE IF EXISTS \(table)")
        try spark.run("CREATE TABLE \(table) USING parquet AS SELECT * FROM rows_of_ours", naming: rows)
        try spark.run("INSERT INTO \(table) SELECT * FROM rows_of_ours", naming: rows)
        #expect(try spark.finds("6 rows", in: "SELECT concat(count(*), ' rows') FROM \(table)"))
        try spark.run("DROP TABLE \(table)")
    }

    @Test func aFaultHasItsClassAndItsPlace() throws {
        let spark = try LiveServer.connect()
        let fault = #expect(throws: SparkError.self) { try spark.run("SELECT *\nFROM nowhere_at_all") }
        guard case .failed(let name, let state, let message, let parameters) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(name == "TABLE_OR_VIEW_NOT_FOUND" && state == "42P01")
        #expect(parameters["relationName"] == "`nowhere_at_all`")
        #expect(message.contains("line 2"))
    }

    @Test func aFaultAmidTheRowsIsAFault() throws {
        let spark = try LiveServer.connect()
        let fault = #expect(throws: SparkError.self) {
            try spark.run("SELECT raise_error(concat('row ', id)) FROM range(5)")
        }
        guard case .failed(_, _, let message, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(message.contains("row "))
    }

    @Test func aStatementCanBeInterrupted() throws {
        let stop = Mutex(false)
        let spark = try LiveServer.connect { stop.withLock { $0 } }
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 1)
            stop.withLock { $0 = true }
        }
        let sql = "SELECT sum(a.id * b.id) FROM range(10000000) a CROSS JOIN range(10000000) b"
        let start = ContinuousClock.now
        #expect(throws: SparkError.interrupted) { try spark.run(sql) }
        print("interrupted after", ContinuousClock.now - start)
        stop.withLock { $0 = false }
        #expect(try spark.finds("goes on", in: "SELECT 'goes on'"))
    }

    @Test func settingsAreOfTheSession() throws {
        let (one, other) = (try LiveServer.connect(), try LiveServer.connect())
        try one.set("spark.sql.shuffle.partitions", to: "7")
        #expect(try one.setting("spark.sql.shuffle.partitions") == "7")
        #expect(try other.setting("spark.sql.shuffle.partitions") != "7")
        #expect(try one.setting("spark.sql.nothing.of.the.kind") == nil)
    }

    @Test func aSessionCanBeJoinedAndIsThenNotReleased() throws {
        let id = UUID().uuidString
        let one = try LiveServer.connect("session_id=\(id)")
        try one.run("CREATE TEMPORARY VIEW shared AS SELECT 'seen by both' AS word")
        let other = try LiveServer.connect("session_id=\(id)")
        #expect(try other.finds("seen by both", in: "SELECT * FROM shared"))
        other.close()
        #expect(try one.finds("seen by both", in: "SELECT * FROM shared"))
    }

    @Test func factorsAreTrainedAndWritten() throws {
        let spark = try LiveServer.connect()
        let plays = "SELECT int(id % 7) user, int(id % 5) item, float(1 + id % 3) rating FROM range(100)"
        let model = try spark.fit(
            estimator: "org.apache.spark.ml.recommendation.ALS", uid: "als",
            parameters: ["rank": .integer(4), "maxIter": .integer(2), "implicitPrefs": .boolean(true)],
            on: plays)
        #expect(try spark.value("rank", of: model) == .integer(4))
        var batches = 0
        try spark.read(ModelRows("userFactors", of: model)) { _ in batches += 1 }
        #expect(batches > 0)
        let rows = [
            NamedRows("factors", ModelRows("userFactors", of: model)),
            NamedRows("best", ModelRows("recommendForAllUsers", of: model, [.integer(3)])),
        ]
        let table = "\(LiveServer.schema).factors"
        try spark.run("CREATE SCHEMA IF NOT EXISTS \(LiveServer.schema)")
        try spark.run("DROP TABLE IF EXISTS \(table)")
        try spark.run(
            """
            CREATE TABLE \(table) USING parquet
            AS SELECT id, features, recommendations FROM factors JOIN best ON id = user
            """, naming: rows)
        let sizes = """
            SELECT concat(count(*), ' of ', min(size(features)), ' and ', min(size(recommendations))) FROM \(table)
            """
        #expect(try spark.finds("7 of 4 and 3", in: sizes))
        try spark.run("DROP TABLE \(table)")
        try spark.delete(model)
        #expect(throws: SparkError.self) { try spark.read(ModelRows("userFactors", of: model)) { _ in } }
    }
}
