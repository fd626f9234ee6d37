import Ingest
import TestSupport
import Testing

/// How far an import says that it is.
@Suite struct ImportProgressTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func progress(_ kind: Importer.Kind, _ path: String) throws -> [Importer.Progress] {
        var heard: [Importer.Progress] = []
        try bench.store.write { writer in
            _ = try Importer(into: writer, progress: { heard.append($0) }).run(kind, path: path)
        }
        return heard
    }

    private func plays() throws -> String {
        var random = SeededGenerator(seed: 1)
        let rows = (0..<150_000).map { _ in "u\(random.below(9_000))\ts\(random.below(9_000))\t1\n" }
        return try bench.folder.write(rows.joined(), to: "plays.tsv")
    }

    @Test(arguments: [false, true]) func aFileIsMeasuredByItsBytesOnDisk(isCompressed: Bool) throws {
        let path = try isCompressed ? gzipped(plays()) : plays()
        let heard = try progress(.plays, path)
        let reading = heard.filter { $0.step == .reading(path: path) }
        let shares = reading.compactMap(\.share)
        #expect(reading.first?.count == 0 && reading.last?.count == 147_456 && shares.count == reading.count)
        #expect(shares == shares.sorted() && shares[0] == 0 && shares[2] < 0.9 && shares.last! > 0.9, "\(shares)")
        let storing = heard.filter { $0.step == .storing }
        let stored = storing.compactMap(\.share)
        #expect(stored.count > 2 && stored == stored.sorted() && stored.allSatisfy { $0 <= 1 })
        #expect(heard.last?.step == .storing)
    }

    @Test func aDatabaseIsMeasuredByItsRows() throws {
        let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 131072)"
        let path = try database(
            [
                "CREATE TABLE similarity (target TEXT, similar TEXT)",
                "INSERT INTO similarity \(rows) SELECT 'A' || i % 999, 'A' || i % 777 FROM n",
            ], in: bench.folder)
        let reading = try progress(.msd, path).filter { $0.step == .reading(path: path) }
        #expect(reading.map(\.count) == [65_536, 131_072] && reading.map(\.share) == [0.5, 1])
    }
}
