import Glibc
import Graph
import TripleStore

extension Importer {
    /// Reads `NAME.train.rating`, `NAME.test.rating` and `NAME.test.negative`, plain or gzip.
    ///
    /// The training rows become `played`; test rows and negatives are kept beside the graph.
    /// The form is that of "Neural Collaborative Filtering" (He et al. 2017).
    func split(_ prefix: String) throws(IngestError) -> Int {
        let files = try SplitFiles(prefix)
        var rows = PlayRows()
        try eachLine(of: files.train) { line, reader throws(IngestError) in try rows.append(line, reader, timed: true) }
        let training = rows.user.count
        try readHeldOut(files, into: &rows)
        let users = try addNodes(rows.users, type: "user")
        let songs = try addNodes(rows.songs, type: "song")
        let triples = try edges(rows, users, songs, count: training)
        let weights = Array(rows.counts.prefix(training))
        let held = try readNegatives(files, rows: rows, from: training, songs: songs)
        try stored { () throws(StoreError) in
            _ = try writer.load(triples, weights: weights)
            try writer.putSplit(name: files.name, rows: splitRows(triples, held, users))
        }
        return rows.user.count
    }

    /// Appends the test rows to the training rows, and the names of the negatives to their tables.
    private func readHeldOut(_ files: SplitFiles, into rows: inout PlayRows) throws(IngestError) {
        try eachLine(of: files.test) { line, reader throws(IngestError) in try rows.append(line, reader, timed: true) }
        try eachLine(of: files.negatives) { line, reader throws(IngestError) in
            var fields = Fields(line, by: .tab)
            _ = fields.next()
            while let field = fields.next() { _ = try rows.songs.number(of: field, in: reader) }
        }
    }

    private func edges(
        _ rows: PlayRows, _ users: [NodeID], _ songs: [NodeID], count: Int
    ) throws(IngestError) -> [Triple] {
        let played = try stored { () throws(StoreError) in try writer.relation(named: "played") }
        return (0..<count).map { Triple(users[Int(rows.user[$0])], played, songs[Int(rows.song[$0])]) }
    }

    /// The test song and negatives of each user; line n of the negatives belongs to line n of the test rows.
    private func readNegatives(
        _ files: SplitFiles, rows: PlayRows, from first: Int, songs: [NodeID]
    ) throws(IngestError) -> [UInt32: HeldOut] {
        var held: [UInt32: HeldOut] = [:]
        var (names, lines) = (rows.songs, 0)
        try eachLine(of: files.negatives) { line, reader throws(IngestError) in
            var fields = Fields(line, by: .tab)
            let row = first + reader.number - 1
            guard let pair = fields.next(), row < rows.user.count,
                String(decoding: pair, as: UTF8.self)
                    == "(\(rows.users[Int(rows.user[row])]),\(rows.songs[Int(rows.song[row])]))"
            else { throw reader.malformed(.mismatch(file: files.test)) }
            var negatives: [NodeID] = []
            while let field = fields.next() { negatives.append(songs[try names.number(of: field, in: reader)]) }
            guard held[rows.user[row]] == nil else { throw reader.malformed(.repeatedListener) }
            lines = reader.number
            held[rows.user[row]] = HeldOut(test: songs[Int(rows.song[row])], negatives: negatives)
        }
        let wanted = rows.user.count - first
        guard lines == wanted else {
            throw .malformed(path: files.negatives, line: lines + 1, .missingLines(found: lines, wanted: wanted))
        }
        return held
    }

    private func splitRows(
        _ triples: [Triple], _ held: [UInt32: HeldOut], _ users: [NodeID]
    ) -> [SplitRow] {
        let train = Dictionary(grouping: triples, by: \.head)
        return users.enumerated().map { number, user in
            let held = held[UInt32(number)]
            return SplitRow(
                user: user, train: train[user]?.map(\.tail) ?? [], test: held?.test, negatives: held?.negatives ?? [])
        }
    }
}

private struct HeldOut {
    let test: NodeID
    let negatives: [NodeID]
}

/// The three files of a split, each where it is found.
private struct SplitFiles {
    let name: String
    let train, test, negatives: String

    /// The files of a common name; one of the three files' own names will do.
    init(_ path: String) throws(IngestError) {
        let endings = [".train.rating", ".test.rating", ".test.negative"].flatMap { [$0 + ".gz", $0] }
        let prefix = endings.first { path.hasSuffix($0) }.map { String(path.dropLast($0.count)) } ?? path
        name = prefix.split(separator: "/").last.map(String.init) ?? prefix
        train = try Self.found(prefix + ".train.rating")
        test = try Self.found(prefix + ".test.rating")
        negatives = try Self.found(prefix + ".test.negative")
    }

    private static func found(_ path: String) throws(IngestError) -> String {
        for candidate in [path, path + ".gz"] where access(candidate, F_OK) == 0 { return candidate }
        throw .unreadable(path: path, reason: "neither it nor \(path).gz is there")
    }
}
