import Graph

extension Importer {
    /// Reads one of the Million Song Dataset's SQLite files, known by its tables.
    ///
    /// Artists have the dataset's artist id for a key, albums the artist's id before their name.
    func msd(_ path: String) throws(IngestError) -> Int {
        let file = try SQLiteFile(path: path)
        let tables = try file.tables()
        var batch = GraphBatch(self)
        var rows = 0
        let known = ["songs", "artist_term", "similarity"].filter(tables.contains)
        guard let table = known.first else {
            throw .missingTable(path: path, wanted: ["songs", "artist_term", "similarity"], found: tables)
        }
        try file.expect(rowsOf: [table] + tables.filter { table == "artist_term" && $0 == "artist_mbtag" })
        switch table {
        case "songs": try readSongs(file, into: &batch, &rows)
        case "artist_term": try readTerms(file, tables, into: &batch, &rows)
        default:
            try readPairs(file, "similarity", ("target", "artist"), ("similar", "artist"), "similarTo", &batch, &rows)
        }
        try batch.finish()
        return rows
    }

    /// `track_metadata.db`: a row a track.
    private func readSongs(
        _ file: SQLiteFile, into batch: inout GraphBatch, _ rows: inout Int
    ) throws(IngestError) {
        let columns = [
            "track_id", "title", "song_id", "release", "artist_id", "artist_mbid", "artist_name", "duration",
            "artist_familiarity", "artist_hotttnesss", "year",
        ]
        try file.eachRow(of: "songs", columns) { row throws(IngestError) in
            rows += 1
            if rows & 0xFFFF == 0 { try tick(rows, of: file) }
            guard let key = try row.text(2) else { return }
            let name = NodeName(type: "song", key: key)
            let song = try batch.place(name.text, at: file)
            var properties = try row.text(0).map { [Property("track", .string($0))] } ?? []
            if let duration = row.number(7) { properties.append(Property("duration", .number(duration))) }
            try batch.define(song, name, label: row.text(1), properties: properties, at: file)
            try batch.link(song, released: row.whole(10), at: file)
            guard let artist = try row.text(4) else { return }
            try addArtist(artist, of: song, row, file, &batch)
            guard let album = try row.text(3) else { return }
            try batch.link(
                song, "onAlbum", NodeName(type: "album", key: "\(artist): \(album)"), label: album, at: file)
        }
    }

    private func addArtist(
        _ key: String, of song: Int, _ row: SQLiteRow, _ file: SQLiteFile, _ batch: inout GraphBatch
    ) throws(IngestError) {
        let name = NodeName(type: "artist", key: key)
        let place = try batch.place(name.text, at: file)
        if !batch.isDefined(place) {
            var properties = try row.text(5).map { [Property("mbid", .string($0))] } ?? []
            if let number = row.number(8) { properties.append(Property("familiarity", .number(number))) }
            if let number = row.number(9) { properties.append(Property("hotttnesss", .number(number))) }
            try batch.define(place, name, label: row.text(6), properties: properties, at: file)
        }
        try batch.join(song, "sungBy", place)
    }

    /// `artist_term.db`: the terms of artists, and MusicBrainz's tags where the file has them.
    private func readTerms(
        _ file: SQLiteFile, _ tables: [String], into batch: inout GraphBatch, _ rows: inout Int
    ) throws(IngestError) {
        try readPairs(file, "artist_term", ("artist_id", "artist"), ("term", "tag"), "taggedWith", &batch, &rows)
        guard tables.contains("artist_mbtag") else { return }
        try readPairs(file, "artist_mbtag", ("artist_id", "artist"), ("mbtag", "tag"), "taggedWith", &batch, &rows)
    }

    /// A table of edges; each end is a column and the type of its nodes.
    private func readPairs(
        _ file: SQLiteFile, _ table: String, _ head: (column: String, type: String),
        _ tail: (column: String, type: String), _ relation: String, _ batch: inout GraphBatch, _ rows: inout Int
    ) throws(IngestError) {
        try file.eachRow(of: table, [head.column, tail.column]) { row throws(IngestError) in
            rows += 1
            if rows & 0xFFFF == 0 { try tick(rows, of: file) }
            guard let first = try row.text(0), let second = try row.text(1) else { return }
            let node = try batch.node(NodeName(type: head.type, key: first), label: nil, at: file)
            try batch.link(
                node, relation, NodeName(type: tail.type, key: second), label: tail.type == "tag" ? second : nil,
                at: file)
        }
    }
}
