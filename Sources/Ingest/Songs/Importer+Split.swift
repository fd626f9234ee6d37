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
        var rows = PlayRows(self)
        try eachLine(of: files.train) { line, reader throws(IngestError) in try rows.append(line, reader) }
        let training = rows.count
        var tests: [(user: UInt32, song: UInt32)] = []
        try eachLine(of: files.test) { line, reader throws(IngestError) in
            tests.append(try rows.append(line, reader, isDated: false))
        }
        let held = try readNegatives(files, of: tests, into: &rows)
        let (users, songs) = try addPlays(rows, count: training)
        try stored { () throws(StoreError) in
            try writer.putSplit(name: files.name, rows: try splitRows(rows, training, held, users, songs))
        }
        return rows.count
    }

    /// The test song and negatives of each user; line n of the negatives belongs to line n of the test rows.
    ///
    /// The negatives' names are added to the songs of `rows`.
    private func readNegatives(
        _ files: SplitFiles, of tests: [(user: UInt32, song: UInt32)], into rows: inout PlayRows
    ) throws(IngestError) -> [UInt32: HeldOut] {
        var held: [UInt32: HeldOut] = [:]
        try eachLine(of: files.negatives) { line, reader throws(IngestError) in
            var fields = Fields(line, by: .tab)
            guard let pair = fields.next(), reader.number <= tests.count else {
                throw reader.malformed(.mismatch(file: files.test))
            }
            let (user, song) = tests[reader.number - 1]
            guard String(decoding: pair, as: UTF8.self) == "(\(rows.users[Int(user)]),\(rows.songs[Int(song)]))" else {
                throw reader.malformed(.mismatch(file: files.test))
            }
            guard held[user] == nil else { throw reader.malformed(.repeatedListener) }
            var negatives: [Int] = []
            while let field = fields.next() { negatives.append(try rows.songs.number(of: field, in: reader)) }
            held[user] = HeldOut(test: Int(song), negatives: negatives)
        }
        // Each line held out one listener's song, or was an error.
        let (lines, wanted) = (held.count, tests.count)
        guard lines == wanted else {
            throw .malformed(path: files.negatives, line: lines + 1, .missingLines(found: lines, wanted: wanted))
        }
        return held
    }

    /// A row a user, of whose training songs the first `training` rows tell.
    private func splitRows(
        _ rows: PlayRows, _ training: Int, _ held: [UInt32: HeldOut], _ users: [NodeID], _ songs: [NodeID]
    ) throws(StoreError) -> [SplitRow] {
        var train = [[NodeID]](repeating: [], count: users.count)
        try rows.each(training) { user, song, _ in train[user].append(songs[song]) }
        return users.indices.map { number in
            let held = held[UInt32(number)]
            return SplitRow(
                user: users[number], train: train[number], test: held.map { songs[$0.test] },
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
