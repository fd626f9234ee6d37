extension ArrowStream {
    /// The bytes of a stream of one batch: what Spark Connect takes for a local relation.
    package static func bytes(of batch: RecordBatch) throws(ArrowError) -> [UInt8] { try bytes(of: [batch])! }

    /// The bytes of a stream of batches, which have columns of the same names and types; nil where they have not, or where
    /// there is none, so that nothing says what a schema would.
    package static func bytes(of batches: [RecordBatch]) throws(ArrowError) -> [UInt8]? {
        guard let first = batches.first, batches.allSatisfy({ $0.hasSchema(of: first) }) else { return nil }
        var bytes: [UInt8] = []
        appendMessage(.schema, header: [1: .tables(first.columns.map(\.field))], body: [], to: &bytes)
        for batch in batches {
            var writer = BatchWriter()
            for column in batch.columns { try writer.add(column) }
            appendMessage(.recordBatch, header: writer.header(rowCount: batch.rowCount), body: writer.body, to: &bytes)
        }
        return bytes + mark + [0, 0, 0, 0]
    }

    /// What a message begins with, and the end of the stream too.
    private static let mark: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

    /// Appends a message ("Encapsulated message format"); the version of its metadata is V5.
    private static func appendMessage(
        _ kind: Message.Kind, header: [Int: FlatValue], body: [UInt8], to bytes: inout [UInt8]
    ) {
        let metadata = FlatBuilder.bytes(ofRoot: [
            0: .int16(4), 1: .byte(kind.rawValue), 2: .table(header), 3: .int64(body.count),
        ])
        bytes += mark
        bytes.append(numbers: CollectionOfOne(UInt32(metadata.count))) { $0 }
        bytes += metadata
        bytes += body
    }
}
