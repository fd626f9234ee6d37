import Graph

extension Importer {
    /// Reads `track<SEP>song<SEP>artist<SEP>title` lines, the form of the Million Song Dataset's `unique_tracks.txt`.
    ///
    /// Artists have their names for keys; of a song that has an artist already, by `track_metadata.db`, that is kept.
    func tracks(_ path: String) throws(IngestError) -> Int {
        var batch = GraphBatch(self)
        var rows = 0
        try eachLine(of: path) { line, reader throws(IngestError) in
            guard let text = line.text else { throw reader.malformed(.notUTF8) }
            let fields = text.components(between: "<SEP>")
            guard fields.count == 4 else {
                throw reader.malformed(
                    .fieldCount(found: fields.count, expected: "4 with <SEP> between: track, song, artist, title"))
            }
            guard !fields[1].isEmpty else { throw reader.malformed(.emptyField("song")) }
            let name = NodeName(type: "song", key: fields[1])
            let song = try batch.place(name.text, at: reader)
            try batch.define(
                song, name, label: fields[3].isEmpty ? nil : fields[3],
                properties: fields[0].isEmpty ? [] : [Property("track", .string(fields[0]))], at: reader)
            if try !hasArtist(song: fields[1]) {
                try batch.link(
                    song, "sungBy", NodeName(type: "artist", key: fields[2]), label: fields[2], at: reader)
            }
            rows += 1
        }
        try batch.finish()
        return rows
    }

    /// Whether the graph says already who sings the song of this key.
    private func hasArtist(song key: String) throws(IngestError) -> Bool {
        guard let type = writer.vocabulary.type(named: "song"),
            let relation = writer.vocabulary.relation(named: "sungBy")
        else { return false }
        do throws(GraphError) {
            guard let song = try writer.node(type: type, key: key) else { return false }
            return try !writer.neighbours(of: [song], via: .only([relation]), direction: .out).nodes.isEmpty
        } catch { throw .graph(error) }
    }
}

extension String {
    /// The parts between separators, without blanks at their ends.
    fileprivate func components(between separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { String($0).trimmingBlanks() }
    }
}
