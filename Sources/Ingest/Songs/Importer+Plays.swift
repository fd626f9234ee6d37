import Graph
import TripleStore

extension Importer {
    /// Reads `user song count` lines, a time after some; the count rides on the edge `played`, the time is its property.
    func plays(_ path: String) throws(IngestError) -> Int {
        var rows = PlayRows()
        try eachLine(of: path) { line, reader throws(IngestError) in try rows.append(line, reader) }
        return try addPlays(rows, count: rows.user.count).triples.count
    }

    /// Adds all listeners and songs of the tables, and the first `count` rows as plays.
    func addPlays(
        _ rows: PlayRows, count: Int
    ) throws(IngestError) -> (users: [NodeID], songs: [NodeID], triples: [Triple]) {
        beginStoring()
        let users = try addNodes(rows.users, type: "user")
        let songs = try addNodes(rows.songs, type: "song")
        let played = try stored { () throws(StoreError) in try writer.relation(named: "played") }
        let triples = zip(rows.user, rows.song).prefix(count).map { Triple(users[Int($0)], played, songs[Int($1)]) }
        let weights = Array(rows.counts.prefix(count))
        try load(triples, weights: weights)
        try addTimes(rows.times, of: triples)
        return (users, songs, triples)
    }

    /// Sets the times of plays, a million at once.
    private func addTimes(_ times: [PlayRows.Time], of plays: [Triple]) throws(IngestError) {
        for start in stride(from: 0, to: times.count, by: 1 << 20) {
            let portion = times[start..<min(start + 1 << 20, times.count)]
            try stored { () throws(StoreError) in
                try writer.set(
                    portion.map { (triple: plays[$0.row], properties: [Property(Vocabulary.timeName, $0.value)]) })
            }
        }
    }
}

/// The rows of a plays file, names once and numbers after.
struct PlayRows {
    var users = NameTable()
    var songs = NameTable()
    var user: [UInt32] = []
    var song: [UInt32] = []
    var counts: [Float] = []
    /// The times that are known, in the order of rows.
    var times: [Time] = []

    /// When a play was.
    struct Time {
        let row: Int
        let value: PropertyValue
    }

    /// Reads one line, in which a time may follow the count; where rows are not dated, what follows is passed over.
    mutating func append(
        _ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader, isDated: Bool = true
    ) throws(IngestError) {
        var fields = Fields(line, by: .blanks)
        let (user, song, count, time) = (fields.next(), fields.next(), fields.next(), fields.next())
        guard let user, let song, let count, fields.next() == nil else {
            let found = Fields(line, by: .blanks).reduce(0) { count, _ in count + 1 }
            throw reader.malformed(.fieldCount(found: found, expected: "3 or 4: user, song, count, time"))
        }
        guard let plays = count.wholeNumber, (1...Vocabulary.countLimit).contains(plays) else {
            let text = String(decoding: count, as: UTF8.self)
            throw reader.malformed(.badNumber(field: "count", text: text))
        }
        if isDated, let time { times.append(Time(row: counts.count, value: try Self.time(time, reader))) }
        self.user.append(UInt32(try users.number(of: user, in: reader)))
        self.song.append(UInt32(try songs.number(of: song, in: reader)))
        counts.append(Float(plays))
    }

    /// A number, or a text of those forms of ISO 8601 that sort as they are: `2024-05`, `2024-05-01`,
    /// `2024-05-01T20:15`, `2024-05-01T20:15:00`, a `Z` behind or not.
    private static func time(
        _ field: UnsafeBufferPointer<UInt8>, _ reader: LineReader
    ) throws(IngestError) -> PropertyValue {
        let text = String(decoding: field, as: UTF8.self)
        switch PropertyValue(bare: text) {
        case .integer(let whole)?: return .integer(whole)
        case .number(let number)?: return .number(number)
        default:
            let date = text.hasSuffix("Z") ? text.dropLast() : text[...]
            let isDate =
                [7, 10, 16, 19].contains(date.utf8.count)
                && zip(date.utf8, "0000-00-00T00:00:00".utf8).allSatisfy { byte, form in
                    form == 0x30 ? (0x30...0x39).contains(byte) : byte == form
                }
            guard isDate else { throw reader.malformed(.badNumber(field: "time", text: text)) }
            return .string(text)
        }
    }
}
