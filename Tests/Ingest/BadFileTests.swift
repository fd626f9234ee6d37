import Graph
import Ingest
import TestSupport
import Testing
import TripleStore

/// Files that are wrong: one error with the line, and nothing imported.
@Suite struct BadFileTests {
    private func error(_ kind: Importer.Kind, _ bytes: [UInt8], named name: String = "file") throws -> IngestError? {
        let bench = try Bench()
        let path = try bench.folder.write(bytes, to: name)
        return try error(kind, path, bench)
    }

    private func error(_ kind: Importer.Kind, _ path: String, _ bench: Bench) throws -> IngestError? {
        var found: IngestError?
        do { try bench.run(kind, path) } catch let error as IngestError { found = error }
        let reader = try bench.store.reader()
        #expect(reader.nodeLimit == 0)
        #expect(reader.vocabulary.types.isEmpty && reader.vocabulary.relations.isEmpty)
        return found
    }

    private func problem(_ error: IngestError?) -> (line: Int, problem: IngestError.Problem)? {
        guard case .malformed(_, let line, let problem)? = error else { return nil }
        return (line, problem)
    }

    @Test(arguments: [Importer.Kind.plays, .songs, .triples]) func theEmptyFile(kind: Importer.Kind) throws {
        guard case .empty? = try error(kind, []) else { Issue.record("no error"); return }
    }

    @Test func aHeaderAlone() throws {
        guard case .empty? = try error(.songs, Array("song_id,title\n".utf8)) else { Issue.record("no error"); return }
    }

    @Test func aMissingFileAndAFolder() throws {
        let bench = try Bench()
        for path in ["/no/such/file", bench.folder.path] {
            guard case .unreadable(path, _)? = try error(.plays, path, bench) else { Issue.record("\(path)"); return }
        }
    }

    @Test(arguments: [
        ("1\tS1\t2\n1\tS2\n", 2, IngestError.Problem.fieldCount(found: 2, expected: "3 or 4: user, song, count, time")),
        ("1\tS1\t2\n\n", 2, .fieldCount(found: 0, expected: "3 or 4: user, song, count, time")),
        ("1\tS1\t2\t3\t4\n", 1, .fieldCount(found: 5, expected: "3 or 4: user, song, count, time")),
        ("1\tS1\t2\t2024-05\n1\tS2\t2\tsoon\n", 2, .badNumber(field: "time", text: "soon")),
        ("1\tS1\t2\ttrue\n", 1, .badNumber(field: "time", text: "true")),
        ("1\tS1\t2\t2024-garbage\n", 1, .badNumber(field: "time", text: "2024-garbage")),
        ("1\tS1\t2\t2024-05-01T20:15:00+02:00\n", 1, .badNumber(field: "time", text: "2024-05-01T20:15:00+02:00")),
        ("1\tS1\t0\n", 1, .badNumber(field: "count", text: "0")),
        ("1\tS1\t2\n1\tS2\t-4\n", 2, .badNumber(field: "count", text: "-4")),
        ("1\tS1\t99999999999999999999\n", 1, .badNumber(field: "count", text: "99999999999999999999")),
    ]) func wrongPlays(text: String, line: Int, expected: IngestError.Problem) throws {
        let found = problem(try error(.plays, Array(text.utf8)))
        #expect(found?.line == line)
        #expect(found?.problem == expected)
    }

    @Test(arguments: [Importer.Kind.plays, .songs, .triples]) func whatIsNotUTF8(kind: Importer.Kind) throws {
        let lines: [Importer.Kind: [UInt8]] = [
            .plays: Array("1\tS1\t2\n1\tS".utf8) + [0xFF, 0xFE] + Array("\t2\n".utf8),
            .songs: Array("song_id,title\nS1,caf".utf8) + [0xE9] + Array("\n".utf8),
            .triples: Array("a:b\tc\td:e\na:b\tc\td:".utf8) + [0xC3] + Array("\n".utf8),
        ]
        let found = problem(try error(kind, lines[kind] ?? []))
        #expect(found?.line == 2)
        #expect(found?.problem == .notUTF8)
    }

    @Test func aDatabaseThatIsNotUTF8() throws {
        let bench = try Bench()
        let rows = "('AR1', 'rock'), ('AR2', CAST(x'636166E9' AS TEXT))"
        let path = try database(
            ["CREATE TABLE artist_term (artist_id TEXT, term TEXT)", "INSERT INTO artist_term VALUES \(rows)"],
            in: bench.folder)
        #expect(try problem(error(.msd, path, bench))?.problem == .notUTF8)
    }

    @Test func aLineOverTheLimit() throws {
        let limit = 64 << 20
        let found = problem(try error(.jsonl, [0x0A] + Array(repeating: 0x20, count: limit + 1)))
        #expect(found?.line == 2 && found?.problem == .tooLong(limit: limit))
    }

    @Test func wrongTriples() throws {
        #expect(problem(try error(.triples, Array("a:b\tc\n".utf8)))?.line == 1)
        #expect(problem(try error(.triples, Array("a:b\tc\td:e\nx:\tc\td:e\n".utf8)))?.problem == .emptyField("head"))
        #expect(
            problem(try error(.triples, Array("a:b\tc\td:e\tmuch\n".utf8)))?.problem
                == .badNumber(field: "weight", text: "much"))
    }

    @Test func wrongSongs() throws {
        guard case .missingColumn(_, "song_id", ["id", "title"])? = try error(.songs, Array("id,title\n1,a\n".utf8))
        else { Issue.record("no error"); return }
        let short = problem(try error(.songs, Array("song_id,title,year\nS1,a,1999\nS2,b\n".utf8)))
        #expect(short?.line == 3)
        #expect(short?.problem == .fieldCount(found: 2, expected: "3, as the header has"))
        let open = problem(try error(.songs, Array("song_id,title\nS1,\"a\nS2,b\n".utf8)))
        #expect(open?.line == 2 && open?.problem == .unclosedQuote)
        let year = problem(try error(.songs, Array("song_id,title,year\nS1,a,soon\n".utf8)))
        #expect(year?.problem == .badNumber(field: "year", text: "soon"))
        #expect(problem(try error(.songs, Array("song_id,title\n,a\n".utf8)))?.problem == .emptyField("song_id"))
    }

    @Test(arguments: [0.3, 0.9, 0.999]) func gzipThatIsCutOff(part: Double) throws {
        let bench = try Bench()
        let text = (0..<30_000).map { "u\($0 &* 7919 % 977)\ts\($0 &* 104_729 % 1_013)\t1" }.joined(separator: "\n")
        let packed = try gzipped(bench.folder.write(text, to: "plays.tsv"))
        let bytes = try Array(contents(of: packed))
        let cut = try bench.folder.write(Array(bytes.prefix(Int(Double(bytes.count) * part))), to: "cut.gz")
        guard case .brokenGzip(cut, _)? = try error(.plays, cut, bench) else { Issue.record("no error"); return }
    }

    @Test func gzipWithAFlippedByte() throws {
        let bench = try Bench()
        let text = (0..<30_000).map { "u\($0 % 977)\ts\($0 % 1_013)\t1" }.joined(separator: "\n")
        var bytes = try Array(contents(of: gzipped(bench.folder.write(text, to: "plays.tsv"))))
        bytes[bytes.count - 6] ^= 0x40
        let broken = try bench.folder.write(bytes, to: "broken.gz")
        guard case .brokenGzip(broken, _)? = try error(.plays, broken, bench) else { Issue.record("no error"); return }
    }

    @Test func aSplitWhoseLinesDoNotMeet() throws {
        let bench = try Bench()
        _ = try bench.folder.write("u1\ta\t3\n", to: "bad.train.rating")
        _ = try bench.folder.write("u1\tc\t1\n", to: "bad.test.rating")
        _ = try bench.folder.write("(u1,a)\td\n", to: "bad.test.negative")
        let found = problem(try error(.split, bench.folder.path + "/bad", bench))
        #expect(found?.line == 1)
        guard case .mismatch? = found?.problem else { Issue.record("\(String(describing: found))"); return }
    }

    @Test(arguments: [
        ("u1\tc\t1\nu2\tc\t1\n", "(u1,c)\td\n", 2, IngestError.Problem.missingLines(found: 1, wanted: 2)),
        ("u1\tc\t1\nu1\td\t1\n", "(u1,c)\td\n(u1,d)\te\n", 2, .repeatedListener),
    ]) func aSplitThatIsCutOffOrRepeats(test: String, negatives: String, line: Int, expected: IngestError.Problem)
        throws
    {
        let bench = try Bench()
        _ = try bench.folder.write("u1\ta\t3\nu2\ta\t3\n", to: "bad.train.rating")
        _ = try bench.folder.write(test, to: "bad.test.rating")
        _ = try bench.folder.write(negatives, to: "bad.test.negative")
        let found = problem(try error(.split, bench.folder.path + "/bad", bench))
        #expect(found?.line == line && found?.problem == expected)
    }

    @Test func aNameThatIsTooLongHasItsLine() throws {
        let text = "1\tS1\t2\n1\t" + String(repeating: "x", count: 600) + "\t2\n"
        let found = problem(try error(.plays, Array(text.utf8)))
        #expect(found?.line == 2 && found?.problem == .longName(limit: 509))
    }

    @Test func anInterruptImportsNothing() throws {
        let bench = try Bench()
        let text = String(repeating: "1\tS1\t2\n", count: 70_000)
        let path = try bench.folder.write(text, to: "plays.tsv")
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: IngestError.interrupted) {
            try bench.store.write { writer throws in
                try Importer(into: writer, cancellation: cancellation).run(.plays, path: path)
            }
        }
        #expect(try bench.store.reader().nodeLimit == 0)
    }
}
