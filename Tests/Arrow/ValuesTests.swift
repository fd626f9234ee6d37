import Arrow
import Testing

/// A column is asked for by its name and its type.
@Suite struct ValuesTests {
    let batch = RecordBatch([
        Column("id", .int32([1, 2, 3])), Column("small", .int8([1, 2, 3])), Column("big", .int64([1, 2, 3])),
        Column("short", .int16([4, 5, 6])), Column("weight", .float([1, 0, 3]), isNull: [false, true, false]),
        lists("factors", [1, nil, 2], Column("element", .float([1, 2, 3]))),
        lists("holes", [1, 0, 2], Column("element", .float([1, 0, 3]), isNull: [false, true, false])),
        lists("whole", [1, 0, 2], Column("element", .float([1, 2, 3]))), Column("id", .texts(["a", "b", "c"])),
    ])

    @Test func theFirstOfItsName() throws {
        #expect(try batch.int32s("id") == [1, 2, 3])
        #expect(batch["id"]?.values == .int32([1, 2, 3]))
        #expect(batch["no"] == nil)
        #expect(throws: ArrowError.missingColumn("no")) { try batch.texts("no") }
    }

    @Test func anotherType() {
        #expect(throws: ArrowError.wrongType(column: "id", expected: "Int64", found: "Int32")) {
            try batch.int64s("id")
        }
        #expect(throws: ArrowError.wrongType(column: "weight", expected: "Int", found: "Float32")) {
            try batch.integers("short") + batch.integers("weight")
        }
        #expect(throws: ArrowError.wrongType(column: "id", expected: "List<Float32>", found: "Int32")) {
            try batch.lists("id", of: Float.self)
        }
        #expect(throws: ArrowError.wrongType(column: "whole", expected: "List<Float64>", found: "List<Float32>")) {
            try batch.optionalLists("whole", of: Double.self)
        }
    }

    @Test func nulls() throws {
        #expect(try batch.optionalFloats("weight") == [1, nil, 3])
        #expect(throws: ArrowError.unexpectedNull(column: "weight", row: 1)) { try batch.floats("weight") }
        #expect(try batch.optionalLists("factors", of: Float.self) == [[1], nil, [2, 3]])
        #expect(throws: ArrowError.unexpectedNull(column: "factors", row: 1)) {
            try batch.lists("factors", of: Float.self)
        }
        #expect(throws: ArrowError.unexpectedNull(column: "holes", row: 1)) { try batch.lists("holes", of: Float.self) }
        #expect(Column("x", .int8([1]), isNull: [false]).isNull == nil)
    }

    @Test func integersOfWhateverWidth() throws {
        #expect(try ["id", "small", "big"].map { try batch.integers($0) } == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
        #expect(try batch.integers("short") == [4, 5, 6])
    }

    @Test func listsAsArrays() throws {
        #expect(try batch.lists("whole", of: Float.self) == [[1], [], [2, 3]])
    }
}
