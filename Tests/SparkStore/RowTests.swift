import Arrow
import Graph
import SparkStore
import TestSupport
import Testing

/// What goes to tables and comes from them.
@Suite struct RowTests {
    @Test(arguments: 0..<10) func aVocabularyComesBack(seed: UInt64) throws {
        let vocabulary = try RandomGraph(seed: seed).store.reader().vocabulary
        let rows = VocabularyRows(vocabulary).batch
        let engine = ScriptedEngine { _, _ in [rows] }
        let back = try VocabularyRows(SparkTables(schema: "s", tag: "t"), engine).vocabulary()
        #expect(back == vocabulary)
    }

    @Test func aVocabularyWithAHoleIsAnError() throws {
        var vocabulary = Vocabulary()
        vocabulary.types = [.init(name: "song", count: 1)]
        let rows = VocabularyRows(vocabulary).batch
        let moved = RecordBatch(rows.columns.map { $0.name == "number" ? Column("number", .int64([1])) : $0 })
        let engine = ScriptedEngine { _, _ in [moved] }
        #expect(throws: RemoteError.contradiction("the numbers of types or relations")) {
            try VocabularyRows(SparkTables(schema: "s", tag: "t"), engine).vocabulary()
        }
    }

    @Test(arguments: 0..<10) func propertiesComeBackWithTheirKinds(seed: UInt64) throws {
        let graph = try RandomGraph(seed: seed)
        let reader = try graph.store.reader()
        for type in reader.vocabulary.typeIDs {
            let nodes = try reader.nodes(reader.nodes(ofType: type))
            let columns = try PropertyColumns(RecordBatch(PropertyColumns.columns(nodes.map(\.properties))))
            for (row, node) in nodes.enumerated() { #expect(try columns[row] == node.properties) }
        }
    }

    @Test func aPropertyOfNoKindIsAnError() throws {
        let columns = PropertyColumns.columns([[Property("bpm", .integer(120))]])
        let odd = columns.map { $0.name == "kinds" ? Column("kinds", .texts(["x"])) : $0 }
        #expect(throws: RemoteError.contradiction("the property `bpm`, which is no value of its kind")) {
            try PropertyColumns(RecordBatch(odd))[0]
        }
    }
}
