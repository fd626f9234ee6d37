import Glibc
import Graph
import TripleStore

extension Importer {
    /// Reads `NAME.train.rating`, `NAME.test.rating` and `NAME.test.negative`, plain or gzip.
    ///
    /// The training rows become `played`, with their times where the file has them; test rows and negatives are kept
    /// beside the graph.
    /// The form is that of "Neural Collaborative Filtering" (He et al. 2017).
    func split(_ prefix: String) throws(IngestError) -> Int {
        let files = try SplitFiles(prefix)
        var rows = PlayRows()
        try eachLine(of: files.train) { line, reader throws(IngestError) in try rows.append(line, reader) }
        let training = rows.user.count
        try eachLine(of: files.test) { line, reader throws(IngestError) in
            try rows.append(line, reader, isDated: false)
        }
        let held = try readNegatives(files, from: training, into: &rows)
        let added = try addPlays(rows, count: training)
        let split = splitRows(added.triples, held, added.users, added.songs)
        try stored { () throws(StoreError) in try writer.putSplit(name: files.name, rows: split) }
        return rows.user.count
    }

    /// The test song and negatives of each user; line n of the negatives belongs to line n of the test rows.
    ///
    /// The test rows are those of `rows` from `first`; the negatives' names are added to its songs.
    private func readNegatives(
        _ files: SplitFiles, from first: Int, into rows: inout PlayRows
    ) throws(IngestError) -> [UInt32: HeldOut] {
        var held: [UInt32: HeldOut] = [:]
        try eachLine(of: files.negatives) { line, reader throws(IngestError) in
            var fields = Fields(line, by: .tab)
            let row = first + reader.number - 1
            guard let pair = fields.next(), row < rows.user.count,
                String(decoding: pair, as: UTF8.self)
                    == "(\(rows.users[Int(rows.user[row])]),\(rows.songs[Int(rows.song[row])]))"
            else { throw reader.malformed(.mismatch(file: files.test)) }
            guard held[rows.user[row]] == nil else { throw reader.malformed(.repeatedListener) }
            var negatives: [Int] = []
            while let field = fields.next() { negatives.append(try rows.songs.number(of: field, in: reader)) }
            held[rows.user[row]] = HeldOut(test: Int(rows.song[row]), negatives: negatives)
        }
        // Each line held out one listener's song, or was an error.
        let (lines, wanted) = (held.count, rows.user.count - first)
        guard lines == wanted else {
            throw .malformed(path: files.negatives, line: lines + 1, .missingLines(found: lines, wanted: wanted))
        }
        return held
    }

    private func splitRows(
        _ triples: [Triple], _ held: [UInt32: HeldOut], _ users: [NodeID], _ songs: [NodeID]
    ) -> [SplitRow] {
        let train = Dictionary(grouping: triples, by: \.head)
        return users.enumerated().map { number, user in
            let held = held[UInt32(number)]
            return SplitRow(
                user: user, train: train[user]?.map(\.tail) ?? [], test: held.map { songs[$0.test] },
                negatives: held?.negatives.map { songs[$0] } ?? [])
        }
    }
}

/// A held-out song and what it is ranked among, by their numbers in the table of songs.
private struct HeldOut {
    let test: Int
    let negatives: [Int]
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
