import Graph
import SparkStore
import Testing

/// Texts of ours within statements of Spark's.
@Suite struct SQLTextTests {
    @Test(arguments: [
        ("plain text", "'plain text'"), ("it's", "'it\\u0027s'"), ("a\\b", "'a\\u005cb'"),
        ("${x}", "'\\u0024\\u007bx\\u007d'"),
        ("é", "'\\u00e9'"), ("🎸", "'\\U0001f3b8'"), ("\u{0}\n", "'\\u0000\\u000a'"), ("", "''"),
    ]) func noneOfATextCanBeTakenForSQL(text: String, literal: String) {
        #expect(SQLText.literal(text) == literal)
    }

    @Test func aNameKeepsItsBackTicks() {
        #expect(SQLText.name("odd`name") == "`odd``name`")
        #expect(SparkTables.qualified("my.music", "segue") == "`my`.`music`.`segue`")
    }

    @Test func fewNumbersAreNamedManyComeAlongAndManyCloseByAreARange() {
        let few = Selection("head", in: [5, 900].map(NodeID.init(rawValue:)))
        #expect(few.condition == "head IN (5,900)" && few.rows.isEmpty)
        let range = Selection("head", in: (0..<5_000).map { NodeID(rawValue: 10 + $0) })
        #expect(range.condition == "head BETWEEN 10 AND 5009" && range.rows.isEmpty)
        let many = Selection("head", in: (0..<5_000).map { NodeID(rawValue: 10 * $0) })
        #expect(many.condition == "head BETWEEN 0 AND 49990 AND head IN (SELECT id FROM asked)")
        guard case .own(let asked)? = many.rows.first?.rows else { Issue.record("no rows"); return }
        #expect(asked.rowCount == 5_000)
    }

    @Test func aFileHasAboutFourMillionRows() {
        #expect([0, 1, 8_000_001, 100_000_000_000].map(SparkTables.buckets(rows:)) == [1, 1, 2, 4_096])
    }
}
