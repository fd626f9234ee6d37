import Export
import Glibc
import Graph
import TestSupport
import Testing

/// NetworkX and Graphviz read what is exported; without them on this machine the tests say so and pass over.
@Suite struct OtherProgramsTests {
    private static let hasNetworkX = system("python3 -c 'import networkx' 2>/dev/null") == 0
    private static let hasGraphviz = system("gvpr -V 2>/dev/null") == 0

    /// What a shell's command writes; nil where it fails.
    private func output(of command: String, in folder: TemporaryFolder) throws -> String? {
        let file = folder.path + "/output"
        guard system("\(command) > \(file)") == 0 else { return nil }
        return try String(decoding: contents(of: file), as: UTF8.self)
    }

    private func graph() -> MemoryGraph {
        let graph = MemoryGraph()
        let user = graph.node("user", "42")
        let song = graph.node(
            "song", "S\"1<&>", label: "One\nMore 🎸",
            properties: [
                Property("bpm", .integer(92)), Property("key", .string("5")), Property("live", .truth(true)),
                Property("length", .number(3.5)),
            ])
        graph.node("tag", "lone")
        graph.edge(user, "played", song, weight: 17, properties: [Property("since", .string("May"))])
        return graph
    }

    @Test(.enabled(if: hasNetworkX, "python3-networkx is not installed"))
    func networkXReadsGraphML() throws {
        let folder = try TemporaryFolder()
        _ = try Exporter(graph()).run(.graphml, to: folder.path + "/graph.graphml")
        let script = """
            import networkx, json, sys
            g = networkx.read_graphml(sys.argv[1])
            print(json.dumps([sorted(g.nodes(data=True)), list(g.edges(data=True))], sort_keys=True))
            """
        let file = try folder.write(script, to: "read.py")
        let answer = try output(of: "python3 \(file) \(folder.path)/graph.graphml", in: folder)
        let song =
            #"["song:S\"1<&>", {"bpm": 92, "key": "5", "label": "One\nMore \ud83c\udfb8", "length": 3.5, "live": true, "type": "song"}]"#
        let edge = #"["user:42", "song:S\"1<&>", {"count": 17.0, "id": "e1", "relation": "played", "since": "May"}]"#
        #expect(
            answer
                == "[[\(song), [\"tag:lone\", {\"type\": \"tag\"}], [\"user:42\", {\"type\": \"user\"}]], [\(edge)]]\n")
    }

    @Test(.enabled(if: hasNetworkX, "python3-networkx is not installed"), arguments: [1, 2, 3])
    func networkXReadsNastyGraphs(seed: UInt64) throws {
        let script = "import networkx, sys; g = networkx.read_graphml(sys.argv[1]); print(len(g), g.number_of_edges())"
        let counted = try count(.graphml, seed: seed, by: "python3", script)
        #expect(counted.answer == counted.expected)
    }

    @Test(.enabled(if: hasGraphviz, "graphviz is not installed"), arguments: [1, 2, 3])
    func graphvizReadsNastyGraphs(seed: UInt64) throws {
        let script = "BEG_G { printf(\"%d %d\\n\", nNodes($G), nEdges($G)); }"
        let counted = try count(.dot, seed: seed, by: "gvpr -f", script)
        #expect(counted.answer == counted.expected)
    }

    /// What a program's script counts in the exported file, and what the export has said.
    private func count(
        _ kind: ExportKind, seed: UInt64, by program: String, _ script: String
    ) throws -> (answer: String?, expected: String) {
        let graph = try RandomGraph(seed: seed)
        let path = graph.folder.path + "/graph" + kind.ending
        let report = try Exporter(graph.store.reader()).run(kind, to: path)
        let file = try graph.folder.write(script, to: "script")
        let answer = try output(of: "\(program) \(file) \(path)", in: graph.folder)
        return (answer, "\(report.nodes) \(report.edges)\n")
    }

    @Test(.enabled(if: hasGraphviz, "graphviz is not installed"))
    func graphvizDraws() throws {
        let folder = try TemporaryFolder()
        _ = try Exporter(graph()).run(.dot, to: folder.path + "/graph.dot")
        let picture = try #require(try output(of: "dot -Tsvg \(folder.path)/graph.dot", in: folder))
        #expect(picture.contains(">played</text>") && picture.contains("More 🎸</text>"))
    }
}
