import Foundation
import TestSupport
import Testing

/// Files to be imported that somebody else has made.
@Suite(.serialized) struct HostileFileTests {
    let shell: Shell

    init() throws { shell = try Shell() }

    /// The names of all files but the streams of runs.
    private func files() throws -> Set<String> {
        let all = try #require(FileManager.default.subpaths(atPath: shell.folder.path))
        return Set(all.filter { !$0.contains(/^(input|output|errors)\./) })
    }

    /// Four gigabytes of one line in four megabytes: they are never held, nor read to their end.
    @Test func aBombOfGzip() throws {
        let member = try contents(
            of: gzipped(shell.folder.write([UInt8](repeating: 65, count: 16 << 20), to: "member")))
        let bomb = try shell.folder.write(Array(repeatElement(member, count: 256).joined()), to: "bomb.gz")
        for kind in ["plays", "songs", "triples", "ntriples", "jsonl", "dot", "tracks"] {
            let run = try shell.start(["db", "-c", "import \"\(bomb)\" as \(kind)"])
            var most = 0
            while !run.child.hasEnded {
                most = max(most, Self.resident(run.child.pid))
                usleep(2_000)
            }
            let result = run.result()
            #expect(result.ending == .exit(1) && result.errors.contains("nothing"), "\(kind): \(result)")
            #expect(most < 300 << 20, "\(kind): \(most >> 20) MB")
        }
    }

    /// The largest memory that a process has held, in bytes.
    private static func resident(_ pid: pid_t) -> Int {
        let status = String(decoding: (try? contents(of: "/proc/\(pid)/status")) ?? [], as: UTF8.self)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return 0 }
        return (Int(line.filter(\.isNumber)) ?? 0) << 10
    }

    private func graphML(_ declarations: String, label: String) -> String {
        """
        <?xml version="1.0"?><!DOCTYPE g [\(declarations)]>
        <graphml><key id="l" for="node" attr.name="label" attr.type="string"/><graph edgedefault="directed">
        <node id="a"><data key="l">A\(label)B</data></node></graph></graphml>
        """
    }

    @Test func xmlThatNamesFiles() throws {
        _ = try shell.folder.write("SECRET", to: "secret")
        for place in ["file://\(shell.path("secret"))", "secret"] {
            let text = graphML("<!ENTITY x SYSTEM \"\(place)\">", label: "&x;")
            _ = try shell.folder.write(text, to: "outside.graphml")
            let imported = try shell.run("db", "-c", #"import "outside.graphml""#)
            #expect(!imported.errors.contains("SECRET"))
            let found = try shell.run("db", "-o", "csv", "-c", "match (n) return n")
            #expect(!found.output.contains("SECRET"))
        }
    }

    @Test func xmlThatGrowsWithoutEnd() throws {
        var entities = "<!ENTITY a0 \"\(String(repeating: "lol", count: 20))\">"
        for level in 1..<12 {
            entities += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
        }
        _ = try shell.folder.write(graphML(entities, label: "&a11;"), to: "laugh.graphml")
        let run = try shell.start(["db", "-c", #"import "laugh.graphml""#])
        var most = 0
        while !run.child.hasEnded {
            most = max(most, Self.resident(run.child.pid))
            usleep(2_000)
        }
        #expect(run.result().ending == .exit(1) && most < 300 << 20)
    }

    /// Names that would be paths, where something is named after them.
    @Test func namesThatLookLikePathsMakeNoFile() throws {
        let names = [
            "../../evil", "/tmp/evil-segue", "..", "a/b", "~/evil", "evil.gz", "$(touch evil)", "`touch evil`",
            "|touch evil",
        ]
        let rows = names.map { "user:\($0)\tplayed\tsong:\($0)\t2\n\tsong:\($0)\t\($0)\n" }.joined()
        _ = try shell.folder.write(rows, to: "names.tsv")
        try shell.run("db", "-c", "add song:a; remove song:a")
        let before = try files()
        let script = """
            import "names.tsv" as triples
            train popularity with holdout = none as m
            find "evil"; recommend user "../../evil"; stats; models; inspect m; schema
            neighbours song "../../evil"; session start user "../../evil"; session end discard
            """
        let result = try shell.run("db", input: script)
        #expect(result.ending == .exit(0), "\(result)")
        for name in ["../../evil", "a/b", "..", "/tmp/evil-segue"] {
            for statement in [
                "train popularity as \"\(name)\"", "use model \"\(name)\"", "drop model \"\(name)\"",
                "inspect `\(name)`",
            ] {
                #expect(try shell.run("db", "-c", statement).ending == .exit(1), "\(statement)")
            }
        }
        let made = try files().subtracting(before)
        #expect(made.allSatisfy { $0.hasPrefix("db/models") }, "\(made)")
        #expect(!FileManager.default.fileExists(atPath: "/tmp/evil-segue"))
    }

    /// The system takes a NUL for the end of a name: another file would be opened than the one that is named.
    @Test(arguments: [
        "stats into", "find \"x\" format csv into", "export", "backup", "import", "source", "train popularity into",
    ]) func aNameWithANULIsNoName(words: String) throws {
        _ = try shell.folder.write("precious", to: "victim")
        let result = try shell.run("db", "-c", "\(words) \"victim\\u{0}.csv\"")
        #expect(result.ending == .exit(1) && result.errors.contains("has no character NUL"), "\(result)")
        #expect(try contents(of: shell.path("victim")) == Array("precious".utf8))
    }

    /// A pair of files whose names come from the statement, and whose name in the graph is the last part of it.
    @Test func aSplitIsReadFromItsOwnFilesAlone() throws {
        _ = try shell.folder.write("0\t0\t1\t0\n", to: "s.train.rating")
        let before = try files()
        #expect(
            try shell.run(
                "db", "-c", #"import "../\#(URL(fileURLWithPath: shell.folder.path).lastPathComponent)/s" as split"#
            ).ending == .exit(1))
        #expect(try files().subtracting(before).allSatisfy { $0.hasPrefix("db") })
    }
}
