import Arrow

/// Any bytes are a stream of Arrow's that is written as it was read, or an error in a place that they have.
struct ArrowTrial: Trial {
    func take(_ bytes: [UInt8]) throws {
        let batches: [RecordBatch]
        do throws(ArrowError) {
            batches = try ArrowStream.read(bytes)
        } catch {
            guard case .malformed(_, let place) = error else { return }
            return try hold((0...bytes.count).contains(place), "an error at \(place) of \(bytes.count)")
        }
        guard let written = try ArrowStream.bytes(of: batches) else {
            return try hold(batches.isEmpty, "batches of unlike columns")
        }
        let again = try ArrowStream.read(written)
        try hold(again.map(\.rowCount) == batches.map(\.rowCount), "other rows when read again")
        // As bytes, since a number that is none is unlike itself.
        try hold(ArrowStream.bytes(of: again) == written, "written otherwise when read again")
    }
}
