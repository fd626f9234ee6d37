import Graph
import Ingest
import TestSupport
import Testing

/// Files that other programs write.
@Suite struct ForeignFileTests {
    private func label(_ bench: Bench, _ type: String, _ key: String) throws -> String? {
        let reader = try bench.store.reader()
        let type = try #require(reader.vocabulary.type(named: type))
        return try reader.node(#require(try reader.node(type: type, key: key))).label
    }

    @Test func nTriplesOfAnotherProgram() throws {
        let bench = try Bench()
        let text = #"""
            # DBpedia's form
            <http://dbpedia.org/resource/Phil_Collins> <http://www.w3.org/2000/01/rdf-schema#label> "Phil Collins"@en .
            <http://dbpedia.org/resource/Phil_Collins> <http://dbpedia.org/ontology/birthYear> "1951"^^<http://www.w3.org/2001/XMLSchema#integer> .
            <http://dbpedia.org/resource/Sussudio> <http://dbpedia.org/ontology/artist> <http://dbpedia.org/resource/Phil_Collins> . # a comment
            	_:b1.x <http://e/x#knows> <http://e/caf\u00E9>.
            <http://e/caf\u00E9> <http://e/note> "tab\there, \"quoted\", \U0001F3B8" .

            """#
        #expect(try bench.run(.ntriples, bench.folder.write(text, to: "a.nt")).rows == 5)
        #expect(
            try bench.edges() == [
                "iri:http://dbpedia.org/resource/Sussudio artist iri:http://dbpedia.org/resource/Phil_Collins",
                "blank:b1.x knows iri:http://e/café",
            ])
        #expect(try label(bench, "iri", "http://dbpedia.org/resource/Phil_Collins") == "Phil Collins")
        #expect(try label(bench, "iri", "http://dbpedia.org/resource/Sussudio") == "Sussudio")
        let reader = try bench.store.reader()
        let person = try reader.node(#require(reader.nodes(labelled: "phil collins").first))
        #expect(person.properties == [Property("birthYear", .integer(1951))])
        let place = try reader.node(#require(reader.nodes(labelled: "café").first))
        #expect(place.properties == [Property("note", .string("tab\there, \"quoted\", 🎸"))])
    }

    @Test func graphMLOfAnotherProgram() throws {
        let bench = try Bench()
        let text = """
            <?xml version='1.0' encoding='utf-8'?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="d0" for="node" attr.name="type" attr.type="string"><default>song</default></key>
              <key id="d1" for="node" attr.name="plays" attr.type="int"/>
              <key id="d2" for="edge" attr.name="weight" attr.type="double"/>
              <key id="d3" for="edge" attr.name="relation" attr.type="string"/>
              <graph edgedefault="undirected">
                <node id="n0"><data key="d1"> 3 </data></node>
                <node id="n1"><data key="d0">artist</data></node>
                <edge source="n0" target="n1"><data key="d2">0.5</data><data key="d3">sungBy</data></edge>
                <edge source="n1" target="n0"/>
              </graph>
            </graphml>
            """
        #expect(try bench.run(.graphml, bench.folder.write(text, to: "a.graphml")).rows == 4)
        #expect(try bench.edges() == ["song:n0 sungBy artist:n1 0.5", "artist:n1 edge song:n0"])
    }

    @Test func dotOfAnotherProgram() throws {
        let bench = try Bench()
        let text = #"""
            /* by hand */
            strict graph "G" {
              rankdir = LR; node [type=song]
              a -- b -- c [relation=next, weight=2];
              subgraph cluster_x { d; e [label="E " + "flat" shape=box] } -- f:port:n
              edge [relation=like] // from here
              d -- "two words"
              g [label=<<b>bold</b>>]
              h [label="\N", size=1.5]
            }
            """#
        try bench.run(.dot, bench.folder.write(text, to: "a.dot"))
        #expect(
            try bench.edges() == [
                "song:a next song:b 2.0", "song:b next song:c 2.0", "song:d edge song:f", "song:e edge song:f",
                "song:d like song:two words",
            ])
        #expect(try label(bench, "song", "e") == "E flat")
        #expect(try label(bench, "song", "g") == "<b>bold</b>")
        #expect(try label(bench, "song", "h") == nil)
    }

    @Test func backslashesOfOtherProgramsStay() throws {
        let graphML = #"""
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><desc>made elsewhere</desc>
              <key id="d0" for="node" attr.name="a\b" attr.type="string"/>
              <key id="d1" for="node" attr.name="label" attr.type="string"/>
              <graph edgedefault="directed">
                <node id="AC\DC"><data key="d0">C:\new</data><data key="d1">x\y</data></node><node id="\\"/>
                <edge source="AC\DC" target="\\"/>
              </graph>
            </graphml>
            """#
        let dot = #"""
            digraph { comment="made elsewhere"
              "AC\DC" -> "\\"
              "AC\DC" ["a\b"="C:\new", label="x\\y"]
            }
            """#
        for (kind, text) in [(Importer.Kind.graphml, graphML), (.dot, dot)] {
            let bench = try Bench()
            try bench.run(kind, bench.folder.write(text, to: "file"))
            #expect(try bench.edges() == [#"node:AC\DC edge node:\\"#])
            let reader = try bench.store.reader()
            let node = try reader.node(#require(reader.nodes(labelled: #"x\y"#).first))
            #expect(node.properties == [Property(#"a\b"#, .string(#"C:\new"#))])
        }
    }

    @Test func labelsHaveGraphvizsEscapes() throws {
        let bench = try Bench()
        let text = #"digraph { a [label="1\n2\l3\r4 \"q\" \N \\n \d", tooltip="5\n6"] }"#
        try bench.run(.dot, bench.folder.write(text, to: "a.gv"))
        #expect(try label(bench, "node", "a") == "1\n2\n3\n4 \"q\" \\N \\n d")
        let reader = try bench.store.reader()
        let node = try reader.node(#require(reader.nodes(labelled: "1\n2\n3\n4 \"q\" \\N \\n d").first))
        #expect(node.properties == [Property("tooltip", .string(#"5\n6"#))])
    }

    @Test func bareWordsOfDOTThatLookLikeNumbers() throws {
        let bench = try Bench()
        let text = "digraph { a [label=it, b=nan, c=infinity, d=0x10, e=5, f=-.5, g=true] }"
        try bench.run(.dot, bench.folder.write(text, to: "a.gv"))
        let reader = try bench.store.reader()
        let node = try reader.node(#require(reader.nodes(labelled: "it").first))
        #expect(
            node.properties == [
                Property("b", .string("nan")), Property("c", .string("infinity")), Property("d", .string("0x10")),
                Property("e", .integer(5)), Property("f", .number(-0.5)), Property("g", .truth(true)),
            ])
    }

    @Test func nodesWithoutATypeAreCalledByTheirIds() throws {
        let bench = try Bench()
        try bench.run(.dot, bench.folder.write("digraph { http -> \"a:b\"; http [size=1] }", to: "a.gv"))
        #expect(try bench.edges() == ["node:http edge node:a:b"])
        #expect(try label(bench, "node", "a:b") == "a:b")
        #expect(try label(bench, "node", "http") == "http")
    }

    @Test func jsonLinesByHand() throws {
        let bench = try Bench()
        let text = #"""
            {"rel":"played","from":"user:42","to":"song:S1","props":{"count":17,"since":"May \ud83c\udfb8"}}
            {"id":"song:S1","type":"song","label":"One More Night","props":{"bpm":92.0,"gone":null}}

            {"id":"lone"}
            """#
        #expect(try bench.run(.jsonl, bench.folder.write(text, to: "a.jsonl")).rows == 3)
        #expect(try bench.edges() == ["user:42 played song:S1 17.0"])
        let reader = try bench.store.reader()
        let song = try #require(reader.nodes(labelled: "one more night").first)
        #expect(try reader.node(song).properties == [Property("bpm", .number(92))])
        let user = try #require(reader.neighbours(of: [song], direction: .in).nodes.first)
        let played = try #require(reader.vocabulary.relation(named: "played"))
        #expect(try reader.properties(of: [Triple(user, played, song)]) == [[Property("since", .string("May 🎸"))]])
        #expect(try label(bench, "node", "lone") == "lone")
    }

    @Test func namesTellTheKindOfAFile() throws {
        let folder = try TemporaryFolder()
        let songs = try folder.write("song_id,title\n", to: "a.csv")
        let graph = try folder.write("_id,_type,_label,_start,_relation,_end,_weight\n", to: "b.CSV")
        let plays = try folder.write("1\tS1\t2\n", to: "c.tsv")
        #expect(try Importer.Kind(ofFile: songs) == .songs)
        #expect(try Importer.Kind(ofFile: graph) == .csv)
        #expect(try Importer.Kind(ofFile: plays) == nil)
        for (name, kind) in [
            ("x.nt.gz", Importer.Kind.ntriples), ("x.gv", .dot), ("x.graphml", .graphml), ("x.db", .msd),
        ] {
            #expect(try Importer.Kind(ofFile: name) == kind)
        }
    }
}
