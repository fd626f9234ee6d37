import Graph
import Ingest
import TestSupport
import Testing
import TripleStore

/// A store in a folder of its own, and files to import into it.
struct Bench {
    let folder: TemporaryFolder
    let store: TripleStore

    init() throws {
        folder = try TemporaryFolder()
        store = try TripleStore(folder: folder.path + "/db", options: .init(creates: true))
    }

    @discardableResult
    func run(_ kind: Importer.Kind, _ path: String, tags: [String] = []) throws -> Importer.Report {
        try store.write { try Importer(into: $0).run(kind, path: path, tags: tags) }
    }

    /// Each edge as `type:key relation type:key [weight]`.
    func edges() throws -> Set<String> {
        let reader = try store.reader()
        let vocabulary = reader.vocabulary
        func name(_ node: NodeID) throws -> String {
            let node = try reader.node(node)
            return "\(vocabulary[node.type].name):\(node.key)"
        }
        var edges: Set<String> = []
        for relation in vocabulary.relations.indices.map({ RelationID(rawValue: UInt16($0)) }) {
            for head in try reader.heads(of: relation) {
                for tail in try reader.neighbours(of: [head], via: .only([relation]), direction: .out).nodes {
                    let weight = try reader.weights(of: [Triple(head, relation, tail)])[0].map { " \($0)" } ?? ""
                    edges.insert("\(try name(head)) \(vocabulary[relation].name) \(try name(tail))\(weight)")
                }
            }
        }
        return edges
    }
}

extension Bench {
    /// The times of plays, by the keys of listener and song.
    func times() throws -> [String: PropertyValue] {
        let reader = try store.reader()
        let played = try #require(reader.vocabulary.relation(named: "played"))
        var times: [String: PropertyValue] = [:]
        for user in try reader.heads(of: played) {
            for song in try reader.neighbours(of: [user], via: .only([played]), direction: .out).nodes {
                for property in try reader.properties(of: [Triple(user, played, song)])[0] {
                    #expect(property.name == Vocabulary.timeName)
                    times["\(try reader.node(user).key) \(try reader.node(song).key)"] = property.value
                }
            }
        }
        return times
    }
}

@Suite struct ImportTests {
    @Test(arguments: ["\t", " ", "  \t"]) func playsAreEdgesWithCounts(separator: String) throws {
        let bench = try Bench()
        let rows = [["42", "SOA", "17"], ["42", "SOB", "1"], ["7", "SOA", "3"]].map { $0.joined(separator: separator) }
        let report = try bench.run(.plays, bench.folder.write(rows.joined(separator: "\n"), to: "plays.tsv"))
        #expect(report.rows == 3 && report.nodes == 4 && report.edges == 3)
        #expect(
            try bench.edges() == [
                "user:42 played song:SOA 17.0", "user:42 played song:SOB 1.0", "user:7 played song:SOA 3.0",
            ])
    }

    @Test func playsHaveATimeWhereTheFileSaysOne() throws {
        let bench = try Bench()
        let lines = ["1 A 2 978300760", "1 B 1 2024-05-01T20:15:00Z", "1 C 3", "1 D 1 1.5", "1 A 4 978302109"]
        let report = try bench.run(.plays, bench.folder.write(lines.joined(separator: "\n"), to: "plays.tsv"))
        #expect(report.rows == 5 && report.edges == 4)
        #expect(
            try bench.times() == [
                "1 A": .integer(978_302_109), "1 B": .string("2024-05-01T20:15:00Z"), "1 D": .number(1.5),
            ])
        // A file without times leaves those that are there.
        try bench.run(.plays, bench.folder.write("1\tA\t9\n", to: "more.tsv"))
        #expect(try bench.times().count == 3 && bench.edges().contains("user:1 played song:A 9.0"))
    }

    @Test func songsBringArtistAlbumYearAndTags() throws {
        let bench = try Bench()
        let csv = #"""
            year,title,song_id,artist_name,release,genre,bpm
            1985,"One More, ""Night""",S1,Phil Collins,No Jacket Required,pop|soft rock,92
            0,Nameless,S2,,,,
            1985,Sussudio,S3,Phil Collins,No Jacket Required,pop,
            """#
        let report = try bench.run(.songs, bench.folder.write(csv, to: "songs.csv"), tags: ["genre"])
        #expect(report.rows == 3)
        #expect(
            try bench.edges() == [
                "song:S1 sungBy artist:Phil Collins", "song:S1 onAlbum album:Phil Collins: No Jacket Required",
                "song:S1 releasedIn year:1985", "song:S1 taggedWith tag:pop", "song:S1 taggedWith tag:soft rock",
                "song:S3 sungBy artist:Phil Collins", "song:S3 onAlbum album:Phil Collins: No Jacket Required",
                "song:S3 releasedIn year:1985", "song:S3 taggedWith tag:pop",
            ])
        let reader = try bench.store.reader()
        let song = try reader.node(reader.nodes(labelled: "one more, \"night\"")[0])
        #expect(song.key == "S1")
        #expect(song.properties == [Property("bpm", .integer(92))])
    }

    @Test func recordsMaySpanLinesAndEndInCarriageReturns() throws {
        let bench = try Bench()
        let csv = "\u{FEFF}song_id,title\r\nS1,\"two\r\nlines\"\r\n\r\nS2,plain\r\n"
        #expect(try bench.run(.songs, bench.folder.write(csv, to: "songs.csv")).rows == 2)
        #expect(try bench.store.reader().nodes(labelled: "two\nlines").count == 1)
    }

    @Test func triplesNameNodesByTypeAndKey() throws {
        let bench = try Bench()
        let text =
            "person:Adam Levine\tsingerOf\tsong:S1\nartist:AC/DC: live\tsimilarTo\tartist:Kiss\t0.5\nlone\tknows\tlone\n"
        try bench.run(.triples, bench.folder.write(text, to: "graph.tsv"))
        #expect(
            try bench.edges() == [
                "person:Adam Levine singerOf song:S1", "artist:AC/DC: live similarTo artist:Kiss 0.5",
                "node:lone knows node:lone",
            ])
        let reader = try bench.store.reader()
        #expect(try reader.nodes(labelled: "adam levine").count == 1)
        #expect(try reader.nodes(labelled: "S1").isEmpty)
    }

    @Test func importsMeetInTheSameNodes() throws {
        let bench = try Bench()
        try bench.run(.plays, bench.folder.write("1\tS1\t2\n", to: "plays.tsv"))
        try bench.run(.songs, bench.folder.write("song_id,title\nS1,Named\n", to: "songs.csv"))
        let again = try bench.run(.plays, bench.folder.write("1\tS1\t5\n", to: "plays.tsv"))
        #expect(again.nodes == 0 && again.edges == 0)
        #expect(try bench.edges() == ["user:1 played song:S1 5.0"])
        #expect(try bench.store.reader().nodes(labelled: "named").count == 1)
    }

    /// What edges alone say of a node is no reason to rename one that is there.
    @Test func labelsStayWhenEdgesComeLater() throws {
        let bench = try Bench()
        try bench.run(.triples, bench.folder.write("\tartist:1\tKiss\n\tartist:2\n", to: "nodes.tsv"))
        let edges = "artist:1\tsimilarTo\tartist:2\nartist:2\tsimilarTo\tartist:3\n"
        let report = try bench.run(.triples, bench.folder.write(edges, to: "edges.tsv"))
        #expect(report.nodes == 1 && report.edges == 2)
        let reader = try bench.store.reader()
        #expect(try reader.nodes((0..<3).map(NodeID.init)).map(\.label) == ["Kiss", nil, "3"])
        let lines = #"{"id": "artist:3", "born": 1973}"# + "\n" + #"{"id": "artist:4"}"# + "\n"
        try bench.run(.jsonl, bench.folder.write(lines, to: "more.jsonl"))
        #expect(try bench.store.reader().nodes((2..<4).map(NodeID.init)).map(\.label) == ["3", "4"])
        try bench.run(.triples, bench.folder.write("\tartist:4\tFour\n", to: "names.tsv"))
        try bench.run(.jsonl, bench.folder.write(lines, to: "more.jsonl"))
        #expect(try bench.store.reader().node(NodeID(3)).label == "Four")
    }

    @Test func gzipReadsAsThePlainFile() throws {
        let (plain, packed) = (try Bench(), try Bench())
        let text = (0..<50_000).map { "user\($0 % 500)\tsong\($0 % 911)\t\(1 + $0 % 9)" }.joined(separator: "\n")
        let path = try plain.folder.write(text, to: "plays.tsv")
        #expect(try plain.run(.plays, path) == packed.run(.plays, gzipped(path)))
        #expect(try plain.edges() == packed.edges())
    }

    @Test func aSplitKeepsItsTestRowsOutOfTheGraph() throws {
        let bench = try Bench()
        // The paper's own files have a time behind the count.
        _ = try bench.folder.write("u1\ta\t3\t978300760\nu1\tb\t1\t978302109\nu2\ta\t2\n", to: "tiny.train.rating")
        _ = try bench.folder.write("u1\tc\t1\tlater\nu2\tb\t4\n", to: "tiny.test.rating")
        _ = try gzipped(bench.folder.write("(u1,c)\td\te\n(u2,b)\tc\te\n", to: "tiny.test.negative"))
        #expect(try bench.run(.split, bench.folder.path + "/tiny").rows == 5)
        #expect(
            try bench.edges() == [
                "user:u1 played song:a 3.0", "user:u1 played song:b 1.0", "user:u2 played song:a 2.0",
            ])
        #expect(try bench.times() == ["u1 a": .integer(978_300_760), "u1 b": .integer(978_302_109)])
        let reader = try bench.store.reader()
        func keys(_ ids: [NodeID]) throws -> [String] { try reader.nodes(ids).map(\.key) }
        let rows = try #require(try reader.split(named: "tiny"))
        #expect(try rows.map { try keys($0.train) } == [["a", "b"], ["a"]])
        #expect(try rows.map { try keys([#require($0.test)]) } == [["c"], ["b"]])
        #expect(try rows.map { try keys($0.negatives) } == [["d", "e"], ["c", "e"]])
    }
}
