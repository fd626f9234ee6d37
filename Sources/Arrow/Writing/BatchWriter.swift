/// Gathers the body of a batch, and what says where in it the columns lie (`Message.fbs`, table `RecordBatch`).
struct BatchWriter {
    private(set) var body: [UInt8] = []
    private var nodes: [(Int64, Int64)] = []
    private var buffers: [(Int64, Int64)] = []

    /// The header of the message.
    func header(rowCount: Int) -> [Int: FlatValue] { [0: .int64(rowCount), 1: .pairs(nodes), 2: .pairs(buffers)] }

    /// Adds a column's buffers, each at a multiple of 8; where none of its values is null, its bitmap is left out.
    mutating func add(_ column: Column) throws(ArrowError) {
        let nulls = column.isNull?.count { $0 } ?? 0
        nodes.append((Int64(column.count), Int64(nulls)))
        addBuffer { if let isNull = column.isNull { $0.append(bits: isNull, inverted: true) } }
        try addValues(of: column)
    }

    private mutating func addValues(of column: Column) throws(ArrowError) {
        switch column.values {
        case .truths(let values): addBuffer { $0.append(bits: values) }
        case .int8(let values): addBuffer { $0.append(numbers: values) { UInt8(bitPattern: $0) } }
        case .int16(let values): addBuffer { $0.append(numbers: values) { UInt16(bitPattern: $0) } }
        case .int32(let values): addBuffer { $0.append(numbers: values) { UInt32(bitPattern: $0) } }
        case .int64(let values): addBuffer { $0.append(numbers: values) { UInt64(bitPattern: $0) } }
        case .float(let values): addBuffer { $0.append(numbers: values) { $0.bitPattern } }
        case .double(let values): addBuffer { $0.append(numbers: values) { $0.bitPattern } }
        case .texts(let values): try addContent(of: column, values) { $0.utf8 }
        case .bytes(let values): try addContent(of: column, values) { $0 }
        case .lists(let offsets, let elements):
            addBuffer { $0.append(numbers: offsets) { UInt32(bitPattern: $0) } }
            try add(elements)
        }
    }

    /// Adds offsets, and the bytes of each value that is not null.
    private mutating func addContent<Value, Content: Collection<UInt8>>(
        of column: Column, _ values: [Value], _ content: (Value) -> Content
    ) throws(ArrowError) {
        var ends: [UInt32] = [0]
        ends.reserveCapacity(values.count + 1)
        var end = 0
        for row in values.indices {
            if column.isNull?[row] != true { end += content(values[row]).count }
            ends.append(UInt32(truncatingIfNeeded: end))
        }
        guard end <= Int32.max else { throw .tooLarge(column: column.name) }
        addBuffer { $0.append(numbers: ends) { $0 } }
        addBuffer { body in
            body.reserveCapacity(body.count + end + 8)
            for row in values.indices where column.isNull?[row] != true { body += content(values[row]) }
        }
    }

    private mutating func addBuffer(_ append: (inout [UInt8]) -> Void) {
        let start = body.count
        append(&body)
        buffers.append((Int64(start), Int64(body.count - start)))
        while body.count % 8 != 0 { body.append(0) }
    }
}
