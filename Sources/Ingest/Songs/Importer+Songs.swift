import Graph

extension Importer {
    /// Reads a CSV of songs: each becomes a node with edges to its artist, album, year and tags.
    func songs(_ path: String, tags: [String]) throws(IngestError) -> Int {
        var reader = try CSVReader(path: path)
        guard let header = try reader.next() else { throw .empty(path: path) }
        let columns = try SongColumns(header, tags: tags, path: path)
        var batch = GraphBatch(self)
        let rows = try eachRecord(of: &reader, below: header) { fields, reader throws(IngestError) in
            try batch.add(columns.song(fields, reader), at: reader)
        }
        guard rows > 0 else { throw .empty(path: path) }
        try batch.finish()
        return rows
    }
}

/// One record of a songs file.
private struct Song {
    let key: String
    let title: String
    let artist: String
    let album: String
    let year: Int
    let tags: [String]
    let properties: [Property]

    /// An album's name alone is not unique: its key has the artist before it.
    var albumKey: String { artist.isEmpty ? album : "\(artist): \(album)" }
}

/// Which column of a songs file holds what.
private struct SongColumns {
    private let id, title: Int
    private let album, artist, year: Int?
    private let tags: [Int]
    private let properties: [(name: String, column: Int)]

    init(_ header: [String], tags: [String], path: String) throws(IngestError) {
        let names = header.map { $0.trimmingBlanks().lowercased() }
        func column(_ name: String) throws(IngestError) -> Int {
            guard let found = names.firstIndex(of: name.lowercased()) else {
                throw .missingColumn(path: path, name: name, found: header)
            }
            return found
        }
        id = try column("song_id")
        title = try column("title")
        (album, artist, year) = (
            names.firstIndex(of: "release"), names.firstIndex(of: "artist_name"), names.firstIndex(of: "year")
        )
        var tagged: [Int] = []
        for tag in tags { tagged.append(try column(tag)) }
        self.tags = tagged
        let known = Set([id, title] + [album, artist, year].compactMap(\.self) + tagged)
        properties = header.indices.filter { !known.contains($0) }.map { (header[$0].trimmingBlanks(), $0) }
    }

    func song(_ fields: [String], _ reader: CSVReader) throws(IngestError) -> Song {
        func text(_ column: Int?) -> String { column.map { fields[$0].trimmingBlanks() } ?? "" }
        guard !text(id).isEmpty else { throw reader.malformed(.emptyField("song_id")) }
        for name in [text(id), text(artist) + ": " + text(album)] where name.utf8.count > NameTable.nameLimit {
            throw reader.malformed(.longName(limit: NameTable.nameLimit))
        }
        guard let year = text(year).isEmpty ? 0 : Int(text(year)) else {
            throw reader.malformed(.badNumber(field: "year", text: text(year)))
        }
        return Song(
            key: text(id), title: text(title), artist: text(artist), album: text(album), year: year,
            tags: tags.flatMap { text($0).split(separator: "|").map { String($0).trimmingBlanks() } }
                .filter { !$0.isEmpty },
            properties: properties.filter { !text($0.column).isEmpty }
                .map { Property($0.name, PropertyValue(reading: text($0.column))) })
    }
}

extension GraphBatch {
    /// Adds a song with edges to its artist, album, year and tags.
    fileprivate mutating func add(_ song: Song, at location: some Located) throws(IngestError) {
        let name = NodeName(type: "song", key: song.key)
        let head = try place(name.text, at: location)
        try define(
            head, name, label: song.title.isEmpty ? nil : song.title, properties: song.properties, at: location)
        try link(head, "sungBy", NodeName(type: "artist", key: song.artist), label: song.artist, at: location)
        if !song.album.isEmpty {
            try link(head, "onAlbum", NodeName(type: "album", key: song.albumKey), label: song.album, at: location)
        }
        try link(head, released: song.year, at: location)
        for tag in song.tags { try link(head, "taggedWith", NodeName(type: "tag", key: tag), label: tag, at: location) }
    }

    /// Adds an edge to a node, which is made with its label; an empty key is none.
    mutating func link(
        _ head: Int, _ relation: String, _ name: NodeName, label: String?, at location: some Located
    ) throws(IngestError) {
        guard !name.key.isEmpty else { return }
        try join(head, relation, try node(name, label: label, at: location))
    }

    /// Adds an edge to a year; 0 is none.
    mutating func link(_ head: Int, released year: Int, at location: some Located) throws(IngestError) {
        guard year != 0 else { return }
        try link(head, "releasedIn", NodeName(type: "year", key: "\(year)"), label: "\(year)", at: location)
    }
}

extension PropertyValue {
    /// A whole or decimal number where the text is just how that number is written, else the text.
    init(reading text: String) {
        if let whole = Int64(text), String(whole) == text {
            self = .integer(whole)
        } else if let number = Double(text), number.isFinite, "\(number)" == text {
            self = .number(number)
        } else {
            self = .string(text)
        }
    }
}

extension String {
    /// The text without blanks at either end.
    func trimmingBlanks() -> String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? endIndex
        return start < end ? String(self[start..<end]) : ""
    }
}
