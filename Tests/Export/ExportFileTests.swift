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

    @Test func linksAreFollowed() throws {
        let graph = try RandomGraph(seed: 1, nodes: 3)
        let folder = try TemporaryFolder()
        _ = try folder.write("old", to: "old.tsv")
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: false)
        for (link, target) in [("sub/a.tsv", "../old.tsv"), ("b.tsv", "sub/a.tsv"), ("c.tsv", "sub/new.tsv")] {
            let path = folder.path + "/" + link
            try manager.createSymbolicLink(atPath: path, withDestinationPath: target)
            _ = try Exporter(graph.store.reader()).run(.triples, to: path)
            #expect(try manager.destinationOfSymbolicLink(atPath: path) == target)
        }
        #expect(try contents(of: folder.path + "/old.tsv") == contents(of: folder.path + "/sub/new.tsv"))
        #expect(try contents(of: folder.path + "/old.tsv").count > 3)
    }

    @Test(arguments: ["pipe", "link"]) func aPipeIsWrittenInto(name: String) throws {
        let graph = try RandomGraph(seed: 1)
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "pipe")
        let reader = Process()
        reader.executableURL = URL(fileURLWithPath: "/bin/sh")
        reader.arguments = ["-c", "timeout 60 cat \(pipe) > \(folder.path)/read.tsv"]
        try reader.run()
        _ = try Exporter(graph.store.reader()).run(.triples, to: folder.path + "/" + name)
        reader.waitUntilExit()
        _ = try Exporter(graph.store.reader()).run(.triples, to: folder.path + "/file.tsv")
        #expect(try contents(of: folder.path + "/read.tsv") == contents(of: folder.path + "/file.tsv"))
        #expect(try files(folder.path).sorted() == ["file.tsv", "link", "pipe", "read.tsv"])
    }

    /// A device that is always full: one of the test's own, or else of the system, which this user cannot harm then.
    @Test(arguments: ExportKind.allCases) func aDeviceIsWrittenInto(kind: ExportKind) throws {
        let graph = try RandomGraph(seed: 1, nodes: 3)
        let folder = try TemporaryFolder()
        let path = folder.path + "/full"
        if mknod(path, S_IFCHR | 0o600, 1 << 8 | 7) != 0 {
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
        }
        #expect(throws: ExportError.diskFull(path: path)) {
            try Exporter(graph.store.reader()).run(kind, to: path)
        }
        #expect(try files(folder.path) == ["full"])
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "a file system of a test's own needs root"))
    func aFullDiskLeavesTheOldFile() throws {
        let disk = try #require(SmallDisk(megabytes: 1))
        try withExtendedLifetime(disk) {
            let graph = MemoryGraph()
            for number in 0..<20_000 { graph.node("song", "S\(number)", label: String(repeating: "x", count: 100)) }
            let path = disk.path + "/graph.tsv"
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: ExportError.diskFull(path: path)) { try Exporter(graph).run(.triples, to: path) }
            #expect(try contents(of: path) == Array("old".utf8))
            #expect(try files(disk.path) == ["graph.tsv"])
        }
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
