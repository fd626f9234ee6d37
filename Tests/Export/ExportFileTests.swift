import Export
import Foundation
import Graph
import TestSupport
import Testing
import TripleStore

/// The file is written whole or not at all.
@Suite struct ExportFileTests {
    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    @Test func anInterruptLeavesTheOldFile() throws {
        let graph = try RandomGraph(seed: 1)
        let folder = try TemporaryFolder()
        let path = try folder.write("old", to: "graph.tsv")
        let cancellation = Cancellation()
        cancellation.raise()
        #expect(throws: ExportError.interrupted) {
            try Exporter(graph.store.reader(), cancellation: cancellation).run(.triples, to: path)
        }
        #expect(try contents(of: path) == Array("old".utf8))
        #expect(try files(folder.path) == ["graph.tsv"])
    }

    @Test func successReplacesTheOldFile() throws {
        let graph = try RandomGraph(seed: 1)
        let folder = try TemporaryFolder()
        let path = try folder.write("old", to: "graph.tsv")
        _ = try Exporter(graph.store.reader()).run(.triples, to: path)
        #expect(try contents(of: path).count > 1_000)
        #expect(try files(folder.path) == ["graph.tsv"])
    }

    @Test func aFolderThatIsNotThereAndOneInTheWay() throws {
        let graph = try RandomGraph(seed: 1, nodes: 3)
        let folder = try TemporaryFolder()
        for path in [folder.path + "/no/graph.tsv", folder.path] {
            #expect { try Exporter(graph.store.reader()).run(.triples, to: path) } throws: { error in
                if case ExportError.unwritable(path, _) = error { true } else { false }
            }
        }
        #expect(try files(folder.path).isEmpty)
    }

    @Test func aWriterSeesItsOwnChanges() throws {
        let graph = try RandomGraph(seed: 1, nodes: 0)
        let path = graph.folder.path + "/graph.jsonl"
        let writer = try graph.store.begin()
        try writer.add(type: writer.type(named: "song"), key: "S1", label: "New", properties: [])
        #expect(try Exporter(writer).run(.jsonl, to: path).nodes == 1)
        writer.abort()
        #expect(
            try contents(of: path)
                == Array("{\"id\":\"song:S1\",\"type\":\"song\",\"label\":\"New\",\"props\":{}}\n".utf8))
    }

    @Test func anyReaderCanBeExported() throws {
        let graph = MemoryGraph()
        let user = graph.node("user", "42")
        let song = graph.node("song", "S1", label: "One More Night", properties: [Property("bpm", .number(92))])
        graph.edge(user, "played", song, weight: 17, properties: [Property("since", .string("May"))])
        let folder = try TemporaryFolder()
        let path = folder.path + "/graph.tsv"
        let report = try Exporter(graph).run(.triples, to: path)
        #expect(report.nodes == 2 && report.edges == 1)
        let lines = try String(decoding: contents(of: path), as: UTF8.self).split(separator: "\n").dropFirst()
        #expect(
            Array(lines) == [
                "\tuser:42", "\tsong:S1\tOne More Night\tbpm=92.0", "\t\tuser:42\tplayed\tsong:S1\t17\tsince=\"May\"",
            ])
    }

    @Test func namesTellTheKindOfFile() {
        #expect(ExportKind(ofFile: "a.TSV.gz") == .triples)
        #expect(ExportKind(ofFile: "a.gv") == .dot)
        #expect(ExportKind(ofFile: "a.nt") == .ntriples)
        #expect(ExportKind(ofFile: "a.txt") == nil)
    }
}
