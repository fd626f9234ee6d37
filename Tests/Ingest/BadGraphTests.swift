import Graph
import Ingest
import TestSupport
import Testing

/// Files of graphs that are wrong: one error with the place, and nothing imported.
@Suite struct BadGraphTests {
    private func error(_ kind: Importer.Kind, _ bytes: [UInt8]) throws -> IngestError? {
        let bench = try Bench()
        let path = try bench.folder.write(bytes, to: "file")
        var found: IngestError?
        do { try bench.run(kind, path) } catch let error as IngestError { found = error }
        #expect(try bench.store.reader().nodeLimit == 0)
        return found
    }

    private func check(_ kind: Importer.Kind, _ text: String, line: Int, _ problem: IngestError.Problem) throws {
        guard case .malformed(_, line, problem)? = try error(kind, Array(text.utf8)) else {
            Issue.record("\(text): \(String(describing: try error(kind, Array(text.utf8))))")
            return
        }
    }

    private static let graphs: [Importer.Kind] = [.triples, .ntriples, .csv, .graphml, .dot]

    @Test(arguments: graphs) func theEmptyFile(kind: Importer.Kind) throws {
        guard case .empty? = try error(kind, []) else { Issue.record("no error"); return }
    }

    @Test(arguments: graphs + [.jsonl, .tracks]) func whatIsNoText(kind: Importer.Kind) throws {
        var random = SeededGenerator(seed: 3)
        #expect(try error(kind, (0..<5_000).map { _ in UInt8(random.below(256)) }) != nil)
    }

    @Test(arguments: [
        ("<a:b> <c:d> <e:f>\n", 18, "a full stop"), ("<a:b> <c:d> .\n", 13, "an IRI in <>, a blank node or a literal"),
        ("a:b <c:d> <e:f> .\n", 1, "an IRI in <> or a blank node"), ("<a:b> _:c <e:f> .\n", 7, "an IRI in <>"),
        ("<a:b> <c:d> \"open .\n", 20, "a quote to end the text"), ("<ab> <c:d> <e:f> .\n", 1, "an absolute IRI"),
        ("<a:b> <c:d> \"\\x\" .\n", 15, "an escape"), ("<a:b> <c:d> <e:f> . <g:h>\n", 21, "the end of the line"),
        ("<a:b> <c:d> \"\\u12\" .\n", 16, "the hexadecimal digits of a character"),
    ]) func wrongNTriples(text: String, column: Int, expected: String) throws {
        try check(.ntriples, "# one\n" + text, line: 2, .syntax(column: column, expected: expected))
    }

    @Test func aStatementAboutNoEdge() throws {
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        try check(.ntriples, "_:e <\(rdf)subject> <a:b> .\n", line: 1, .incompleteStatement)
    }

    @Test(arguments: [
        (#"{"id":"a:b","#, 13, "a name in quotes"), (#"{"id":"a:b"} x"#, 14, "the end of the line"),
        (#"{"id" "a:b"}"#, 7, "a colon"), (#"{"id":01x}"#, 7, "a finite decimal number"),
        (#"{"id":nan}"#, 7, "a value"), (#"{"id":"a:b","props":{"x":1e999}}"#, 26, "a finite decimal number"),
        (#"{"id":"a:b","props":{"x":0x10}}"#, 26, "a finite decimal number"), (#"{"id":"\q"}"#, 9, "an escape"),
        (#"{"id":"\ud800x"}"#, 14, "the second half of a surrogate pair"),
    ]) func wrongJSON(text: String, column: Int, expected: String) throws {
        try check(.jsonl, text + "\n", line: 1, .syntax(column: column, expected: expected))
    }

    @Test func wrongJSONShapes() throws {
        try check(.jsonl, #"{"type":"song"}"#, line: 1, .emptyField("id"))
        try check(.jsonl, #"{"rel":"r","from":"a:b"}"#, line: 1, .emptyField("to"))
        try check(
            .jsonl, #"{"id":"a:b","props":{"x":[1]}}"#, line: 1,
            .badValue(name: "x", text: "", kind: "text, number or truth"))
        let deep = String(repeating: "[", count: 100_000)
        try check(.jsonl, deep, line: 1, .syntax(column: 66, expected: "at most 64 brackets within each other"))
    }

    @Test func wrongCSV() throws {
        guard case .missingColumn(_, "_id", _)? = try error(.csv, Array("song_id,title\n".utf8)) else {
            Issue.record("no error")
            return
        }
        let header = "_id,_type,_label,_start,_relation,_end,_weight,n:long\n"
        try check(.csv, header + "a:b,a,,,,,,5.0\n", line: 2, .badValue(name: "n", text: "5.0", kind: "long"))
        try check(.csv, header + ",,,a:b,r,a:c,much,\n", line: 2, .badNumber(field: "_weight", text: "much"))
        let double = header.replacing("long", with: "double")
        try check(.csv, double + "a:b,a,,,,,,nan\n", line: 2, .badValue(name: "n", text: "nan", kind: "double"))
        try check(.csv, header + "a:b,,,,,,,\n", line: 2, .emptyField("_type"))
    }

    /// What is too wide, long or many has a limit, and the error says it.
    @Test func limits() throws {
        let (many, long) = (Int(UInt16.max), String(repeating: "x", count: 510))
        let wide = (0...many).map { "p\($0)" }
        try check(.songs, "song_id,title\n" + wide.joined(separator: ","), line: 2, .tooManyFields(limit: many))
        try check(.jsonl, "{\"rel\":\"\(long)\",\"from\":\"a:b\",\"to\":\"a:c\"}", line: 1, .longName(limit: 509))
        try check(.jsonl, "{\"id\":\"a:b\",\"type\":\"\(long)\"}", line: 1, .longName(limit: 509))
        try check(.ntriples, "<a:b> <c:\(long)> <e:f> .", line: 1, .longName(limit: 509))
        let groups = ["a", "b"].map { letter in "{" + (0...256).map { "\(letter)\($0) " }.joined() + "}" }
        try check(
            .dot, "graph {" + groups.joined(separator: "--") + "}", line: 1,
            .syntax(column: 2364, expected: "at most 65536 edges between two groups of nodes"))
        let attributes = wide.prefix(1_001).joined(separator: ",")
        try check(
            .dot, "graph { node [\(attributes)] }", line: 1,
            .syntax(column: 4912, expected: "at most 1000 attributes for all that come"))
        let keys = wide.prefix(1_001).map { "<key id=\"\($0)\"><default>1</default></key>\n" }.joined()
        try check(
            .graphml, "<graphml>\n\(keys)</graphml>", line: 1_002,
            .syntax(column: 1, expected: "at most 1000 keys with a default"))
        let names = wide.map { "\"\($0)\":1" }.joined(separator: ",")
        let found = try error(.jsonl, Array("{\"id\":\"a:b\",\"props\":{\(names)}}".utf8))
        #expect(found == .store(.tooMany(.propertyNames, limit: many)))
    }

    /// As many as the limit: each took as long as all before it together.
    @Test func manyNames() throws {
        let bench = try Bench()
        let names = (0..<60_000).map { "p\($0)" }
        let columns = "song_id,title," + names.joined(separator: ",")
        let values = "S1,T," + names.map { _ in "1" }.joined(separator: ",")
        try bench.run(.songs, bench.folder.write(columns + "\n" + values, to: "songs.csv"))
        let attributes = "digraph { S2 [" + names.joined(separator: ",") + "] }"
        try bench.run(.dot, bench.folder.write(attributes, to: "graph.dot"))
        let types = names.map { "t\($0):a\tr\tx:b\n" }.joined()
        try bench.run(.triples, bench.folder.write(types, to: "types.tsv"))
        let statements = names.map { "<a:b> <c:\($0)> \"x\" .\n<a:c> <c:d> <e:f> .\n" }.joined()
        try bench.run(.ntriples, bench.folder.write(statements, to: "graph.nt"))
        let reader = try bench.store.reader()
        #expect(reader.vocabulary.properties.count == 60_000 && reader.vocabulary.types.count == 60_004)
        #expect(reader.vocabulary.properties.map(\.nodes).allSatisfy { $0 == 3 })
    }

    @Test func wrongTriplesLines() throws {
        try check(.triples, "\ta:b\tlabel\tn=\n", line: 1, .badProperty(text: "n="))
        try check(.triples, "\t\ta:b\tr\n", line: 1, .fieldCount(found: 2, expected: "head, relation and tail"))
        try check(.triples, "\t\ta:b\tr\tc:d\tmuch\n", line: 1, .badNumber(field: "weight", text: "much"))
        let long = "a:" + String(repeating: "x", count: 510)
        try check(.triples, "\(long)\tr\tc:d\n", line: 1, .longName(limit: 509))
    }

    @Test func wrongDOT() throws {
        try check(.dot, "digraph {\n a -> ;\n}", line: 2, .syntax(column: 7, expected: "a node"))
        try check(.dot, "digraph {\n a -> b [x=1\n", line: 2, .syntax(column: 13, expected: "an attribute's name"))
        try check(.dot, "song { }", line: 1, .syntax(column: 1, expected: "`graph` or `digraph`"))
        try check(.dot, "graph { a [label=\"open] }", line: 1, .syntax(column: 18, expected: "a quote to end the text"))
        try check(.dot, "graph { a", line: 1, .syntax(column: 10, expected: "} to end the graph"))
        try check(
            .dot, "graph {\n  a [x=\"two\nlines\" &\n", line: 3, .syntax(column: 8, expected: "a name or a sign of DOT")
        )
        try check(
            .dot, "graph {\n  a [x=\n\"two\nlines\"\n}", line: 5, .syntax(column: 1, expected: "an attribute's name"))
    }

    @Test func wrongGraphML() throws {
        let head = "<graphml><key id=\"n\" for=\"node\" attr.name=\"n\" attr.type=\"long\"/>\n<graph>\n"
        try check(
            .graphml, head + "<node id=\"a\"><data key=\"n\">soon</data></node></graph></graphml>", line: 3,
            .badValue(name: "n", text: "soon", kind: "long"))
        try check(
            .graphml, head + "<node id=\"a\"><data key=\"x\">1</data></node></graph></graphml>", line: 3,
            .unknownReference("x"))
        try check(.graphml, head + "<node/></graph></graphml>", line: 3, .emptyField("node's id"))
        try check(.graphml, "<svg/>", line: 1, .syntax(column: 1, expected: "the element graphml"))
        let bad = Array("<graphml><n".utf8) + [0xDD] + Array("x/></graphml>".utf8)
        guard case .malformed(_, 1, .notUTF8)? = try error(.graphml, bad) else { Issue.record("no error"); return }
        for text in [head + "<node id=\"a\">", head + "<node id=\"a\"></edge>", "no XML"] {
            guard case .malformed(_, _, .syntax(_, "well-formed XML"))? = try error(.graphml, Array(text.utf8)) else {
                Issue.record("\(text)")
                continue
            }
        }
    }

    @Test func wrongTracks() throws {
        try check(
            .tracks, "TR1<SEP>S1<SEP>A\n", line: 1,
            .fieldCount(found: 3, expected: "4 with <SEP> between: track, song, artist, title"))
        try check(.tracks, "TR1<SEP><SEP>A<SEP>T\n", line: 1, .emptyField("song"))
    }
}
