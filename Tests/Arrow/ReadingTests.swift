import Arrow
import TestSupport
import Testing

/// What pyarrow and Spark wrote is read value by value.
@Suite struct ReadingTests {
    /// The first batch that `write.py` makes.
    static let everyType: [Column] = [
        Column("bool", .truths([true, false, false, true, false]), isNull: null(2)),
        Column("int8", .int8([-128, 127, 0, 0, 1]), isNull: null(2)),
        Column("int16", .int16([-32768, 32767, 1, 0, -1])),
        Column("int32", .int32([.min, .max, 1, 0, -1])),
        Column("int64", .int64([.min, .max, 0, 0, -1]), isNull: null(2, 3)),
        Column("uint8", .int16([0, 255, 1, 2, 3])),
        Column("uint16", .int32([0, 65535, 1, 2, 3])),
        Column("uint32", .int64([0, 4_294_967_295, 1, 2, 3])),
        Column("float", .float([1.5, -0.0, 0, .infinity, 3.25]), isNull: null(2)),
        Column("double", .double([1.1, -1e300, .leastNonzeroMagnitude, -.infinity, 0]), isNull: null(4)),
        Column("text", .texts(["", "One More Night", "", "naïve 日本 🎸", "e\u{301}\0z"]), isNull: null(2)),
        Column("large text", .texts(["", "a", "bc", "", "def"]), isNull: null(0)),
        Column("bytes", .bytes([[], [0, 0xFF], [], [0x61, 0x62, 0x63], [0xC3]]), isNull: null(2)),
        Column("large bytes", .bytes([[0x78], [], [0x79, 0x7A], [0x80], []])),
        lists("floats", [2, nil, 0, 1, 3], Column("item", .float([1.5, -2.25, 0, 3, 4, 5]))),
        lists("large floats", [2, nil, 0, 1, 3], Column("item", .float([1.5, -2.25, 0, 3, 4, 5]))),
        lists(
            "texts", [2, 0, nil, 1, 2],
            Column("item", .texts(["a", "", "ß", "", "b"]), isNull: [false, true, false, false, false])),
        lists(
            "lists", [2, 0, 2, nil, 1], lists("item", [1, 2, nil, 0, 1], Column("item", .int64([1, 2, 3, 4])))),
    ]

    private static func null(_ rows: Int...) -> [Bool] { (0..<5).map { rows.contains($0) } }

    @Test(arguments: ["every-type", "every-type-old-form"]) func everyType(name: String) throws {
        let batch = try Fixture.batch(name)
        #expect(batch.rowCount == 5)
        #expect(batch.columns.map(\.name) == Self.everyType.map(\.name))
        #expect(batch.columns == Self.everyType)
        let zero = try batch.optionalFloats("float")[1]
        #expect(zero?.sign == .minus)
        #expect(try batch.optionalTexts("text")[4]?.unicodeScalars.count == 4)
    }

    @Test func noRowsStillHaveTheirTypes() throws {
        let batch = try Fixture.batch("no-rows")
        #expect(batch.rowCount == 0)
        #expect(batch.columns.map(\.name) == Self.everyType.map(\.name))
        #expect(batch.columns.map(\.values.typeName) == Self.everyType.map(\.values.typeName))
        #expect(batch.columns.allSatisfy { $0.count == 0 && $0.isNull == nil })
    }

    /// pyarrow leaves an emptied list's offset as it was.
    @Test func anOffsetUnderNoListSaysNothing() throws {
        let batch = RecordBatch([Column("l", .lists(offsets: [1], elements: Column("element", .int8([5]))))])
        let found = try ArrowStream.read(ArrowStream.bytes(of: batch))
        #expect(try found.map { try $0.lists("l", of: Int8.self) } == [[]])
    }

    @Test func noColumnsAndNoBatch() throws {
        #expect(try Fixture.batches("no-columns") == [RecordBatch([])])
        var stream = try ArrowStream(Fixture.bytes("no-batch"))
        #expect(stream.columnNames == ["id"])
        #expect(try stream.next() == nil)
        #expect(try stream.next() == nil)
    }

    @Test func severalBatchesInTheirOrder() throws {
        let batches = try Fixture.batches("several")
        #expect(batches.map(\.rowCount) == [3, 0, 1, 300])
        #expect(try batches.flatMap { try $0.int32s("id") } == (0..<304).map { Int32($0) })
        #expect(try batches.flatMap { try $0.texts("name") } == (0..<304).map { "n\($0)" })
    }

    @Test func slicedArrays() throws {
        let (batch, rows) = (try Fixture.batch("sliced"), 3..<13)
        #expect(try batch.optionalTruths("truth") == rows.map { $0 % 5 == 4 ? nil : $0 % 3 == 0 })
        #expect(try batch.optionalInt16s("number") == rows.map { $0 % 4 == 0 ? nil : Int16($0 * $0) })
        #expect(
            try batch.optionalTexts("text") == rows.map { $0 % 6 == 5 ? nil : String(repeating: "x", count: $0) })
        #expect(
            try batch.optionalLists("list", of: Int32.self)
                == rows.map { $0 % 7 == 6 ? nil : (0..<Int32($0)).map { $0 } })
    }

    @Test func aBigList() throws {
        #expect(
            try Fixture.batch("big-list").lists("list", of: Int16.self) == [[7], (0..<1000).map { Int16($0) }, []])
    }

    @Test func whatSparkSends() throws {
        let batch = try Fixture.batch("spark")
        #expect(try batch.truths("truth") == [false, false, true, true])
        #expect(try batch.int8s("tiny") == [0, 1, 2, 3])
        #expect(try batch.int16s("small") == [0, 1, 2, 3])
        #expect(try batch.int32s("id") == [0, 1, 2, 3])
        #expect(try batch.optionalInt64s("big") == [0, 1, nil, 3])
        #expect(try batch.floats("float") == [0, 0.5, 1, 1.5])
        #expect(try batch.doubles("double") == [0, 1.0 / 3, 2.0 / 3, 1])
        #expect(try batch.texts("text") == (0..<4).map { "song:\($0) é" })
        #expect(try batch.optionalBytes("bytes") == [Array("x0".utf8), nil, Array("x2".utf8), Array("x3".utf8)])
        #expect(try batch.lists("floats", of: Float.self) == [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]])
        let texts = Column("element", .texts(["a", "", "a", "", "a", ""]), isNull: (0..<6).map { $0 % 2 == 1 })
        #expect(batch["texts"] == lists("texts", [2, 2, 2, nil], texts))
        let empty = try Fixture.batches("spark-no-rows")
        #expect(empty.map(\.rowCount) == [0])
        #expect(empty[0].columns.map(\.values.typeName) == batch.columns.map(\.values.typeName))
    }

    @Test(arguments: [
        ("lz4", "LZ4_FRAME", nil), ("zstd", "ZSTD", nil), ("dictionary", "Dictionary", "odd"),
        ("struct", "Struct", "odd"),
        ("map", "Map", "odd"), ("decimal", "Decimal", "odd"), ("timestamp", "Timestamp", "odd"),
        ("null", "Null", "odd"),
        ("uint64", "UInt64", "odd"), ("half", "Float16", "odd"), ("list-of-date", "Date", "odd"),
    ])
    func whatIsNotReadIsNamed(name: String, part: String, column: String?) throws {
        let bytes = try Fixture.bytes("unsupported-" + name)
        #expect(throws: ArrowError.unsupported(part, column: column)) { try ArrowStream.read(bytes) }
    }
}
