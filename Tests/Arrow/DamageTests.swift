import Arrow
import TestSupport
import Testing

/// Whatever is done to a stream, it is read as some batches or there is an error; nothing traps.
@Suite struct DamageTests {
    @Test(arguments: Fixture.names) func everyTruncation(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var wholes = 0
        for count in 0..<bytes.count where try read(Array(bytes[..<count])) { wholes += 1 }
        // Where a message ends the stream may end too: behind the schema, and behind each of at most four batches.
        #expect(wholes <= 5)
    }

    @Test(arguments: Fixture.names) func bitsFlippedByChance(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var random = SeededGenerator(seed: 3)
        var errors = 0
        for _ in 0..<1000 {
            var damaged = bytes
            for _ in 0...random.below(3) { damaged[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
            if try !read(damaged) { errors += 1 }
        }
        #expect(errors >= Self.least(name, flips: true), "\(errors)")
    }

    /// How many of a thousand damaged streams are an error at least: of those that this reader does not support all but
    /// one, of the others what was counted, which a lost check lowers. Damage within values is none that a reader can see.
    private static func least(_ name: String, flips: Bool) -> Int {
        guard !name.hasPrefix("unsupported"), let counted = counted[name] else { return 999 }
        return flips ? counted.flips : counted.numbers
    }

    private static let counted: [String: (flips: Int, numbers: Int)] = [
        "big-list": (234, 130), "every-type": (834, 673), "every-type-old-form": (828, 705), "no-batch": (863, 738),
        "no-columns": (932, 752), "no-rows": (852, 631), "several": (669, 544), "sliced": (722, 575),
        "spark": (797, 634), "spark-no-rows": (860, 700), "written": (793, 667),
    ]

    /// Sizes and offsets at the edges of what they may be.
    private static let numbers: [UInt64] = [
        0, 1, 4, 8, 12, 100, 1000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFF8,
    ]

    @Test(arguments: Fixture.names) func numbersSetByChance(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var random = SeededGenerator(seed: 4)
        var errors = 0
        for _ in 0..<1000 {
            var damaged = bytes
            let number = Self.numbers.randomElement(using: &random)!
            let place = random.below(max(1, bytes.count / 4)) * 4
            for byte in 0..<[2, 4, 8][random.below(3)] where place + byte < bytes.count {
                damaged[place + byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))
            }
            if try !read(damaged) { errors += 1 }
        }
        #expect(errors >= Self.least(name, flips: false), "\(errors)")
    }

    @Test func aMessageWhereItMustNotBe() throws {
        let bytes = try Fixture.bytes("several")
        let schema = Array(bytes[..<(try messageEnd(bytes, 0))])
        let batch = Array(bytes[schema.count..<(try messageEnd(bytes, schema.count))])
        #expect(throws: ArrowError.malformed(.order, at: 0)) { try ArrowStream.read([]) }
        #expect(throws: ArrowError.malformed(.order, at: 0)) { try ArrowStream.read(batch) }
        #expect(throws: ArrowError.malformed(.order, at: schema.count)) { try ArrowStream.read(schema + schema) }
        #expect(throws: ArrowError.malformed(.order, at: bytes.count)) { try ArrowStream.read(bytes + bytes) }
        #expect(throws: ArrowError.malformed(.cutShort, at: schema.count)) { try ArrowStream.read(schema + [1, 2]) }
        #expect(try ArrowStream.read(schema + batch + batch).count == 2)
        #expect(try ArrowStream.read(bytes + [0, 0, 0]).count == 4)
    }

    /// Each of these is a single number of the last batch set to another.
    @Test func eachFlawIsNamed() throws {
        let batch = RecordBatch([
            Column("t", .texts(["ab", "cd"])), Column("n", .int8([1, 0]), isNull: [false, true]),
        ])
        let bytes = try ArrowStream.bytes(of: batch)
        let body = bytes.count - 8 - 40
        // Offsets 0, 2, 4 and a pad; the texts; the bitmap; the numbers.
        #expect(Array(bytes[body..<body + 12]) == [0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0])
        #expect(error(bytes, at: body + 4, 5) == .malformed(.offsets, at: body))
        #expect(error(bytes, at: body + 8, 9) == .malformed(.offsets, at: body + 16))
        #expect(error(bytes, at: body + 17, 0xFF) == .malformed(.text, at: body + 16))
        #expect(error(bytes, at: body + 24, 3) == .malformed(.nulls, at: body + 24))
    }

    private func error(_ bytes: [UInt8], at place: Int, _ byte: UInt8) -> ArrowError? {
        var damaged = bytes
        damaged[place] = byte
        do throws(ArrowError) { _ = try ArrowStream.read(damaged) } catch { return error }
        return nil
    }

    /// Where the message at a place of `several` ends: its metadata's size is behind the mark, and its body is what lies
    /// before the next mark.
    private func messageEnd(_ bytes: [UInt8], _ start: Int) throws -> Int {
        let mark = [UInt8](repeating: 0xFF, count: 4)
        return try #require((start + 8..<bytes.count - 4).first { $0 % 8 == 0 && Array(bytes[$0..<$0 + 4]) == mark })
    }

    /// Whether these bytes are a stream; if so, what was read is written and read again as the same.
    private func read(_ bytes: [UInt8]) throws -> Bool {
        let batches: [RecordBatch]
        do throws(ArrowError) { batches = try ArrowStream.read(bytes) } catch { return false }
        if let written = try ArrowStream.bytes(of: batches) {
            let again = try ArrowStream.read(written)
            #expect(try ArrowStream.bytes(of: again) == written)
            #expect(again.map(\.rowCount) == batches.map(\.rowCount))
        }
        return true
    }
}
