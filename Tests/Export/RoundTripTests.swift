import Export
import Graph
import Ingest
import TestSupport
import Testing
import TripleStore

/// Exporting and importing into an empty database gives the same graph, and exporting that the same bytes.
@Suite struct RoundTripTests {
    /// Exports `store`, imports the file into a new database and exports that.
    private func check(_ kind: ExportKind, _ graph: RandomGraph, ending: String = "") throws {
        let first = graph.folder.path + "/first\(kind.ending)\(ending)"
        let report = try Exporter(graph.store.reader()).run(kind, to: first)
        let before = try contents(of: graph.store.reader())
        #expect(report.nodes + report.edges == before.count)

        let copy = try TripleStore(folder: graph.folder.path + "/copy", options: .init(creates: true))
        try copy.write { writer in
            let guessed = try #require(try Importer.Kind(ofFile: first))
            #expect(guessed.rawValue == kind.rawValue)
            _ = try Importer(into: writer).run(guessed, path: first)
        }
        let after = try contents(of: copy.reader())
        #expect(after.count == before.count)
        for (old, new) in zip(before, after) where old != new {
            Issue.record("\(old)\nbecame\n\(new)")
            break
        }

        let second = graph.folder.path + "/second\(kind.ending)\(ending)"
        _ = try Exporter(copy.reader()).run(kind, to: second)
        #expect(try contents(of: first) == contents(of: second))
    }

    @Test(arguments: ExportKind.allCases, [1, 2, 3]) func everythingComesBack(kind: ExportKind, seed: UInt64) throws {
        try check(kind, RandomGraph(seed: seed))
    }

    @Test(arguments: ExportKind.allCases) func gzipToo(kind: ExportKind) throws {
        let graph = try RandomGraph(seed: 4)
        try check(kind, graph, ending: ".gz")
        let bytes = try contents(of: graph.folder.path + "/first\(kind.ending).gz")
        #expect(Array(bytes.prefix(2)) == [0x1F, 0x8B])
    }

    @Test(arguments: ExportKind.allCases) func theEmptyGraphToo(kind: ExportKind) throws {
        try check(kind, RandomGraph(seed: 5, nodes: 0))
    }

    @Test(arguments: ExportKind.allCases) func theLongestKeysToo(kind: ExportKind) throws {
        let graph = try RandomGraph(seed: 6, nodes: 0)
        try graph.store.write { writer in
            let song = try writer.type(named: "song")
            let head = try writer.add(type: song, key: String(repeating: "é", count: 254), label: "x").id
            let tail = try writer.add(type: song, key: String(repeating: "\u{1}", count: 509)).id
            try writer.add(Triple(head, writer.relation(named: "next"), tail))
        }
        try check(kind, graph)
    }
}
