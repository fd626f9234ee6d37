/// A message of a stream (`Message.fbs`): metadata of a table, and a body of buffers.
struct Message {
    /// What the format's union `MessageHeader` has, as far as it is read.
    enum Kind: UInt8 { case schema = 1, recordBatch = 3 }

    let kind: Kind
    let header: FlatTable
    /// The place of its first byte in the stream.
    let start: Int
    let body: Range<Int>
}

/// Parts a stream into its messages ("Encapsulated message format"): a mark of four bytes of ones, which streams before
/// format 0.15 lack, the metadata's size, the metadata, the body.
struct MessageReader {
    let bytes: [UInt8]
    private var place = 0
    private var isAtEnd = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next message; nil behind the last.
    mutating func next() throws(ArrowError) -> Message? {
        guard !isAtEnd, place < bytes.count else { return nil }
        let start = place
        var size = try nextNumber()
        if size == -1 { size = try nextNumber() }
        if size == 0 {
            isAtEnd = true
            // Zeros may fill the bytes up to some multiple.
            guard bytes[place...].allSatisfy({ $0 == 0 }) else { throw .malformed(.order, at: place) }
            return nil
        }
        let metadata = try take(Int64(size), of: start)
        let message = try FlatTable(rootOf: bytes, in: metadata)
        try check(message)
        let kind = try kind(message)
        guard let header = try message.table(2) else { throw message.flaw }
        let body = try take(message.scalar(3) ?? 0, of: start)
        return Message(kind: kind, header: header, start: start, body: body)
    }

    private mutating func nextNumber() throws(ArrowError) -> Int32 {
        let range = try take(4, of: place)
        return bytes.span.extracting(range).number(Int32.self, 0)
    }

    private mutating func take(_ size: Int64, of start: Int) throws(ArrowError) -> Range<Int> {
        guard (0...Int64(bytes.count - place)).contains(size) else { throw .malformed(.cutShort, at: start) }
        defer { place += Int(size) }
        return place..<place + Int(size)
    }

    /// Versions 4 and 5 differ in unions alone.
    private func check(_ message: FlatTable) throws(ArrowError) {
        let version = try message.scalar(0, as: Int16.self) ?? 0
        guard version == 3 || version == 4 else { throw .unsupported("MetadataVersion \(version)", column: nil) }
    }

    private func kind(_ message: FlatTable) throws(ArrowError) -> Message.Kind {
        let number = try message.scalar(1, as: UInt8.self) ?? 0
        if let kind = Message.Kind(rawValue: number) { return kind }
        switch number {
        case 2: throw .unsupported("DictionaryBatch", column: nil)
        case 4: throw .unsupported("Tensor", column: nil)
        case 5: throw .unsupported("SparseTensor", column: nil)
        default: throw message.flaw
        }
    }
}
