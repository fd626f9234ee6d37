import Graph
import TripleStore

extension Importer {
    /// Reads `user song count` lines; the count rides on the edge `played`.
    func plays(_ path: String) throws(IngestError) -> Int {
        var rows = PlayRows()
        try eachLine(of: path) { line, reader throws(IngestError) in try rows.append(line, reader) }
        return try addPlays(rows, count: rows.user.count).triples.count
    }

    /// Adds all listeners and songs of the tables, and the first `count` rows as plays.
    func addPlays(
        _ rows: PlayRows, count: Int
    ) throws(IngestError) -> (users: [NodeID], songs: [NodeID], triples: [Triple]) {
        let users = try addNodes(rows.users, type: "user")
        let songs = try addNodes(rows.songs, type: "song")
        let played = try stored { () throws(StoreError) in try writer.relation(named: "played") }
        let triples = zip(rows.user, rows.song).prefix(count).map { Triple(users[Int($0)], played, songs[Int($1)]) }
        let weights = Array(rows.counts.prefix(count))
        _ = try stored { () throws(StoreError) in try writer.load(triples, weights: weights) }
        return (users, songs, triples)
    }
}

/// The rows of a plays file, names once and numbers after.
struct PlayRows {
    var users = NameTable()
    var songs = NameTable()
    var user: [UInt32] = []
    var song: [UInt32] = []
    var counts: [Float] = []

    /// Reads one line; in the files of a split a time may follow the count.
    mutating func append(
        _ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader, timed: Bool = false
    ) throws(IngestError) {
        var fields = Fields(line, by: .blanks)
        guard let user = fields.next(), let song = fields.next(), let count = fields.next(),
            (timed ? fields.next().flatMap { _ in fields.next() } : fields.next()) == nil
        else {
            let found = Fields(line, by: .blanks).reduce(0) { count, _ in count + 1 }
            throw reader.malformed(.fieldCount(found: found, expected: "3: user, song, count"))
        }
        guard let plays = count.wholeNumber, (1...Vocabulary.countLimit).contains(plays) else {
            let text = String(decoding: count, as: UTF8.self)
            throw reader.malformed(.badNumber(field: "count", text: text))
        }
        self.user.append(UInt32(try users.number(of: user, in: reader)))
        self.song.append(UInt32(try songs.number(of: song, in: reader)))
        counts.append(Float(plays))
    }
}
