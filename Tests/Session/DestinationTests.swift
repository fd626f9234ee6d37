import Foundation
import TestSupport
import Testing

/// Answers into files.
@Suite struct DestinationTests {
    let stage: Stage

    init() throws { stage = try Stage.small() }

    private func path(_ name: String) -> String { stage.folder.path + "/" + name }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    @Test func theFilesNameTellsTheFormatUnlessOneIsNamed() throws {
        for (file, format) in [
            ("a.csv", "csv"), ("a.tsv", "tsv"), ("a.json", "json"), ("a.jsonl", "jsonl"), ("a.md", "markdown"),
            ("a.dot", "dot"), ("a.gv", "dot"), ("a.graphml", "graphml"), ("a.txt", "table"), ("a", "table"),
        ] {
            let scene = stage.run("neighbours song S1 into \"\(path(file))\"")
            #expect(
                scene.outcome == .done && scene.output.isEmpty && scene.notes.contains("rows to \(path(file))"))
            #expect(try text(file) == stage.run("neighbours song S1 format \(format)").output, "\(file)")
        }
        stage.run("neighbours song S1 format csv into \"\(path("b.json"))\"")
        #expect(try text("b.json").hasPrefix("hop,node,node_label"))
    }

    @Test func aNameInGzIsCompressed() throws {
        stage.run("find \"sus\" into \"\(path("a.jsonl.gz"))\"")
        let bytes = try contents(of: path("a.jsonl.gz"))
        #expect(bytes.prefix(2) == [0x1F, 0x8B])
    }

    @Test func rowsAreAddedBelowOneHeader() throws {
        for song in ["sus", "easy"] { stage.run("find \"\(song)\" into \"\(path("a.csv"))\" append") }
        let lines = try text("a.csv").split(separator: "\r\n")
        #expect(lines.count == 3 && lines.filter { $0.hasPrefix("node,") }.count == 1)
        stage.run("find \"easy\" into \"\(path("a.csv"))\"")
        #expect(try text("a.csv").split(separator: "\r\n").count == 2)
    }

    @Test func rowsOfOtherColumnsAreNotMixed() throws {
        stage.run("find \"sus\" into \"\(path("a.csv"))\"")
        let before = try text("a.csv")
        let scene = stage.run("schema into \"\(path("a.csv"))\" append")
        #expect(scene.outcome == .failed && scene.notes.contains("a.csv has other columns than this answer"))
        #expect(try text("a.csv") == before)
        #expect(stage.run("describe \"nobody\" into \"\(path("new.csv"))\" append").outcome == .failed)
        #expect(!FileManager.default.fileExists(atPath: path("new.csv")))
    }

    @Test func formatsForPeopleGoOnWhereTheyStopped() throws {
        for format in ["md", "line"] {
            let file = path("a.\(format)")
            let name = format == "md" ? "markdown" : "line"
            for song in ["sus", "easy"] { stage.run("find \"\(song)\" format \(name) into \"\(file)\" append") }
        }
        #expect(try text("a.md").split(separator: "\n").filter { $0.hasPrefix("| ---") }.count == 1)
        #expect(try text("a.line").contains("\n\n  node = Easy Lover"))
    }

    @Test(arguments: ["json", "dot", "graphml", "html"]) func whatIsOneWholeIsNotAddedTo(format: String) throws {
        _ = try stage.folder.write("before", to: "a")
        let scene = stage.run("find \"sus\" format \(format) into \"\(path("a"))\" append")
        #expect(scene.outcome == .failed && scene.notes.contains("two answers in one file are no longer \(format)"))
        #expect(try text("a") == "before")
    }

    @Test func aFailedStatementLeavesTheFileAsItWas() throws {
        _ = try stage.folder.write("before", to: "a.csv")
        for way in ["", " append"] {
            #expect(stage.run("describe \"nobody\" into \"\(path("a.csv"))\"\(way)").outcome == .failed)
            #expect(try text("a.csv") == "before")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: stage.folder.path)
        #expect(!files.contains { $0.contains(".new") })
    }

    @Test func aFileThatCannotBeWrittenIsSaidBeforeTheWork() throws {
        let scene = stage.run("train popularity into \"\(path("nowhere/a.csv"))\"")
        #expect(scene.outcome == .failed && scene.notes.contains("cannot be written: No such file or directory"))
        #expect(scene.notes.contains("script:1:23: io"))
        #expect(stage.run("models").notes.contains("no model yet"))
    }

    @Test(.enabled(if: SmallDisk.canBeMade, "a small disk cannot be mounted"))
    func aFullDiskLeavesTheFileAsItWas() throws {
        let disk = try #require(SmallDisk(megabytes: 1))
        let file = disk.path + "/a.csv"
        let before = "node,node_label,type,about,degree\r\n"
        try Data(before.utf8).write(to: URL(fileURLWithPath: file))
        let title = String(repeating: "x", count: 120)
        let songs = (0..<12_000).map { "n\($0),\(title) \($0)\n" }.joined()
        let list = try stage.folder.write("song_id,title\n" + songs, to: "long.csv")
        stage.run("import \"\(list)\" as songs")
        for way in [" append", ""] {
            let scene = stage.run("find \"xx\" limit 12000 into \"\(file)\"\(way)")
            #expect(scene.outcome == .failed && scene.notes.contains("the disk is full"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
        }
    }

    @Test func aFileHasNoColourWidthOrLimit() throws {
        let shown = stage.atTerminal(
            of: 30, "neighbours song S4 into \"\(path("a.txt"))\"; set rows 1; find \"\" into \"\(path("b.txt"))\"")
        #expect(shown.isEmpty)
        #expect(try text("a.txt").contains("Philip Bailey & Phil Collins"))
        #expect(try text("b.txt").split(separator: "\n").count > 2)
    }
}
