import Foundation
import TestSupport
import Testing

/// `export`, and `import` of what it wrote.
@Suite struct ExportTests {
    @Test(arguments: ["tsv", "nt", "csv", "jsonl", "graphml", "dot", "jsonl.gz"])
    func whatIsExportedComesBack(ending: String) throws {
        let stage = try Stage.small()
        stage.run("add song S1 similarTo song S2 with weight = 0.5")
        let path = stage.folder.path + "/music." + ending
        let exported = stage.run("export \"\(path)\"")
        #expect(exported.notes.hasPrefix("exported ") && exported.notes.contains(" edges to \(path) in "))
        let copy = try Stage()
        #expect(copy.run("import \"\(path)\"").notes.hasPrefix("imported "))
        // Types and relations are numbered by the order in which they came.
        for read in ["stats", "describe song S1"] {
            #expect(copy.run(read).lines.sorted() == stage.run(read).lines.sorted())
        }
    }

    @Test func aFormatIsNamedOrTold() throws {
        let stage = try Stage.small()
        let path = stage.folder.path + "/music.txt"
        #expect(stage.run("export \"\(path)\" format jsonl").outcome == .done)
        #expect(try String(decoding: contents(of: path), as: UTF8.self).hasPrefix("{\"id\":"))
        #expect(stage.run("export \"\(path)\"").notes.contains("`.nt`"))
        let refused = stage.run("export \"\(path)\" format table")
        #expect(refused.outcome == .failed && refused.notes.contains("N-Triples"))
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let stage = try Stage.small()
        let scene = stage.run("export \"/no/such/folder/music.nt\"")
        #expect(scene.outcome == .failed)
        #expect(scene.notes.contains("/no/such/folder/music.nt cannot be written: No such file or directory"))
    }

    @Test func aWrongFileIsSaidWithItsPlace() throws {
        let stage = try Stage()
        let path = try stage.folder.write("<a:b> <c:d> .\n", to: "bad.nt")
        #expect(stage.run("import \"\(path)\"").notes.contains("\(path):1:13: expected an IRI"))
        let packed = try gzipped(stage.folder.write("x", to: "some.db"))
        #expect(stage.run("import \"\(packed)\"").notes.contains("gunzip"))
    }
}
