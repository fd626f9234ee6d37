import Arrow
import Foundation
import TestSupport
import Testing

/// What is written is read again as it was, here and by pyarrow, and its bytes stay as they are.
@Suite struct WritingTests {
    @Test func randomBatchesComeBack() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<400 {
            let batch = random.batch()
            let bytes = try ArrowStream.bytes(of: batch)
            #expect(try ArrowStream.read(bytes) == [batch])
            #expect(bytes.count % 8 == 0)
        }
    }

    @Test func streamsOfOthersComeBack() throws {
        for name in Fixture.names where !name.hasPrefix("unsupported") && name != "no-batch" {
            let batches = try Fixture.batches(name)
            let bytes = try #require(try ArrowStream.bytes(of: batches))
            #expect(try ArrowStream.read(bytes) == batches, "\(name)")
        }
    }

    @Test func batchesOfUnlikeColumnsAreNoStream() throws {
        let (number, text) = (Column("x", .int8([1])), Column("x", .texts(["1"])))
        #expect(try ArrowStream.bytes(of: []) == nil)
        #expect(try ArrowStream.bytes(of: [RecordBatch([number]), RecordBatch([text])]) == nil)
        #expect(try ArrowStream.bytes(of: [RecordBatch([number]), RecordBatch([])]) == nil)
    }

    @Test func moreThanOffsetsReach() {
        let part = [UInt8](repeating: 0, count: 1 << 20)
        let column = Column("b", .bytes(Array(repeating: part, count: 1 << 11)))
        #expect(throws: ArrowError.tooLarge(column: "b")) { try ArrowStream.bytes(of: RecordBatch([column])) }
    }

    @Test func listsInListsInLists() throws {
        var column = Column("element", .int8([1]))
        for _ in 0..<32 { column = Column("l", .lists(offsets: [0, 1], elements: column)) }
        let batch = RecordBatch([column])
        #expect(try ArrowStream.read(ArrowStream.bytes(of: batch)) == [batch])
        let deeper = RecordBatch([Column("deep", .lists(offsets: [0, 1], elements: column))])
        #expect(throws: ArrowError.unsupported("List", column: "deep")) {
            try ArrowStream.read(ArrowStream.bytes(of: deeper))
        }
    }

    @Test func whatLiesUnderANullIsNotWritten() throws {
        let batch = RecordBatch([
            Column("text", .texts(["seen", "hidden"]), isNull: [false, true]),
            Column("bytes", .bytes([[1], [2]]), isNull: [false, true]),
        ])
        let bytes = try ArrowStream.bytes(of: batch)
        #expect(String(decoding: bytes, as: UTF8.self).contains("seen"))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("hidden"))
        #expect(try ArrowStream.read(bytes)[0].optionalTexts("text") == ["seen", nil])
        #expect(try ArrowStream.read(bytes)[0].optionalBytes("bytes") == [[1], nil])
    }

    /// `SEGUE_RECORD=1` writes the file anew.
    @Test func theBytesAreThoseOfTheKeptFile() throws {
        let bytes = try ArrowStream.bytes(of: RecordBatch(ReadingTests.everyType))
        if Recording.isOn {
            try Data(bytes).write(to: URL(fileURLWithPath: Fixture.folder + "/written.arrows"))
            return Recording.note("written.arrows")
        }
        #expect(try Fixture.bytes("written") == bytes)
    }

    /// pyarrow checks each stream in full and writes what it read; that is read here.
    @Test(.enabled(if: hasPyarrow, "pyarrow is not installed")) func pyarrowReadsWhatIsWritten() throws {
        var random = SeededGenerator(seed: 2)
        let batches = [RecordBatch(ReadingTests.everyType)] + (0..<100).map { _ in random.batch() }
        let folder = try TemporaryFolder()
        for (number, batch) in batches.enumerated() {
            _ = try folder.write(ArrowStream.bytes(of: batch), to: "\(number).arrows")
        }
        #expect(try python([Fixture.folder + "/copy.py", folder.path]) == 0)
        for (number, batch) in batches.enumerated() {
            let copied = try ArrowStream.read(contents(of: folder.path + "/\(number).copy"))
            // It leaves out elements that no list has.
            #expect(copied.map(rows) == [rows(batch)])
        }
    }

    static let hasPyarrow = (try? python(["-c", "import pyarrow"])) == 0
}

/// The rows of every column as text, where a list is those of its elements.
private func rows(_ batch: RecordBatch) -> [[String]] {
    batch.columns.map { [$0.name, $0.values.typeName] + rows($0) }
}

private func rows(_ column: Column) -> [String] {
    let found: [String]
    switch column.values {
    case .truths(let values): found = values.map { "\($0)" }
    case .int8(let values): found = values.map { "\($0)" }
    case .int16(let values): found = values.map { "\($0)" }
    case .int32(let values): found = values.map { "\($0)" }
    case .int64(let values): found = values.map { "\($0)" }
    case .float(let values): found = values.map { "\($0)" }
    case .double(let values): found = values.map { "\($0)" }
    case .texts(let values): found = values
    case .bytes(let values): found = values.map { "\($0)" }
    case .lists(let offsets, let elements):
        let texts = rows(elements)
        found = (1..<offsets.count).map { "\(texts[Int(offsets[$0 - 1])..<Int(offsets[$0])])" }
    }
    return found.indices.map { column.isNull?[$0] == true ? "null" : found[$0] }
}

/// The exit status of the Python that is on the path.
private func python(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}
