import Graph
import TripleStore

extension Importer {
    /// Reads a CSV of songs: each becomes a node with edges to its artist, album, year and tags.
    func songs(_ path: String, tags: [String]) throws(IngestError) -> Int {
        var reader = try CSVReader(path: path)
        guard let header = try reader.next() else { throw .empty(path: path) }
        let columns = try SongColumns(header, tags: tags, path: path)
        var batch = SongBatch()
        var rows = 0
        while let fields = try reader.next() {
            guard fields.count == header.count else {
                let expected = "\(header.count), as the header has"
                throw reader.malformed(.fieldCount(found: fields.count, expected: expected))
            }
            try batch.append(columns.song(fields, reader))
            rows += 1
            if rows & 0xFFF == 0 { try tick(rows) }
        }
        guard rows > 0 else { throw .empty(path: path) }
        try batch.store(self)
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

/// The nodes and edges of many songs, stored at once; types and relations that none of them has are not made.
private struct SongBatch {
    private var nodes: [(type: String, node: (key: String, label: String?, properties: [Property]))] = []
    private var edges: [(head: Int, relation: String, tail: Int)] = []
    private var places: [NodeName: Int] = [:]

    private struct NodeName: Hashable {
        let type: String
        let key: String
    }

    mutating func append(_ record: Song) {
        let head = nodes.count
        nodes.append(("song", (record.key, record.title.isEmpty ? nil : record.title, record.properties)))
        join(head, "sungBy", "artist", key: record.artist, label: record.artist)
        if !record.album.isEmpty { join(head, "onAlbum", "album", key: record.albumKey, label: record.album) }
        if record.year != 0 { join(head, "releasedIn", "year", key: "\(record.year)", label: "\(record.year)") }
        for name in record.tags { join(head, "taggedWith", "tag", key: name, label: name) }
    }

    private mutating func join(_ head: Int, _ relation: String, _ type: String, key: String, label: String) {
        guard !key.isEmpty else { return }
        let name = NodeName(type: type, key: key)
        let place = places[name] ?? nodes.count
        if place == nodes.count {
            nodes.append((type, (key, label, [])))
            places[name] = place
        }
        edges.append((head, relation, place))
    }

    func store(_ importer: Importer) throws(IngestError) {
        let types = try Self.numbers(of: nodes.map(\.type)) { name throws(IngestError) in try importer.type(name) }
        let relations = try Self.numbers(of: edges.map(\.relation)) { name throws(IngestError) in
            try importer.stored { () throws(StoreError) in try importer.writer.relation(named: name) }
        }
        let new = nodes.compactMap { type, node in
            types[type].map { NewNode(type: $0, key: node.key, label: node.label, properties: node.properties) }
        }
        let ids = try importer.stored { () throws(StoreError) in try importer.writer.add(new) }
        let triples = edges.compactMap { edge in
            relations[edge.relation].map { Triple(ids[edge.head], $0, ids[edge.tail]) }
        }
        _ = try importer.stored { () throws(StoreError) in try importer.writer.load(triples, weights: nil) }
    }

    /// The number of each name, made in order of first use.
    private static func numbers<Number>(
        of names: [String], make: (String) throws(IngestError) -> Number
    ) throws(IngestError) -> [String: Number] {
        var numbers: [String: Number] = [:]
        for name in names where numbers[name] == nil { numbers[name] = try make(name) }
        return numbers
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
    fileprivate func trimmingBlanks() -> String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? endIndex
        return start < end ? String(self[start..<end]) : ""
    }
}
