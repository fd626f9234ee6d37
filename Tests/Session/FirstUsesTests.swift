import Testing

/// The three uses that the language starts from.
@Suite struct FirstUsesTests {
    @Test func neighboursAnswersForEachSongOfTheName() throws {
        let stage = try Stage.withExamples()
        let scene = stage.run("neighbours \"One More Night\" hops 2")
        #expect(scene.lines.first?.hasPrefix("of") == true)
        for group in ["One More Night – Maroon 5, 2012 ", "One More Night – Phil Collins, 1985 "] {
            #expect(scene.lines.contains { $0.hasPrefix(group) && $0.contains(" 1  ") })
            #expect(scene.lines.contains { $0.hasPrefix(group) && $0.contains(" 2  ") })
        }
        #expect(scene.notes.contains("\"One More Night\" is 2 nodes; choose one by `@1` … `@2`"))
        #expect(scene.notes.contains("@2  song:S0964  \"One More Night\" – Phil Collins, 1985"))
        #expect(stage.run("neighbours @2 via sungBy").output.contains("Phil Collins"))
    }

    @Test func aScriptRunsStatementAfterStatement() throws {
        let scene = try Stage.small().run(
            """
            # what the graph holds
            stats

            neighbours "Sussudio" via sungBy; describe song S1  -- two on a line
            """)
        #expect(scene.outcome == .done)
        #expect(scene.notes.isEmpty)
        #expect(scene.output.contains("Phil Collins  artist"))
        #expect(scene.output.contains("song:S1"))
    }

    @Test func explainShowsRealPathsFromThePlays() throws {
        let stage = try Stage.withExamples(format: "json")
        stage.run("train itemknn")
        let scene = stage.run("explain user 42 song \"Easy Lover\"")
        let account = try #require(scene.objects.first)
        #expect(account["user"] as? String == "user:42")
        #expect((account["node"] as? [String: Any])?["id"] as? String == "song:S0976")
        let rank = try #require(account["rank"] as? Int)
        #expect((1...(account["of"] as? Int ?? 0)).contains(rank))
        let terms = try #require(account["terms"] as? [[String: Any]])
        let paths = terms.filter { $0["kind"] as? String == "path" }
        #expect(paths.count > 5 && terms.suffix(2).map { $0["kind"] as? String } == ["bias", "other"])
        for term in paths {
            let path = try #require(term["path"] as? [String: Any])
            let nodes = try #require(path["nodes"] as? [[String: Any]])
            #expect(nodes.first?["id"] as? String == "user:42" && nodes.last?["id"] as? String == "song:S0976")
            let edges = try #require(path["edges"] as? [[String: Any]])
            #expect(edges.count == nodes.count - 1)
            // Other listeners are counted, and have no node.
            for edge in edges where edge["from"] as? String != "users" {
                let head = try #require(try stage.node(edge["from"] as? String ?? ""))
                let tail = try #require(try stage.node(edge["to"] as? String ?? ""))
                #expect(try stage.isStored(head, edge["rel"] as? String ?? "", tail))
            }
        }
    }

    @Test func explainSaysWhereThereIsNoPath() throws {
        let stage = try Stage.small()
        stage.run("train popularity with holdout = none")
        let scene = stage.run("add song:S9 label \"Alone\"\nexplain user 42 song Alone")
        #expect(scene.output.contains("no score: model popularity has not seen this song"))
        #expect(scene.output.contains("no path of 3 hops or fewer leads here from the 2 songs that user 42 played"))
    }
}
