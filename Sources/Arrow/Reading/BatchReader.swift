/// Reads the columns of one batch (`Message.fbs`, table `RecordBatch`): its nodes and buffers are those of the schema's
/// columns one after the other, a list's elements behind the list.
struct BatchReader {
    let bytes: [UInt8]
    private let message: Message
    private let rowCount: Int
    private let nodes: [(length: Int64, nulls: Int64)]
    private let buffers: [Range<Int>]
    private var nextNode = 0
    private var nextBuffer = 0

    init(_ message: Message, of bytes: [UInt8]) throws(ArrowError) {
        let header = message.header
        if let compression = try header.table(3) {
            let codec = try compression.scalar(0, as: UInt8.self) ?? 0
            throw .unsupported(codec == 0 ? "LZ4_FRAME" : codec == 1 ? "ZSTD" : "CompressionType \(codec)", column: nil)
        }
        guard let rowCount = Int(exactly: try header.scalar(0, as: Int64.self) ?? 0), rowCount >= 0 else {
            throw header.flaw
        }
        (self.message, self.bytes, self.rowCount) = (message, bytes, rowCount)
        nodes = try header.pairs(1)
        buffers = try Self.buffers(header.pairs(2), message)
    }

    /// Where the buffers lie; together they fill no more than the body, so that a few bytes cannot make many columns.
    private static func buffers(_ pairs: [(Int64, Int64)], _ message: Message) throws(ArrowError) -> [Range<Int>] {
        let size = Int64(message.body.count)
        var (room, buffers) = (size, [Range<Int>]())
        for (offset, length) in pairs {
            guard offset >= 0, (0...room).contains(length), offset <= size - length else {
                throw .malformed(.buffer, at: message.start)
            }
            room -= length
            let start = message.body.lowerBound + Int(offset)
            buffers.append(start..<start + Int(length))
        }
        return buffers
    }

    /// The batch, with a column for each field.
    mutating func batch(_ fields: [Field]) throws(ArrowError) -> RecordBatch {
        var columns: [Column] = []
        for field in fields {
            let column = try column(field)
            guard column.count == rowCount else { throw .malformed(.rows, at: message.start) }
            columns.append(column)
        }
        guard nextNode == nodes.count, nextBuffer == buffers.count else { throw .malformed(.layout, at: message.start) }
        return RecordBatch(rowCount: rowCount, columns: columns)
    }

    private mutating func column(_ field: Field) throws(ArrowError) -> Column {
        let (count, nullCount) = try node()
        let isNull = try nulls(count, nullCount)
        var values = try values(field, count, isNull)
        if let isNull { values.clear(isNull) }
        return Column(field.name, values, isNull: isNull)
    }

    /// A column's number of values and of nulls. No column has more values than its message has bits.
    private mutating func node() throws(ArrowError) -> (count: Int, nullCount: Int) {
        guard nextNode < nodes.count else { throw .malformed(.layout, at: message.start) }
        let node = nodes[nextNode]
        nextNode += 1
        guard (0...8 * Int64(message.body.count)).contains(node.length), (0...node.length).contains(node.nulls) else {
            throw .malformed(.rows, at: message.start)
        }
        return (Int(node.length), Int(node.nulls))
    }

    /// The next buffer.
    mutating func buffer() throws(ArrowError) -> Range<Int> {
        guard nextBuffer < buffers.count else { throw .malformed(.layout, at: message.start) }
        defer { nextBuffer += 1 }
        return buffers[nextBuffer]
    }

    /// The next buffer, which has `count` values of so many bits at least.
    mutating func buffer(of count: Int, bits: Int) throws(ArrowError) -> Range<Int> {
        let range = try buffer()
        guard range.count >= (count * bits + 7) / 8 else { throw .malformed(.buffer, at: range.lowerBound) }
        return range
    }

    /// Which values are null, by the bitmap of those that are not; where none is null, it may be left out.
    private mutating func nulls(_ count: Int, _ nullCount: Int) throws(ArrowError) -> [Bool]? {
        let range = try buffer()
        if range.isEmpty, nullCount == 0 { return nil }
        guard range.count >= (count + 7) / 8 else { throw .malformed(.buffer, at: range.lowerBound) }
        let bitmap = bytes.span.extracting(range)
        guard bitmap.setBits(count) == count - nullCount else { throw .malformed(.nulls, at: range.lowerBound) }
        return nullCount == 0 ? nil : bitmap.bits(count, inverted: true)
    }

    private mutating func values(_ field: Field, _ count: Int, _ isNull: [Bool]?) throws(ArrowError) -> Values {
        switch field.kind {
        case .truth:
            let range = try buffer(of: count, bits: 1)
            return .truths(bytes.span.extracting(range).bits(count))
        case .integer(let bits, let isSigned): return try integers(bits, isSigned, count)
        case .float: return .float(try numbers(UInt32.self, count) { Float(bitPattern: $0) })
        case .double: return .double(try numbers(UInt64.self, count) { Double(bitPattern: $0) })
        case .text(let isWide): return .texts(try texts(try offsets(count, isWide: isWide), isNull))
        case .bytes(let isWide): return .bytes(try byteStrings(try offsets(count, isWide: isWide)))
        case .list(let element, let isWide):
            let offsets = try offsets(count, isWide: isWide)
            let elements = try column(element)
            guard offsets[count] <= elements.count else { throw .malformed(.offsets, at: message.start) }
            guard elements.count <= Int32.max else { throw .unsupported("LargeList", column: field.name) }
            return .lists(offsets: offsets.map { Int32($0) }, elements: elements)
        }
    }

    /// Unsigned integers are read into the next wider ones.
    private mutating func integers(_ bits: Int32, _ isSigned: Bool, _ count: Int) throws(ArrowError) -> Values {
        switch (bits, isSigned) {
        case (8, true): .int8(try numbers(Int8.self, count) { $0 })
        case (8, false): .int16(try numbers(UInt8.self, count) { Int16($0) })
        case (16, true): .int16(try numbers(Int16.self, count) { $0 })
        case (16, false): .int32(try numbers(UInt16.self, count) { Int32($0) })
        case (32, true): .int32(try numbers(Int32.self, count) { $0 })
        case (32, false): .int64(try numbers(UInt32.self, count) { Int64($0) })
        default: .int64(try numbers(Int64.self, count) { $0 })
        }
    }

    @inline(__always) private mutating func numbers<T: FixedWidthInteger, Value>(
        _ type: T.Type, _ count: Int, _ value: (T) -> Value
    ) throws(ArrowError) -> [Value] {
        let range = try buffer(of: count, bits: T.bitWidth)
        return bytes.span.extracting(range).numbers(type, count, value)
    }
}
