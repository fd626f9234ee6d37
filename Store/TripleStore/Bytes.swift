import LMDB

// The store's records: little-endian integers, variable-length counts, UTF-8.

extension [UInt8] {
    /// Appends an integer, least byte first.
    mutating func append<T: FixedWidthInteger>(little value: T) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> T(shift))) }
    }

    /// Appends an integer, greatest byte first: byte order is then the order of numbers.
    mutating func append<T: FixedWidthInteger>(big value: T) {
        append(little: value.byteSwapped)
    }

    /// Appends a count, seven bits a byte, the least first.
    mutating func append(count: Int) {
        var rest = count
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Appends a text after its length.
    mutating func append(text: String) {
        append(count: text.utf8.count)
        append(contentsOf: text.utf8)
    }
}

/// How far a record has been read.
struct RecordPosition {
    var offset = 0
}

extension Span<UInt8> {
    /// The next `count` bytes' bounds; `corrupted` where the record ends before.
    private func take(_ count: Int, _ position: inout RecordPosition) throws(LMDBError) -> Range<Int> {
        guard count >= 0, count <= self.count - position.offset else { throw .corrupted("a record cut short") }
        defer { position.offset += count }
        return position.offset..<position.offset + count
    }

    /// The next integer, least byte first.
    func little<T: FixedWidthInteger>(_ position: inout RecordPosition, as type: T.Type = T.self)
        throws(LMDBError) -> T
    {
        var value: T = 0
        for index in try take(T.bitWidth / 8, &position).reversed() { value = value << 8 | T(self[index]) }
        return value
    }

    /// The next integer, greatest byte first.
    func big<T: FixedWidthInteger>(_ position: inout RecordPosition, as type: T.Type = T.self)
        throws(LMDBError) -> T
    {
        try little(&position, as: T.self).byteSwapped
    }

    /// The next count.
    func count(_ position: inout RecordPosition) throws(LMDBError) -> Int {
        var (value, shift) = (0, 0)
        while shift < 56 {
            let byte = Int(self[try take(1, &position).lowerBound])
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .corrupted("a count without an end")
    }

    /// The next text, which follows its length.
    func text(_ position: inout RecordPosition) throws(LMDBError) -> String {
        try text(try count(&position), &position)
    }

    /// The next `count` bytes as a text.
    func text(_ count: Int, _ position: inout RecordPosition) throws(LMDBError) -> String {
        let range = try take(count, &position)
        guard let text = try? UTF8Span(validating: extracting(range)) else { throw .corrupted("a text not in UTF-8") }
        return String(copying: text)
    }

    /// What is left, as a text.
    func rest(_ position: inout RecordPosition) throws(LMDBError) -> String {
        try text(count - position.offset, &position)
    }

    /// Whether it begins with `bytes`.
    func starts(with bytes: [UInt8]) -> Bool {
        guard bytes.count <= count else { return false }
        for place in bytes.indices where self[place] != bytes[place] { return false }
        return true
    }

    /// The bytes in an array.
    var array: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return bytes
    }
}
