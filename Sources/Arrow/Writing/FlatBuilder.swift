/// Writes a Flatbuffer ("FlatBuffers Internals") from front to back: a table's vtable, the table, then what it points to.
struct FlatBuilder {
    private var bytes: [UInt8] = []

    /// The bytes of a Flatbuffer with this table as its root, a multiple of 8 of them.
    static func bytes(ofRoot table: [Int: FlatValue]) -> [UInt8] {
        var builder = FlatBuilder()
        builder.append(0, width: 4)
        builder.point(from: 0, to: builder.place(ofTable: table))
        builder.pad(toMultipleOf: 8)
        return builder.bytes
    }

    /// Writes a value that no table has in itself; answers where it is.
    private mutating func place(of value: FlatValue) -> Int {
        switch value {
        case .scalar(let number, let width):
            defer { append(number, width: width) }
            return bytes.count
        case .text(let text): return place(ofText: text)
        case .table(let fields): return place(ofTable: fields)
        case .tables(let tables): return place(ofTables: tables)
        case .pairs(let pairs): return place(ofPairs: pairs)
        }
    }

    /// Wide fields come first; since the table begins 4 bytes behind a multiple of 8, each lies at a multiple of its width.
    private mutating func place(ofTable fields: [Int: FlatValue]) -> Int {
        let ordered = fields.sorted { ($1.value.width, $0.key) < ($0.value.width, $1.key) }
        let vtableSize = 4 + 2 * (fields.keys.max().map { $0 + 1 } ?? 0)
        var offsets: [Int: Int] = [:]
        var size = 4
        for (field, value) in ordered {
            offsets[field] = size
            size += value.width
        }
        while (bytes.count + vtableSize) % 8 != 4 { bytes.append(0) }
        append(UInt64(vtableSize), width: 2)
        append(UInt64(size), width: 2)
        for field in 0..<(vtableSize - 4) / 2 { append(UInt64(offsets[field] ?? 0), width: 2) }
        let start = bytes.count
        append(UInt64(vtableSize), width: 4)
        for (_, value) in ordered {
            if case .scalar(let number, let width) = value { append(number, width: width) } else { append(0, width: 4) }
        }
        for (field, value) in ordered {
            if case .scalar = value { continue }
            point(from: start + offsets[field]!, to: place(of: value))
        }
        return start
    }

    private mutating func place(ofText text: String) -> Int {
        pad(toMultipleOf: 4)
        let start = bytes.count
        append(UInt64(text.utf8.count), width: 4)
        bytes += text.utf8
        bytes.append(0)
        return start
    }

    private mutating func place(ofTables tables: [FlatValue]) -> Int {
        pad(toMultipleOf: 4)
        let start = bytes.count
        append(UInt64(tables.count), width: 4)
        for _ in tables { append(0, width: 4) }
        for (number, table) in tables.enumerated() { point(from: start + 4 + 4 * number, to: place(of: table)) }
        return start
    }

    private mutating func place(ofPairs pairs: [(Int64, Int64)]) -> Int {
        while bytes.count % 8 != 4 { bytes.append(0) }
        let start = bytes.count
        append(UInt64(pairs.count), width: 4)
        for (first, second) in pairs {
            append(UInt64(bitPattern: first), width: 8)
            append(UInt64(bitPattern: second), width: 8)
        }
        return start
    }

    private mutating func append(_ number: UInt64, width: Int) {
        for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))) }
    }

    private mutating func pad(toMultipleOf width: Int) {
        while bytes.count % width != 0 { bytes.append(0) }
    }

    /// Sets the offset at a place.
    private mutating func point(from place: Int, to target: Int) {
        for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: (target - place) >> (8 * byte)) }
    }
}
