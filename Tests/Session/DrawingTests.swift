import Foundation
import Testing

/// Answers as nodes and edges.
@Suite struct DrawingTests {
    private func edges(_ dot: String) -> [String] {
        dot.split(separator: "\n").filter { $0.contains(" -> ") }.map { String($0.prefix { $0 != "[" }) }
    }

    @Test func neighboursAreJoinedByTheEdgesBetweenThem() throws {
        let dot = try Stage.small().run("neighbours song S1 via sungBy, onAlbum format dot").output
        #expect(dot.hasPrefix("digraph segue {\nlabel=\"neighbours song:S1 via sungBy, onAlbum\";"))
        #expect(
            edges(dot) == [
                "\"song:S1\" -> \"artist:Phil Collins\" ", "\"song:S1\" -> \"album:Phil Collins: No Jacket Required\" ",
            ])
        #expect(dot.contains("\"song:S1\" [type=\"song\", label=\"One More Night\", \"penwidth\"=2.5];"))
    }

    @Test func nodesThatWouldStandAloneAreJoinedByWhatTheyShare() throws {
        let scene = try Stage.small().run("match (s:song) where s.key in (\"S1\", \"S3\") return s format dot")
        #expect(edges(scene.output).contains("\"song:S1\" -> \"artist:Phil Collins\" "))
        #expect(edges(scene.output).contains("\"song:S3\" -> \"artist:Phil Collins\" "))
    }

    @Test func aRecommendationIsDrawnByItsPaths() throws {
        let stage = try Stage.withExamples()
        stage.run("train itemknn")
        let plain = stage.run("recommend user 42 top 3 format graphml").output
        #expect(plain == stage.run("recommend user 42 top 3 because format graphml").output)
        #expect(plain.contains("<node id=\"user:42\">") && plain.contains("<data key=\"relation\">played</data>"))
        // Other listeners are counted, never named.
        let users = plain.split(separator: "\n").filter { $0.contains("<data key=\"type\">user</data>") }
        #expect(users.count == 1 && plain.contains("<data key=\"type\">users</data>"))
    }

    @Test func whatIsDrawnHasALimitThatIsSaid() throws {
        let stage = try Stage()
        stage.run(
            "begin\n" + (0..<400).map { "add song:n\($0) taggedWith tag:all" }.joined(separator: "\n") + "\ncommit")
        let scene = stage.run("neighbours tag:all format dot")
        let nodes = scene.output.split(separator: "\n").filter { $0.hasPrefix("\"") && !$0.contains(" -> ") }
        #expect(nodes.count == 300 && edges(scene.output).count == 299)
        #expect(scene.notes == "the picture shows the first 300 nodes and 1,500 edges; left out: 101 nodes\n")
        let page = stage.run("neighbours tag:all format html").output
        #expect(page.contains("left out: 101 nodes"))
    }

    @Test func nothingToDrawIsAnErrorAndNothingFoundIsNot() throws {
        let stage = try Stage.small()
        for format in ["dot", "graphml"] {
            let scene = stage.run("stats format \(format)")
            #expect(scene.outcome == .failed && scene.notes.contains("neither nodes nor edges"))
            #expect(stage.run("find \"nothing\" format \(format)").outcome == .done)
        }
        #expect(stage.run("stats format html").output.contains("\"rows\":[[\"nodes\",\"song\",\"5\""))
        // What the shell itself answers is never drawn, or nobody could ask for help.
        #expect(stage.run("set format dot; set").output.hasPrefix("setting  value"))
    }

    @Test func namesOfTheDataCannotLeaveThePage() throws {
        let stage = try Stage.small()
        stage.run("add song:x label \"</script><script>alert(1)</script>@DATA@ & \\u{2028}\"")
        let page = stage.run("describe song:x format html").output
        #expect(!page.contains("alert(1)</script>") && page.contains("\\u003c/script\\u003e"))
        let named = stage.run("find \"</title><b>@DATA@\" format html").output
        #expect(named.contains("<title>find &quot;&lt;/title&gt;&lt;b&gt;@DATA@&quot;</title>"))
        for outside in ["http://", "https://", "src=", "@import", "url("] {
            #expect(!page.replacing("http://www.w3.org/", with: "").contains(outside), "\(outside)")
        }
    }

    @Test func aGraphOfAnAnswerCanBeImported() throws {
        let stage = try Stage.small()
        let file = stage.folder.path + "/a.graphml"
        stage.run("paths user 42 to artist \"Phil Collins\" via played, sungBy into \"\(file)\"")
        let other = try Stage()
        #expect(other.run("import \"\(file)\"").outcome == .done)
        #expect(
            other.run("paths user 42 to artist \"Phil Collins\"").output
                == stage.run("paths user 42 to artist \"Phil Collins\" via played, sungBy").output)
    }

    @Test func aTreeFitsATerminal() throws {
        let stage = try Stage.small()
        let tree = stage.atTerminal(of: 24, "paths song S1 to song S3 format tree")
        #expect(tree.split(separator: "\n").allSatisfy { $0.count <= 24 } && tree.contains("…"))
        #expect(
            stage.run("paths song S1 to song S3 via sungBy format tree").output
                == "\"One More Night\"\n└─sungBy→ Phil Collins\n  └←sungBy─ \"Sussudio\"\n")
    }

    /// A mark before or behind a sign makes a character of both, and the sign must be escaped all the same.
    @Test(arguments: ["\u{0600}", "\u{0301}", "\u{FE0F}"]) func marksDoNotHideSigns(mark: String) throws {
        let stage = try Stage()
        let label = "a,\(mark)b \(mark)</script \(mark)>\(mark)<b\(mark)> \(mark)|\(mark) \\\"\(mark)"
        stage.run("add song:x label \"\(label)\"; add song:x sungBy artist:y")
        let page = stage.run("neighbours song:x format html").output
        let data = try #require(page.firstMatch(of: #/id="data">(?<json>[\s\S]*?)<\/script/#)).json
        #expect(!data.unicodeScalars.contains("<"))
        let graph = stage.run("neighbours song:x format graphml").output
        #expect(graph.unicodeScalars.filter { $0 == "<" }.count == graph.unicodeScalars.filter { $0 == ">" }.count)
        let csv = stage.run("find \"a\" format csv").output
        #expect(csv.unicodeScalars.filter { $0 == "\"" }.count == 4)
        let markdown = stage.run("find \"a\" format markdown").output
        #expect(markdown.unicodeScalars.contains("\\"))
    }

    @Test func aPathWithoutStepsIsDrawn() throws {
        let stage = try Stage.small()
        for format in ["html", "dot", "tree", "graphml", "json"] {
            #expect(stage.run("traverse user 42 played* return paths limit 3 format \(format)").outcome == .done)
        }
    }

    @Test func whatWouldBringASongInIsNotDrawnAsIfItWere() throws {
        let stage = try Stage.withExamples()
        stage.run("train itemknn")
        let dot = stage.run("explain user 42 song \"Sussudio\" paths 2 counterfactual format dot").output
        #expect(!dot.contains("relation=\"liked\"") && dot.contains("relation=\"played\""))
        let nodes = dot.split(separator: "\n").filter { $0.hasPrefix("\"") && !$0.contains(" -> ") }
        let ends = Set(
            edges(dot).flatMap { $0.split(separator: " -> ").map { $0.trimmingCharacters(in: .whitespaces) } })
        #expect(nodes.count == ends.count, "each node is on a path")
    }

    @Test func edgesOfADrawingDoNotObeyTheirProperties() throws {
        let stage = try Stage()
        stage.run("add a:x rel b:y with URL = \"javascript:alert(1)\", style = \"invis\"")
        let dot = stage.run("neighbours a:x format dot").output
        #expect(!dot.contains("javascript") && !dot.contains("invis"))
    }

    @Test func trainingIsRefusedAFormatOfNodesBeforeItRuns() throws {
        let stage = try Stage.small()
        #expect(stage.run("train popularity with holdout = none format dot").outcome == .failed)
        #expect(stage.run("models").notes.contains("no model yet"))
    }

    @Test func twoTreesOfOneNameAreTwo() throws {
        let tree = try Stage.small().run("neighbours \"One More Night\" via sungBy format tree").output
        #expect(
            tree
                == "\"One More Night\"  song:S1\n└─sungBy→ Phil Collins\n\"One More Night\"  song:S2\n└─sungBy→ Maroon 5\n"
        )
    }
}
