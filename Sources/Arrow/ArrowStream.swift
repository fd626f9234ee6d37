/// A stream of Arrow's ("Arrow Columnar Format", IPC streaming format): a message that has the schema, then one for each
/// batch of rows, then a mark of the end.
///
/// What it reads and writes are columns of truths, integers, floating-point numbers, texts, bytes, and lists of those.
package struct ArrowStream {
    private var messages: MessageReader
    private let fields: [Field]

    /// Begins to read a stream: reads its schema.
    package init(_ bytes: [UInt8]) throws(ArrowError) {
        messages = MessageReader(bytes)
        guard let first = try messages.next(), first.kind == .schema else { throw .malformed(.order, at: 0) }
        fields = try Field.all(first.header)
    }

    /// The names of the columns, in their order; there without a batch too.
    package var columnNames: [String] { fields.map(\.name) }

    /// The next batch; nil where the stream is at its end, by its mark or because the bytes are.
    package mutating func next() throws(ArrowError) -> RecordBatch? {
        guard let message = try messages.next() else { return nil }
        guard message.kind == .recordBatch else { throw .malformed(.order, at: message.start) }
        var reader = try BatchReader(message, of: messages.bytes)
        return try reader.batch(fields)
    }

    /// All batches of a stream.
    package static func read(_ bytes: [UInt8]) throws(ArrowError) -> [RecordBatch] {
        var stream = try ArrowStream(bytes)
        var batches: [RecordBatch] = []
        while let batch = try stream.next() { batches.append(batch) }
        return batches
    }
}
