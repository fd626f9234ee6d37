import Graph
import Spill
import TripleStore

extension Importer {
    /// Reads `user song count` lines, a time after some; the count rides on the edge `played`, the time is its property.
    func plays(_ path: String) throws(IngestError) -> Int {
        var rows = PlayRows(self)
        try eachLine(of: path) { line, reader throws(IngestError) in try rows.append(line, reader) }
        _ = try addPlays(rows, count: rows.count)
        return rows.count
    }

    /// Adds all listeners and songs of the tables, and the first `count` rows as plays.
    func addPlays(_ rows: PlayRows, count: Int) throws(IngestError) -> (users: [NodeID], songs: [NodeID]) {
        beginStoring()
        let users = try addNodes(rows.users, type: "user")
        let songs = try addNodes(rows.songs, type: "song")
        let played = try relation("played")
        try load(count: count) { add throws(StoreError) in
            try rows.each(count) { user, song, plays throws(StoreError) in
                try add(Triple(users[user], played, songs[song]), plays)
            }
        }
        try addTimes(rows.times) { Triple(users[$0], played, songs[$1]) }
        return (users, songs)
    }

    /// Sets the times of plays, a million at once.
    private func addTimes(
        _ times: PlayTimes, ofPlay triple: (_ user: Int, _ song: Int) -> Triple
    ) throws(IngestError) {
        var reader = times.reader
        var portion: [(triple: Triple, properties: [Property])] = []
        while let time = try reader.next() {
            portion.append((triple(time.user, time.song), [Property(Vocabulary.timeName, time.value)]))
            guard portion.count == 1 << 20 else { continue }
            try stored { () throws(StoreError) in try writer.set(portion) }
            portion.removeAll(keepingCapacity: true)
        }
        try stored { () throws(StoreError) in try writer.set(portion) }
    }
}

/// The rows of a plays file, names once and numbers after.
struct PlayRows {
    var users = NameTable()
    var songs = NameTable()
    /// The rows' numbers: user and song in a word, the count as its load.
    private let rows: Spool
    /// The times that are known, in the order of rows.
    private(set) var times: PlayTimes

    /// No rows yet, to be imported by `importer`.
    init(_ importer: Importer) { (rows, times) = (importer.spool(), PlayTimes(importer)) }

    /// How many rows there are.
    var count: Int { rows.count }

    /// Reads one line, in which a time may follow the count; where rows are not dated, what follows is passed over.
    /// Answers the numbers of its user and song.
    @discardableResult
    mutating func append(
        _ line: UnsafeBufferPointer<UInt8>, _ reader: LineReader, isDated: Bool = true
    ) throws(IngestError) -> (user: UInt32, song: UInt32) {
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
        let date = isDated ? try time.map { field throws(IngestError) in try PlayTimes.time(field, reader) } : nil
        let numbers = (
            user: UInt32(try users.number(of: user, in: reader)), song: UInt32(try songs.number(of: song, in: reader))
        )
        let word = UInt64(numbers.user) << 32 | UInt64(numbers.song)
        if let date { try times.append(date, of: word, reader) }
        try keeping { () throws(SpillError) in try rows.append(Spool.Record(word: word, load: Float(plays))) }
        return numbers
    }

    /// Calls `body` with the numbers and the count of each of the first `most` rows.
    func each(
        _ most: Int, _ body: (_ user: Int, _ song: Int, _ plays: Float) throws(StoreError) -> Void
    ) throws(StoreError) {
        var reader = rows.reader(most: most)
        while let row = try spilling({ () throws(SpillError) in try reader.next() }) {
            try body(Int(row.word >> 32), Int(truncatingIfNeeded: row.word & 0xFFFF_FFFF), row.load)
        }
    }
}
